//! `furnace lease watch`

use clap::Args;
use furnace_client::{
    accounts::{Found, Lease, LeaseState},
    furnace::{Furnace, Order},
};
use solana_address::Address;
use solana_keypair::Keypair;

use super::{
    Target,
    view::{LeaseView, state_name},
};
use crate::cli::{
    context::Context,
    failure::refusal,
    quote::Quote,
    report::{moment, span},
    watch::Looks,
};

/// Follow a lease until it ends, telling what changes and when its funds run low.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace lease watch 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Watch {
    #[command(flatten)]
    target: Target,
}

pub(super) async fn run(command: Watch, context: &Context<'_>) -> anyhow::Result<()> {
    let furnace = context.furnace()?;
    let mut looks = Looks::at(&furnace);
    let progress = context.output.progress("looking");
    let mut told = Vec::new();
    loop {
        let lease = command.target.read(&furnace).await?;
        let now = furnace.chain().clock().await?.unix_timestamp;
        let news = news(&lease.data, now);
        for line in news.iter().filter(|line| !told.contains(*line)) {
            progress.suspend(|| context.output.note(format!("{} {line}", moment(now))));
        }
        told = news;
        let view = LeaseView::new(&lease, Quote::plain(None), now);
        if lease.data.state().is_none_or(|state| state == LeaseState::Closed) {
            return context.output.result(&view);
        }
        progress.set(format!("{}; funds last for {}", view.state, view.left()));
        looks.next().await;
    }
}

/// What is to be told of a lease as it stands; what was told before is not told again.
fn news(lease: &Lease, now: i64) -> Vec<String> {
    let mut news = vec![format!("the lease is {}", state_name(lease.state()))];
    if lease.state().is_some_and(LeaseState::is_held) {
        news.push(format!("worker {} holds it", lease.worker));
    }
    if lease.pinged_at != 0 {
        news.push(format!("the ping of {} waits for an answer", moment(lease.pinged_at)));
    }
    if lease.penalty_bps(now) > 0 {
        news.push("the worker is down; report it with 'furnace lease slash'".to_owned());
    }
    if lease.leaves_at != 0 {
        news.push(format!("the worker leaves at {}", moment(lease.leaves_at)));
    }
    let running = lease.state() == Some(LeaseState::Running);
    if running && lease.seconds_left(now).is_some_and(|left| left < u64::from(lease.low_seconds)) {
        let low = span(lease.low_seconds);
        news.push(format!("the funds last for less than {low}; add some with 'furnace lease top-up'"));
    }
    if lease.state() == Some(LeaseState::Suspended) {
        news.push(format!("it is out of funds, and ends at {} without more", moment(lease.grace_ends_at())));
    }
    news
}

/// Waits until the lease runs. An auction is awarded when the time to bid is over.
pub(super) async fn until_running(
    furnace: &Furnace,
    wallet: &Keypair,
    address: &Address,
    context: &Context<'_>,
) -> anyhow::Result<Found<Lease>> {
    let mut looks = Looks::at(furnace);
    let progress = context.output.progress("waiting for a worker");
    loop {
        let lease = furnace.lease(address).await?;
        let now = furnace.chain().clock().await?.unix_timestamp;
        match lease.data.state() {
            Some(LeaseState::Open) if !lease.data.is_claimable(now) => {
                let late = refusal(format!("nobody took lease {address} in time"));
                return Err(late.hint(format!("free its funds with 'furnace lease expire {address}'")).into());
            }
            Some(LeaseState::Open) if lease.data.is_auctioned() && now > lease.data.bidding_ends_at() => {
                award(furnace, wallet, lease, context).await?;
                continue;
            }
            Some(LeaseState::Open) => {}
            Some(LeaseState::Assigned) => progress.set(format!("worker {} prepares", lease.data.worker)),
            _ => return Ok(lease),
        }
        looks.next().await;
    }
}

/// Gives the lease to the best bidder.
async fn award(furnace: &Furnace, wallet: &Keypair, lease: Found<Lease>, context: &Context<'_>) -> anyhow::Result<()> {
    let (address, quote) = (lease.address, Quote::plain(lease.data.payment()));
    let awarded = furnace.award(wallet, &Order::from(lease)).await;
    if let Ok(Some((bid, _))) = &awarded {
        context.output.note(format!("awarded to worker {} at {}", bid.worker, quote.rate(bid.price)));
        return Ok(());
    }
    // Somebody else may have done it meanwhile: anyone may.
    if !furnace.lease(&address).await?.data.is_auctioned() {
        return Ok(());
    }
    awarded?;
    let unwanted = refusal(format!("nobody bid for lease {address} who can do it"));
    Err(unwanted.hint(format!("free its funds with 'furnace lease cancel {address}'")).into())
}

#[cfg(test)]
mod tests {
    use furnace_client::accounts::ProgramAccount;
    use furnace_common::state::Payment;

    use super::*;

    #[test]
    fn what_changes_is_told_once() {
        let mut lease = Lease::parse(&vec![0; Lease::SIZE]).expect("a lease");
        lease.state = LeaseState::Running.byte();
        lease.escrow.payment = Payment::Heat.byte();
        lease.escrow.reserved = 1_000;
        (lease.rate, lease.max_seconds, lease.low_seconds) = (1, 86_400, 100);
        lease.paid_until = 1_000;
        lease.ends_at = 90_000;
        assert_eq!(news(&lease, 1_000), news(&lease, 1_900));
        assert_eq!(news(&lease, 1_000).len(), 2);
        assert!(news(&lease, 1_901).iter().any(|line| line.contains("top-up")));
        lease.pinged_at = 1_000;
        assert!(news(&lease, 1_010).iter().any(|line| line.contains("waits for an answer")));
        assert!(news(&lease, 1_181).iter().any(|line| line.contains("lease slash")));
    }
}
