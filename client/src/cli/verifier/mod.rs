//! `furnace verifier`

mod close;
mod deposit;
mod leave;
mod list;
mod refresh;
mod register;
mod show;
mod view;
mod withdraw;

use clap::Subcommand;
use furnace_client::{
    accounts::{Found, Verifier as VerifierAccount},
    furnace::Furnace,
    pda,
};
use solana_address::Address;

use super::{context::Context, failure::refusal};

#[derive(Debug, Subcommand)]
pub(super) enum Verifier {
    Register(register::Register),
    Deposit(deposit::Deposit),
    Refresh(refresh::Refresh),
    List(list::List),
    Show(show::Show),
    Leave(leave::Leave),
    Withdraw(withdraw::Withdraw),
    Close(close::Close),
}

pub(super) async fn run(command: Verifier, context: &Context<'_>) -> anyhow::Result<()> {
    match command {
        Verifier::Register(command) => register::run(command, context).await,
        Verifier::Deposit(command) => deposit::run(command, context).await,
        Verifier::Refresh(command) => refresh::run(command, context).await,
        Verifier::List(command) => list::run(command, context).await,
        Verifier::Show(command) => show::run(command, context).await,
        Verifier::Leave(command) => leave::run(command, context).await,
        Verifier::Withdraw(command) => withdraw::run(command, context).await,
        Verifier::Close(command) => close::run(command, context).await,
    }
}

/// Says what is left to do for a verifier to be drawn.
async fn tell_place(furnace: &Furnace, verifier: &Address, context: &Context<'_>) -> anyhow::Result<()> {
    if furnace.roster().await?.place_of(verifier).is_none() {
        context.output.note(
            "the roster is full; the lowest place is free in 10 minutes: take it with 'furnace verifier refresh'",
        );
    }
    Ok(())
}

/// The verifier that a wallet is.
async fn of(furnace: &Furnace, wallet: &Address) -> anyhow::Result<Found<VerifierAccount>> {
    let found = furnace.find::<VerifierAccount>(&pda::verifier(wallet)).await?;
    let stranger = || refusal(format!("{wallet} is no verifier")).hint("become one with 'furnace verifier register'");
    Ok(found.ok_or_else(stranger)?)
}
