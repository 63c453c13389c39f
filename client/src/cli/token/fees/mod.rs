//! `furnace token fees`

mod distribute;
mod show;

use clap::Subcommand;
use furnace_client::{furnace::Collected, instructions::staking::Reward};

use crate::cli::{
    amounts::{heat, usd},
    context::Context,
};

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Fees {
    Show(show::Show),
    Distribute(distribute::Distribute),
}

pub(super) async fn run(command: Fees, context: &Context<'_>) -> anyhow::Result<()> {
    match command {
        Fees::Show(command) => show::run(command, context).await,
        Fees::Distribute(command) => distribute::run(command, context).await,
    }
}

fn amount(vault: &Collected) -> String {
    match vault.mint {
        Reward::Heat => heat(vault.amount),
        Reward::Usd(_) => usd(vault.amount),
    }
}
