//! `furnace dispute`

mod accuse;
mod advance;
mod appeal;
mod claim;
mod list;
mod show;
mod view;

use clap::{Args, Subcommand};
use furnace_client::{
    accounts::{Dispute as DisputeAccount, Found},
    furnace::Furnace,
};
use solana_address::Address;

use super::context::Context;

pub(super) use claim::Claim;
pub(super) use view::{DisputeView, told};

#[derive(Debug, Subcommand)]
pub(super) enum Dispute {
    List(list::List),
    Show(show::Show),
    Accuse(accuse::Accuse),
    Appeal(appeal::Appeal),
    Advance(advance::Advance),
}

pub(super) async fn run(command: Dispute, context: &Context<'_>) -> anyhow::Result<()> {
    match command {
        Dispute::List(command) => list::run(command, context).await,
        Dispute::Show(command) => show::run(command, context).await,
        Dispute::Accuse(command) => accuse::run(command, context).await,
        Dispute::Appeal(command) => appeal::run(command, context).await,
        Dispute::Advance(command) => advance::run(command, context).await,
    }
}

/// The dispute a command is about.
#[derive(Clone, Copy, Debug, Args)]
struct Target {
    /// The dispute, as 'furnace dispute list' names it.
    dispute: Address,
}

impl Target {
    async fn read(self, furnace: &Furnace) -> anyhow::Result<Found<DisputeAccount>> {
        Ok(furnace.get(&self.dispute).await?)
    }
}
