//! Results of a worker that a committee found wrong.

use furnace_client::{
    accounts::{Dispute, Found},
    heat::Heat,
};
use furnace_common::state::DisputeState;
use solana_address::Address;

/// A penalty that waits for an appeal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conviction {
    /// The dispute, which an appeal names.
    pub dispute: Address,
    /// The job, which others do now.
    pub job: Address,
    /// What was taken from the pool.
    pub penalty: Heat,
    /// Last moment to appeal, unix seconds.
    pub appeal_ends_at: i64,
    /// What an appeal puts down.
    pub appeal_price: Heat,
}

impl Conviction {
    /// The conviction that a dispute has come to; none where it has not, or where it was appealed.
    pub fn of(found: &Found<Dispute>) -> Option<Self> {
        let Found { address, data } = found;
        (data.state() == Some(DisputeState::Convicted)).then(|| Self {
            dispute: *address,
            job: data.job,
            penalty: Heat(data.penalty),
            appeal_ends_at: data.appeal_ends_at,
            appeal_price: Heat(data.appeal_price()),
        })
    }
}
