//! A crowd with a dispute, a twin of it between the same parties, and one of others, all equally far: about jobs of one
//! worker, or about replicas.

use furnace_client::accounts::{Dispute, Found, JobState};
use furnace_client::furnace::DisputeStep;
use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::instructions::dispute::audit_draw;
use furnace_client::pda;
use furnace_common::dispute::{DRAW_SLOTS, VERIFIER_BOND};
use furnace_common::state::DisputeState;
use furnace_tests::crowd::Crowd;
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::network::disputes::VerifierActor;
use furnace_tests::network::{PRICE, attestation, market_terms, replica_terms};
use furnace_tests::scene::DEPOSIT;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::sampled::ALWAYS;

/// How far the disputes are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Far {
    /// A result is in review, or replicas were paid.
    Review,
    /// Its audit is drawn.
    AuditDrawn,
    Opened,
    Drawn,
    Committed,
    Shown,
    /// The ruling is to be carried out.
    Ruled,
    Convicted,
    /// Nobody appealed in time.
    Final,
    AppealRuled,
    Ended,
    Settled,
}

/// The crowd and the three disputes.
pub(crate) struct Docket {
    pub(crate) crowd: Crowd,
    pub(crate) verifiers: Vec<VerifierActor>,
    /// The one at stake, its twin, and the one of others; each with its job.
    pub(crate) jobs: [Address; 3],
    pub(crate) disputes: [Address; 3],
    of_seats: bool,
}

/// What committees find.
pub(crate) type Votes = fn(&VerifierActor) -> [u8; 32];

pub(crate) const RIGHT: Votes = |_| attestation().result_hash;
pub(crate) const WRONG: Votes = |_| CLAIMED_HASH;
pub(crate) const TORN: Votes = |verifier| verifier.address.to_bytes();

impl Docket {
    /// Disputes as far as that, whose first and second committee vote like this.
    pub(crate) fn new(far: Far, votes: [Votes; 2]) -> Self {
        Self::about(false, far, votes)
    }

    /// The same about the first seat of each of three jobs that replicas did, all with one result.
    pub(crate) fn of_seats(far: Far, votes: [Votes; 2]) -> Self {
        Self::about(true, far, votes)
    }

    fn about(of_seats: bool, far: Far, votes: [Votes; 2]) -> Self {
        let mut crowd = audited_crowd();
        let network = &mut crowd.scene.network;
        let verifiers: Vec<_> = (0..4).map(|n| network.verifier(&format!("verifier {n}"), VERIFIER_BOND)).collect();
        crowd.market = crowd.scene.network.market;
        let jobs = if of_seats { replicated_jobs(&mut crowd) } else { reviewed_jobs(&mut crowd) };
        let disputes = jobs.map(|job| pda::dispute(&job, 0).0);
        let mut docket = Self { crowd, verifiers, jobs, disputes, of_seats };
        docket.crowd.scene.network.chain.pass_slots(DRAW_SLOTS + 1);
        for index in 0..3 {
            docket.bring(index, far, votes);
        }
        if far == Far::Final {
            let ends_at = docket.found(0).data.appeal_ends_at.max(docket.found(2).data.appeal_ends_at);
            docket.crowd.scene.network.chain.set_time(ends_at + 1);
        }
        docket
    }

    fn bring(&mut self, index: usize, far: Far, votes: [Votes; 2]) {
        let (job, address) = (self.jobs[index], self.disputes[index]);
        let accuser = if index == 2 { &self.crowd.other } else { &self.crowd.scene.client }.insecure_clone();
        let network = &mut self.crowd.scene.network;
        if far == Far::AuditDrawn {
            network.send(&[audit_draw(job)], &[]).expect("audit is drawn");
        }
        if matches!(far, Far::Review | Far::AuditDrawn) {
            return;
        }
        network.give(&accuser.pubkey(), DEPOSIT);
        match self.of_seats {
            true => network.dispute_seat(&accuser, job, 0, CLAIMED_HASH),
            false => network.dispute(&accuser, job, CLAIMED_HASH),
        };
        network.chain.pass_slots(DRAW_SLOTS + 1);
        if far == Far::Opened {
            return;
        }
        network.try_draw_committee(address).expect("committee");
        if !self.vote(address, far, votes[0]) {
            return;
        }
        let network = &mut self.crowd.scene.network;
        if far != Far::Ruled {
            network.try_step(address).expect("the ruling is carried out");
        }
        let convicted = network.disputed(&address).state() == Some(DisputeState::Convicted);
        if convicted && !matches!(far, Far::Convicted | Far::Final) {
            let stranger = self.crowd.scene.stranger.insecure_clone();
            network.give(&stranger.pubkey(), DEPOSIT);
            network.try_appeal(&stranger, address).expect("appeal");
            network.draw_committee(address);
            self.vote(address, Far::AppealRuled, votes[1]);
            if far != Far::AppealRuled {
                self.crowd.scene.network.try_step(address).expect("the appeal is carried out");
            }
        }
        while far == Far::Settled && self.crowd.scene.network.next_step(&address) != Some(DisputeStep::Close) {
            self.crowd.scene.network.try_step(address).expect("a vote is settled");
        }
    }

