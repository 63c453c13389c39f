//! The task that votes where this verifier was drawn.

use std::{collections::HashSet, sync::Arc};

use furnace_client::accounts::{Dispute, Found};
use solana_address::Address;
use tokio::{
    sync::{Notify, OwnedSemaphorePermit, Semaphore, watch},
    task::JoinSet,
};
use tracing::error;

use super::{
    Court, Docket,
    examine::Examiner,
    plan::{Duty, duty},
};
use crate::{
    chain::ChainClock,
    journal::{Journal, JournalError},
    runner::{Hold, InHand, finish::remove, held::Held},
    status::Status,
    tasks::Stop,
};

/// Where dockets come from, the latest one only.
pub(super) type Dockets = watch::Receiver<Option<Arc<Docket>>>;

/// What every vote needs.
pub(super) struct Chambers {
    pub(super) court: Arc<dyn Court>,
    pub(super) journal: Arc<Journal>,
    pub(super) examiner: Examiner,
    pub(super) clock: Arc<ChainClock>,
    pub(super) in_hand: InHand,
    pub(super) status: Status,
    /// Asks for a docket, because the chain has changed.
    pub(super) refresh: Arc<Notify>,
}

/// Votes.
pub(super) struct Judge {
    chambers: Arc<Chambers>,
    dockets: Dockets,
    /// For work that is done again.
    places: Arc<Semaphore>,
    tried: Held<Duty>,
    lamented: HashSet<Address>,
    votes: JoinSet<()>,
}

impl Judge {
    /// A judge that does the work of so many disputes at a time.
    pub(super) fn new(chambers: Chambers, dockets: Dockets, at_once: u8) -> Self {
        Self {
            chambers: Arc::new(chambers),
            dockets,
            places: Arc::new(Semaphore::new(usize::from(at_once))),
            tried: Held::default(),
            lamented: HashSet::new(),
            votes: JoinSet::new(),
        }
    }

    /// Runs until told to stop. Work under way is dropped then: there is time to do it again.
    pub(super) async fn run(mut self, stop: Stop) -> anyhow::Result<()> {
        remove(&self.chambers.examiner.folder).await;
        loop {
            tokio::select! {
                biased;
                () = stop.cancelled() => break,
                Some(ended) = self.votes.join_next() => {
                    if let Err(error) = ended {
                        error!(%error, "a vote broke off");
                    }
                    self.chambers.refresh.notify_one();
                }
                changed = self.dockets.changed() => {
                    if changed.is_err() {
                        break;
                    }
                    let docket = self.dockets.borrow_and_update().clone();
                    if let Some(docket) = docket {
                        self.consider(&docket)?;
                    }
                }
            }
            self.chambers.status.in_hand(self.chambers.in_hand.len());
        }
        self.votes.shutdown().await;
        stop.cancelled().await;
        Ok(())
    }

    /// Does what is owed to each dispute, the most urgent one first.
    fn consider(&mut self, docket: &Docket) -> Result<(), JournalError> {
        self.tried.keep(docket.disputes.iter().map(|dispute| dispute.address));
        let verifier = self.chambers.court.verifier();
        let mut own: Vec<_> =
            docket.disputes.iter().filter(|dispute| dispute.data.vote_of(&verifier).is_some()).collect();
        own.sort_by_key(|dispute| dispute.data.commit_ends_at);
        for dispute in own {
            let has_ballot = self.chambers.journal.ballot(&dispute.address, dispute.data.round)?.is_some();
            if let Some((vote, owed)) = duty(&dispute.data, &verifier, has_ballot, docket.now) {
                self.attend(dispute, vote, owed);
            }
        }
        Ok(())
    }

    fn attend(&mut self, dispute: &Found<Dispute>, vote: u8, owed: Duty) {
        let address = dispute.address;
        let place = match owed {
            Duty::Wait => return,
            Duty::Lost | Duty::Missed => return self.lament(dispute, owed),
            _ if !self.tried.is_due(&address, owed) => return,
            Duty::Examine => match Arc::clone(&self.places).try_acquire_owned() {
                Ok(place) => Some(place),
                Err(_) => return,
            },
            Duty::Abstain | Duty::Commit | Duty::Reveal => None,
        };
        let Some(hold) = self.chambers.in_hand.hold(address) else {
            return;
        };
        self.tried.note(&address, owed);
        let (chambers, dispute) = (Arc::clone(&self.chambers), dispute.clone());
        self.votes.spawn(async move { chambers.vote(dispute, vote, owed, hold, place).await });
    }

    /// Says once what cannot be helped.
    fn lament(&mut self, dispute: &Found<Dispute>, owed: Duty) {
        if !self.lamented.insert(dispute.address) {
            return;
        }
        let (dispute, commit_ends_at) = (dispute.address, dispute.data.commit_ends_at);
        if owed == Duty::Lost {
            error!(%dispute, "this verifier is committed to a vote that its journal does not have; it cannot be shown");
        } else {
            error!(%dispute, commit_ends_at, "a vote was missed; a part of this verifier's bond is taken for it");
        }
        self.chambers.status.voted("missed");
    }
}

impl Chambers {
    async fn vote(
        &self,
        dispute: Found<Dispute>,
        vote: u8,
        owed: Duty,
        _hold: Hold,
        _place: Option<OwnedSemaphorePermit>,
    ) {
        let outcome = match owed {
            Duty::Examine => self.examine(&dispute, vote).await,
            Duty::Abstain => self.abstain(&dispute, vote, "there was no time left to do its work again").await,
            Duty::Commit => self.commit_again(&dispute, vote).await,
            Duty::Reveal => self.reveal(&dispute, vote).await,
            Duty::Wait | Duty::Lost | Duty::Missed => Ok(()),
        };
        if let Err(error) = outcome {
            // What is written down is done at the next look.
            error!(dispute = %dispute.address, error = format!("{error:#}"), "a vote is not given yet");
        }
    }
}
