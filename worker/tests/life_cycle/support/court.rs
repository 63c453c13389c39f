//! A court that keeps the rules of votes as far as a verifier meets them.

use std::sync::{Arc, Mutex, MutexGuard};

use async_trait::async_trait;
use furnace_client::{
    accounts::{Dispute, Found, ProgramAccount, Verifier},
    artifacts::Digest,
    chain::ChainError,
    furnace::DisputeStep,
};
use furnace_common::state::{DisputeState, Round, VoteState};
use furnace_worker::verifying::{Ballot, Chore, Court, Docket};
use futures::{StreamExt, stream::BoxStream};
use solana_address::Address;
use solana_signature::Signature;

/// The verifier of the tests, and another member of its committees.
const VERIFIER: Address = Address::new_from_array([1; 32]);
const PARTNER: Address = Address::new_from_array([2; 32]);
/// When committees are drawn, and how long they have to commit, in seconds.
const DRAWN_AT: i64 = 1_000;
const VOTE_SECONDS: i64 = 700;

#[derive(Default)]
struct State {
    docket: Docket,
    committed: Vec<Ballot>,
    shown: Vec<Ballot>,
    taken: Vec<DisputeStep>,
    refused: usize,
    failures: usize,
    down: bool,
}

/// The court; clones are the same one.
#[derive(Clone)]
pub(crate) struct FakeCourt(Arc<Mutex<State>>);

impl FakeCourt {
    pub(crate) fn new() -> Self {
        let docket = Docket { now: DRAWN_AT, ..Docket::default() };
        Self(Arc::new(Mutex::new(State { docket, ..State::default() })))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("lock")
    }

    /// The verifier and a partner are drawn to judge the result of a spec.
    pub(crate) fn draw(&self, number: u8, store_uri: &str, spec: Digest) -> Address {
        let address = Address::new_from_array([number; 32]);
        let mut data = Dispute::parse(&vec![0; Dispute::SIZE]).expect("zeros");
        (data.state, data.round, data.seats) = (DisputeState::Voting.byte(), Round::First.byte(), 2);
        data.spec_hash = spec.0;
        data.store_uri[..store_uri.len()].copy_from_slice(store_uri.as_bytes());
        data.commit_ends_at = DRAWN_AT + VOTE_SECONDS;
        data.reveal_ends_at = data.commit_ends_at + 600;
        for (vote, verifier) in data.votes.iter_mut().zip([VERIFIER, PARTNER]) {
            (vote.verifier, vote.state) = (verifier, VoteState::Drawn.byte());
        }
        self.state().docket.disputes.push(Found { address, data });
        address
    }

    /// A dispute that waits for its committee.
    pub(crate) fn announce(&self, number: u8) {
        let mut data = Dispute::parse(&vec![0; Dispute::SIZE]).expect("zeros");
        (data.state, data.round_at) = (DisputeState::Drawing.byte(), DRAWN_AT);
        let mut state = self.state();
        state.docket.slot = 1;
        state.docket.disputes.push(Found { address: Address::new_from_array([number; 32]), data });
    }

    /// The partner commits to its vote in a dispute.
    pub(crate) fn partner_commits(&self, dispute: &Address) {
        self.with(dispute, |dispute| dispute.votes[1].state = VoteState::Committed.byte());
    }

    /// Sets the chain's time to so many seconds before the last moment to commit.
    pub(crate) fn set_seconds_left(&self, seconds: i64) {
        self.state().docket.now = DRAWN_AT + VOTE_SECONDS - seconds;
    }

    /// Nothing can be sent, or everything again.
    pub(crate) fn set_down(&self, down: bool) {
        self.state().down = down;
    }

    /// How often something could not be sent.
    pub(crate) fn failures(&self) -> usize {
        self.state().failures
    }

    /// What was committed to, and what was shown.
    pub(crate) fn votes(&self) -> (Vec<Ballot>, Vec<Ballot>) {
        let state = self.state();
        (state.committed.clone(), state.shown.clone())
    }

    /// The steps that were taken for everyone, and how many were refused because somebody else was faster.
    pub(crate) fn steps(&self) -> (Vec<DisputeStep>, usize) {
        let state = self.state();
        (state.taken.clone(), state.refused)
    }

    fn with<T>(&self, address: &Address, change: impl FnOnce(&mut Dispute) -> T) -> T {
        let mut state = self.state();
        let found = state.docket.disputes.iter_mut().find(|dispute| dispute.address == *address);
        change(&mut found.expect("a dispute").data)
    }

    fn answer(&self) -> Result<Signature, ChainError> {
        let mut state = self.state();
        if !state.down {
            return Ok(Signature::default());
        }
        state.failures += 1;
        Err(ChainError::Unreachable { url: "http://fake".into(), reason: "unplugged".into() })
    }
}

fn refusal() -> ChainError {
    ChainError::Program {
        program: Address::default(),
        code: 1,
        name: "Refused".into(),
        message: "not now".into(),
        logs: vec![],
    }
}

#[async_trait]
impl Court for FakeCourt {
    fn key(&self) -> Address {
        VERIFIER
    }

    async fn standing(&self) -> Result<Option<Verifier>, ChainError> {
        let verifier = Verifier::parse(&[0; Verifier::SIZE]).expect("zeros");
        Ok(Some(Verifier { key: VERIFIER, ..verifier }))
    }

    async fn docket(&self) -> Result<Docket, ChainError> {
        Ok(self.state().docket.clone())
    }

    fn verifier(&self) -> Address {
        VERIFIER
    }

    async fn commit(&self, dispute: &Found<Dispute>, vote: u8, ballot: &Ballot) -> Result<Signature, ChainError> {
        let signature = self.answer()?;
        let vote = usize::from(vote);
        let fits = self.with(&dispute.address, |dispute| {
            let fits = dispute.votes[vote].state() == Some(VoteState::Drawn);
            dispute.votes[vote].state = VoteState::Committed.byte();
            fits
        });
        if !fits {
            return Err(refusal());
        }
        self.state().committed.push(*ballot);
        Ok(signature)
    }

    async fn reveal(&self, dispute: &Found<Dispute>, vote: u8, ballot: &Ballot) -> Result<Signature, ChainError> {
        let signature = self.answer()?;
        let now = self.state().docket.now;
        let fits = self.with(&dispute.address, |dispute| {
            let fits = dispute.may_reveal(now);
            dispute.votes[usize::from(vote)].state = VoteState::Shown.byte();
            fits
        });
        if !fits {
            return Err(refusal());
        }
        self.state().shown.push(*ballot);
        Ok(signature)
    }

    async fn take(&self, chore: Chore<'_>) -> Result<Signature, ChainError> {
        let signature = self.answer()?;
        let Chore::Advance(dispute, step) = chore else {
            return Err(refusal());
        };
        // Others see the same docket before one of them is executed.
        tokio::task::yield_now().await;
        let fits = self.with(&dispute.address, |dispute| {
            let fits = dispute.state() == Some(DisputeState::Drawing);
            dispute.state = DisputeState::Voting.byte();
            dispute.commit_ends_at = DRAWN_AT + VOTE_SECONDS;
            fits
        });
        if fits {
            self.state().taken.push(step);
            return Ok(signature);
        }
        self.state().refused += 1;
        Err(refusal())
    }

    fn wake_ups(&self) -> BoxStream<'static, ()> {
        futures::stream::pending().boxed()
    }
}
