//! Lease accounts as a worker reads them.

use furnace_client::{
    accounts::{Found, Lease},
    artifacts::Digest,
    chain::ChainError,
    heat::Heat,
};
use furnace_common::state::{LeaseState, Payment};
use solana_address::Address;

use super::Needs;

/// A lease on chain. Times are unix seconds, zero where it has not happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaseAccount {
    /// Where it is.
    pub address: Address,
    /// Who rents.
    pub client: Address,
    /// The market whose terms it has.
    pub market: Address,
    /// Who holds or held it; the zero address before the first claim.
    pub worker: Address,
    /// Where it stands.
    pub state: LeaseState,
    /// What it pays by the second; in an auction the ceiling.
    pub rate: Heat,
    /// Whether the rate is in dollars and not in HEAT; a base unit is a millionth of either.
    pub in_dollars: bool,
    /// Stake at risk.
    pub collateral: Heat,
    /// Whether workers bid for it.
    pub auctioned: bool,
    /// The only worker that may take it at first.
    pub designated: Option<Address>,
    /// The worker for which it is kept, and until when, where another lost it.
    pub backup: Option<(Address, i64)>,
    /// Last moment to claim it.
    pub expires_at: i64,
    /// Last moment to bid, where it is auctioned.
    pub bidding_ends_at: i64,
    /// Last moment to start.
    pub start_by: i64,
    /// When it was last settled.
    pub settled_at: i64,
    /// When its funds are used up, at the price of its posting, where it runs; zero where it does not.
    pub funds_until: i64,
    /// What was paid for it so far, base units of what is paid.
    pub paid: u64,
    /// For how many seconds that was.
    pub billed_seconds: u64,
    /// When the client asked whether the worker is there; zero once it was answered.
    pub pinged_at: i64,
    /// When the worker may leave; zero without notice.
    pub leaves_at: i64,
    /// As long as it may last; zero before the first start.
    pub ends_at: i64,
    /// When it ends for want of funds, where it is suspended.
    pub grace_ends_at: i64,
    /// What it asks of a worker.
    pub needs: Needs,
    /// Hash of the spec.
    pub spec: Digest,
    /// The artifact store's URI, as the client wrote it.
    pub store_uri: String,
}

impl LeaseAccount {
    /// Whether `worker` has it, running or not.
    pub fn is_held_by(&self, worker: &Address) -> bool {
        let held = matches!(self.state, LeaseState::Assigned | LeaseState::Running | LeaseState::Suspended);
        held && self.worker == *worker
    }
}

impl TryFrom<Found<Lease>> for LeaseAccount {
    type Error = ChainError;

    /// Fails for a lease in a state that is newer than this program.
    fn try_from(found: Found<Lease>) -> Result<Self, ChainError> {
        let Found { address, data: lease } = found;
        let state = lease.state().ok_or(ChainError::Malformed { what: "lease in a known state", address })?;
        let named = |worker: Address| Some(worker).filter(|worker| *worker != Address::default());
        Ok(Self {
            address,
            client: lease.client,
            market: lease.market,
            worker: lease.worker,
            state,
            rate: Heat(lease.rate),
            in_dollars: lease.payment().is_none_or(Payment::is_in_usd),
            collateral: Heat(lease.escrow.collateral),
            auctioned: lease.is_auctioned(),
            designated: named(lease.designated),
            backup: named(lease.backup).map(|backup| (backup, lease.backup_until)),
            expires_at: lease.expires_at.min(lease.service_ends_at().saturating_sub(1)),
            bidding_ends_at: lease.bidding_ends_at(),
            start_by: lease.start_by,
            settled_at: lease.settled_at,
            funds_until: funds_until(&lease),
            paid: lease.escrow.paid,
            billed_seconds: lease.billed_seconds,
            pinged_at: lease.pinged_at,
            leaves_at: lease.leaves_at,
            ends_at: lease.ends_at,
            grace_ends_at: lease.grace_ends_at(),
            needs: Needs::from(&lease.needs),
            spec: lease.spec(),
            store_uri: lease.store(),
        })
    }
}

/// When nothing is left of what is held.
fn funds_until(lease: &Lease) -> i64 {
    if lease.state() != Some(LeaseState::Running) {
        return 0;
    }
    let left = lease.seconds_left(lease.paid_until).unwrap_or(0);
    lease.paid_until.saturating_add_unsigned(left)
}

#[cfg(test)]
mod tests {
    use furnace_client::accounts::ProgramAccount;

    use super::*;

    #[test]
    fn funds_last_from_what_is_paid_on() {
        let mut lease = Lease::parse(&vec![0; Lease::SIZE]).expect("a lease");
        lease.escrow.payment = Payment::Heat.byte();
        (lease.escrow.reserved, lease.rate, lease.max_seconds, lease.paid_until) = (1_000, 10, 86_400, 5_000);
        assert_eq!(funds_until(&lease), 0);
        lease.state = LeaseState::Running.byte();
        assert_eq!(funds_until(&lease), 5_100);
        lease.owed = 600;
        assert_eq!(funds_until(&lease), 5_040);
        lease.escrow.reserved = 0;
        assert_eq!(funds_until(&lease), 5_000);
    }
}
