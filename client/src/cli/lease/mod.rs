//! `furnace lease`

mod cancel;
mod close;
mod end;
mod expire;
mod list;
mod open;
mod ping;
mod run;
mod settle;
mod show;
mod slash;
mod sweep;
mod top_up;
mod view;
mod watch;

use clap::{Args, Subcommand};
use furnace_client::{
    accounts::{Found, Lease as LeaseAccount, LeaseState},
    furnace::Furnace,
};
use solana_address::Address;
use solana_signature::Signature;

use super::{bid::award, context::Context, failure::refusal, report::Receipt};

#[derive(Debug, Subcommand)]
pub(super) enum Lease {
    Open(Box<open::Open>),
    List(list::List),
    Show(show::Show),
    Watch(watch::Watch),
    TopUp(top_up::TopUp),
    Run(run::Run),
    Ping(ping::Ping),
    Settle(settle::Settle),
    Close(close::Close),
    Cancel(cancel::Cancel),
    End(end::End),
    Expire(expire::Expire),
    Sweep(sweep::Sweep),
    Award(award::Award),
    Slash(slash::Slash),
}

pub(super) async fn run(command: Lease, context: &Context<'_>) -> anyhow::Result<()> {
    match command {
        Lease::Open(command) => open::run(*command, context).await,
        Lease::List(command) => list::run(command, context).await,
        Lease::Show(command) => show::run(command, context).await,
        Lease::Watch(command) => watch::run(command, context).await,
        Lease::TopUp(command) => top_up::run(command, context).await,
        Lease::Run(command) => run::run(command, context).await,
        Lease::Ping(command) => ping::run(command, context).await,
        Lease::Settle(command) => settle::run(command, context).await,
        Lease::Close(command) => close::run(command, context).await,
        Lease::Cancel(command) => cancel::run(command, context).await,
        Lease::End(command) => end::run(command, context).await,
        Lease::Expire(command) => expire::run(command, context).await,
        Lease::Sweep(command) => sweep::run(command, context).await,
        Lease::Award(command) => award::run(command, context).await,
        Lease::Slash(command) => slash::run(command, context).await,
    }
}

/// The lease a command is about.
#[derive(Clone, Copy, Debug, Args)]
struct Target {
    /// The lease, as 'furnace lease list' names it.
    lease: Address,
}

impl Target {
    async fn read(self, furnace: &Furnace) -> anyhow::Result<Found<LeaseAccount>> {
        Ok(furnace.lease(&self.lease).await?)
    }

    /// The receipt of a command that changed the lease, with how it stands now.
    async fn receipt(self, signature: Signature, sentence: &str, furnace: &Furnace) -> anyhow::Result<Receipt> {
        let after = self.read(furnace).await?.data;
        Ok(Receipt::new(signature, format!("{sentence} {}", self.lease))
            .with("lease", self.lease.to_string())
            .with("state", view::state_name(after.state()))
            .with("reserved", after.escrow.reserved)
            .with("paid", after.escrow.paid))
    }
}

/// Refuses a lease that is in none of the states in which a command makes sense.
fn require_state(lease: &Found<LeaseAccount>, wanted: &[LeaseState], otherwise: &str) -> anyhow::Result<()> {
    let state = lease.data.state();
    if state.is_some_and(|state| wanted.contains(&state)) {
        return Ok(());
    }
    Err(refusal(format!("lease {} is {}; {otherwise}", lease.address, view::state_name(state))).into())
}

/// The states in which a worker holds a lease.
const HELD: [LeaseState; 3] = [LeaseState::Assigned, LeaseState::Running, LeaseState::Suspended];
