//! Judging results of others: their work is done again wherever this verifier is drawn, and disputes are brought to
//! their end.
//!
//! The clerk looks at the chain, the judge votes, the keeper takes the steps that anyone may take. What to do follows
//! from the chain and from the votes that are written down, so it makes no difference where the verifier was
//! interrupted.

mod ballot;
mod chores;
mod clerk;
mod court;
mod examine;
mod judge;
mod keeper;
mod plan;
mod vote;

#[cfg(test)]
mod testing;

use std::{sync::Arc, time::Duration};

use solana_address::Address;
use tokio::sync::{Notify, watch};

use crate::{
    chain::ChainClock,
    config::{MetricsConfig, VerifyConfig},
    device::{Accelerator, monitor},
    journal::Journal,
    runner::InHand,
    status::{self, Status},
    tasks::Tasks,
};
use clerk::Clerk;
use judge::{Chambers, Judge};
use keeper::Keeper;

pub use ballot::Ballot;
pub use chores::Chore;
pub use clerk::VerifierError;
pub use court::{Court, Docket, OnChainCourt};
pub use examine::Examiner;

/// For what has nothing to finish: votes are written down, and given at the next start.
const SHORT: Duration = Duration::from_secs(5);

/// What a verifier is made of.
pub struct Parts {
    /// The chain.
    pub court: Arc<dyn Court>,
    /// The journal.
    pub journal: Arc<Journal>,
    /// What does work again.
    pub examiner: Examiner,
    /// The device to look after, where there is one.
    pub accelerator: Option<Arc<Accelerator>>,
    /// The wallet that is the verifier.
    pub wallet: Address,
    /// The hot key's file, to name it in a command.
    pub key_file: String,
    /// How it verifies.
    pub config: VerifyConfig,
    /// Where it can be watched.
    pub metrics: MetricsConfig,
}

/// Starts all tasks of a verifier.
pub fn start(parts: Parts) -> Tasks {
    let Parts { court, journal, examiner, accelerator, wallet, key_file, config, metrics } = parts;
    let status = Status::new(config.poll * 3 + Duration::from_secs(30));
    let (clock, refresh, in_hand) = (Arc::new(ChainClock::new(0)), Arc::new(Notify::new()), InHand::default());
    let (dockets, seen) = watch::channel(None);

    let mut tasks = Tasks::default();
    if let Some(address) = metrics.listen {
        tasks.start("metrics", SHORT, |stop| status::serve(address, status.clone(), stop));
    }
    if let Some(accelerator) = accelerator {
        tasks.start("device monitor", SHORT, |stop| monitor(vec![accelerator], in_hand.clone(), status.clone(), stop));
    }
    if config.keep {
        let keeper = Keeper::new(Arc::clone(&court), seen.clone(), Arc::clone(&refresh));
        tasks.start("keeper", SHORT, |stop| keeper.run(stop));
    }
    let chambers = Chambers {
        court: Arc::clone(&court),
        journal,
        examiner,
        clock: Arc::clone(&clock),
        in_hand,
        status: status.clone(),
        refresh: Arc::clone(&refresh),
    };
    let judge = Judge::new(chambers, seen, config.at_once);
    tasks.start("judge", SHORT, |stop| judge.run(stop));
    let poll = config.poll;
    let clerk = Clerk { court, wallet, key_file, dockets, clock, refresh, status, poll };
    tasks.start("clerk", SHORT, |stop| clerk.run(stop));
    tasks
}
