//! Jobs: readable fields, and filters for lists.

use furnace_common::state::{CrewKind, Payment, PriceMode};
use solana_address::Address;

use super::{Job, JobState, text_of};
use crate::{
    artifacts::{Digest, Location, StoreError},
    chain::Filter,
    generated::jobs::types::{Checkpoint, Credit},
};

const CLIENT: usize = 8;
const MARKET: usize = 40;
const WORKER: usize = 608;
const WORKER_KEY: usize = 640;
const OPERATOR: usize = 672;
const STATE: usize = 1_058;

impl Job {
    /// Where the job stands; `None` for a state that this client does not know.
    pub fn state(&self) -> Option<JobState> {
        JobState::from_byte(self.state)
    }

    /// How many workers do it, and how.
    pub fn crew(&self) -> Option<CrewKind> {
        CrewKind::from_byte(self.crew)
    }

    /// In what it is quoted and paid.
    pub fn payment(&self) -> Option<Payment> {
        self.escrow.payment()
    }

    /// Whether its price is up for auction.
    pub fn is_auctioned(&self) -> bool {
        self.mode == PriceMode::Auction.byte()
    }

    /// Last moment to bid.
    pub fn bidding_ends_at(&self) -> i64 {
        self.posted_at.saturating_add(i64::from(self.claim_seconds))
    }

    /// Whether a crew belongs to it that is not closed yet.
    pub fn has_crew(&self) -> bool {
        self.attached != 0 && self.crew().is_some_and(|crew| crew != CrewKind::Solo)
    }

    /// Whether bids belong to it that are not closed yet.
    pub fn has_bids(&self) -> bool {
        self.attached != 0 && self.crew() == Some(CrewKind::Solo)
    }

    /// The checkpoints for which others than the last worker are paid, with their places; the earlier first.
    pub fn credits(&self) -> impl Iterator<Item = (u8, &Credit)> {
        (0..self.progress.count).zip(&self.progress.credits)
    }

    /// The URI of the job's artifact store, as the client wrote it.
    pub fn store(&self) -> String {
        text_of(&self.store_uri)
    }

    /// The checkpoints of other workers from which the work can go on, the earlier first: those that are credited, and
    /// the one that waits.
    pub fn checkpoints(&self) -> Vec<Checkpoint> {
        let progress = &self.progress;
        let credited =
            progress.credits.iter().take(usize::from(progress.count)).map(|credit| credit.checkpoint.clone());
        let waiting = (progress.pending != Address::default()).then(|| progress.last.clone());
        credited.chain(waiting).collect()
    }

    /// The job's artifact store, if its URI is one.
    pub fn location(&self) -> Result<Location, StoreError> {
        Location::from_uri(&self.store())
    }

    /// Name of the spec in the store.
    pub fn spec(&self) -> Digest {
        Digest(self.spec_hash)
    }

    /// Name of the result's manifest in the store, once there is a result.
    pub fn result(&self) -> Option<Digest> {
        Some(Digest(self.result_hash)).filter(|digest| !digest.is_zero())
    }

    /// Name of the result that the client says is right, where it rejected the worker's.
    pub fn claimed(&self) -> Option<Digest> {
        Some(Digest(self.claimed_hash)).filter(|digest| !digest.is_zero())
    }

    /// Name of the log in the store, once there is a result with a log.
    pub fn log(&self) -> Option<Digest> {
        Some(Digest(self.log_hash)).filter(|digest| !digest.is_zero())
    }
}

/// Which jobs to list; every part that is given must match.
#[derive(Clone, Copy, Debug, Default)]
pub struct JobFilter {
    /// Where the job stands.
    pub state: Option<JobState>,
    /// Who posted it.
    pub client: Option<Address>,
    /// Where it was posted.
    pub market: Option<Address>,
    /// The worker account that holds or held it.
    pub worker: Option<Address>,
    /// The hot key that holds or held it.
    pub worker_key: Option<Address>,
    /// The operator account whose worker holds or held it.
    pub operator: Option<Address>,
}

impl JobFilter {
    /// All jobs in one state.
    pub fn in_state(state: JobState) -> Self {
        Self { state: Some(state), ..Self::default() }
    }

    /// What the jobs pass beyond being jobs.
    pub(crate) fn filters(&self) -> Vec<Filter> {
        let parties = [
            (CLIENT, self.client),
            (MARKET, self.market),
            (WORKER, self.worker),
            (WORKER_KEY, self.worker_key),
            (OPERATOR, self.operator),
        ];
        let parties = parties.into_iter().filter_map(|(offset, address)| Some(Filter::bytes(offset, address?)));
        parties.chain(self.state.map(|state| Filter::bytes(STATE, [state.byte()]))).collect()
    }
}

#[cfg(test)]
mod tests {
    use solana_account::Account;

    use super::*;
    use crate::accounts::{Found, ProgramAccount};

    /// The state's offset is not written down anywhere else, so the layout itself is asked.
    #[test]
    fn offsets_are_those_of_the_layout() {
        for (offset, expected) in [(CLIENT, 1), (MARKET, 2), (WORKER, 3), (WORKER_KEY, 4), (OPERATOR, 5)] {
            let mut data = vec![0; Job::SIZE];
            data[offset..offset + 32].fill(expected);
            let job = Job::parse(&data).expect("a job");
            let field = match expected {
                1 => job.client,
                2 => job.market,
                3 => job.worker,
                4 => job.worker_key,
                _ => job.operator,
            };
            assert_eq!(field, Address::new_from_array([expected; 32]));
        }
        let mut data = vec![0; Job::SIZE];
        data[STATE] = JobState::Review.byte();
        assert_eq!(Job::parse(&data).expect("a job").state(), Some(JobState::Review));
    }

    #[test]
    fn filters_pass_what_matches_and_nothing_else() {
        let mut data = vec![0; Job::SIZE];
        data[..8].copy_from_slice(&Job::DISCRIMINATOR);
        data[STATE] = JobState::Open.byte();
        data[CLIENT..CLIENT + 32].fill(9);
        let account = Account { owner: crate::program::JOBS, data, ..Account::default() };
        let passes = |filter: JobFilter| filter.filters().iter().all(|filter| filter.passes(&account));
        let client = Some(Address::new_from_array([9; 32]));
        assert!(passes(JobFilter::default()));
        assert!(passes(JobFilter { client, ..JobFilter::in_state(JobState::Open) }));
        assert!(!passes(JobFilter { client, ..JobFilter::in_state(JobState::Review) }));
        assert!(!passes(JobFilter { worker: client, ..JobFilter::default() }));
        let found: Found<Job> = Job::read(&Address::default(), &account).expect("a job");
        assert_eq!(found.data.result(), None);
    }
}