    /// The committee votes, as far as that; returns whether the votes were counted.
    fn vote(&mut self, address: Address, far: Far, votes: Votes) -> bool {
        let network = &mut self.crowd.scene.network;
        let found = network.disputed(&address);
        let members: Vec<_> = self.verifiers.iter().filter(|member| found.vote_of(&member.address).is_some()).collect();
        if far == Far::Drawn {
            return false;
        }
        for member in &members {
            network.try_commit_vote(member, address, votes(member)).expect("commitment");
        }
        if far == Far::Committed {
            return false;
        }
        for member in &members {
            network.try_show_vote(member, address, votes(member)).expect("vote");
        }
        if far == Far::Shown {
            return false;
        }
        network.try_step(address).expect("votes are counted");
        true
    }

    /// One of the three disputes.
    pub(crate) fn found(&self, index: usize) -> Found<Dispute> {
        let address = self.disputes[index];
        Found { address, data: self.crowd.scene.network.disputed(&address) }
    }

    /// What anyone can do next about the first one.
    pub(crate) fn step(&self) -> Instruction {
        let network = &self.crowd.scene.network;
        let step = network.next_step(&self.disputes[0]).expect("a step");
        let job = network.chain.account(&self.jobs[0]).is_some().then(|| network.job(&self.jobs[0]));
        step.instruction(&self.found(0), job.as_ref(), true).expect("instruction")
    }

    /// The first member of the first one's committee, and which vote is its.
    pub(crate) fn member(&self) -> (&VerifierActor, u8) {
        let found = self.found(0).data;
        let own = |verifier: &VerifierActor| found.vote_of(&verifier.address).map(|(vote, _)| vote);
        self.verifiers.iter().find_map(|verifier| own(verifier).map(|vote| (verifier, vote))).expect("a member")
    }

    /// Everybody who can sign.
    pub(crate) fn keys(&self) -> Vec<Keypair> {
        let verifiers = self.verifiers.iter().flat_map(|verifier| [&verifier.wallet, &verifier.key]);
        self.crowd.copied_keys().into_iter().chain(verifiers.map(Keypair::insecure_clone)).collect()
    }
}

/// A crowd whose clients and workers are all in a market that audits every result.
fn audited_crowd() -> Crowd {
    let mut crowd = Crowd::new();
    let terms = MarketOpenInstructionArgs { audit_bps: ALWAYS, ..market_terms(7) };
    crowd.scene.network.market = crowd.scene.network.open_market(&crowd.scene.stranger, terms);
    crowd
}

/// Two jobs of the scene's parties, and one of others, each with a result in review.
fn reviewed_jobs(crowd: &mut Crowd) -> [Address; 3] {
    let own = [(); 2].map(|()| crowd.scene.job(JobState::Review));
    [own[0], own[1], crowd.foreign_job(JobState::Review)]
}

/// The same that replicas did: the scene's worker first, or the rival's.
fn replicated_jobs(crowd: &mut Crowd) -> [Address; 3] {
    let Crowd { scene, other, rivals_worker, .. } = crowd;
    let (network, own, rivals) = (&mut scene.network, &scene.worker, &*rivals_worker);
    let cases = [(&scene.client, [own, rivals]), (&scene.client, [own, rivals]), (&*other, [rivals, own])];
    cases.map(|(client, workers)| network.replicated(client, replica_terms(PRICE, 2, 2), &workers, &[9; 2]))
}
