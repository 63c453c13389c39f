//! `furnace balance`

mod deposit;
mod refund;
mod show;
mod sponsor;
mod withdraw;

use clap::{Args, Subcommand, ValueEnum};
use furnace_client::{chain::ChainError, furnace::Furnace};
use furnace_common::state::Payment;
use solana_address::Address;

use super::{
    amounts::{heat, usd},
    context::Context,
};

#[derive(Debug, Subcommand)]
pub(super) enum Balance {
    Deposit(deposit::Deposit),
    Withdraw(withdraw::Withdraw),
    Sponsor(sponsor::Sponsor),
    Refund(refund::Refund),
    Show(show::Show),
}

pub(super) async fn run(command: Balance, context: &Context<'_>) -> anyhow::Result<()> {
    match command {
        Balance::Deposit(command) => deposit::run(command, context).await,
        Balance::Withdraw(command) => withdraw::run(command, context).await,
        Balance::Sponsor(command) => sponsor::run(command, context).await,
        Balance::Refund(command) => refund::run(command, context).await,
        Balance::Show(command) => show::run(command, context).await,
    }
}

/// Which of a client's balances a command is about.
#[derive(Clone, Copy, Debug, Args)]
struct Mint {
    /// HEAT, or the dollar token in which dollar markets are paid.
    #[arg(long = "mint", value_enum, default_value_t = Kind::Heat)]
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    Heat,
    Usd,
}

impl Mint {
    async fn address(self, furnace: &Furnace) -> Result<Address, ChainError> {
        furnace.mint_of(if self.kind == Kind::Heat { Payment::Heat } else { Payment::Usd }).await
    }

    /// An amount of base units, for people.
    fn text(self, amount: u64) -> String {
        if self.kind == Kind::Heat { heat(amount) } else { usd(amount) }
    }
}
