//! A court in whose market results are audited.

use furnace_client::accounts::{ClientBalance, Job, JobState};
use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::instructions::dispute;
use furnace_client::pda;
use furnace_common::dispute::{DRAW_SLOTS, VERIFIER_BOND};
use furnace_tests::chain::Receipt;
use furnace_tests::errors::Failure;
use furnace_tests::network::market_terms;
use furnace_tests::scene::Scene;
use solana_address::Address;
use solana_signer::Signer;

use crate::books::assert_books;
use crate::court::Court;

/// Every result is audited.
pub(crate) const ALWAYS: u16 = 10_000;

impl Court {
    /// So many verifiers, a market that audits so many of 10,000 results, and a job in review there.
    pub(crate) fn sampled(verifiers: usize, audit_bps: u16) -> Self {
        let mut scene = sampled_scene(audit_bps);
        let verifiers =
            (0..verifiers).map(|n| scene.network.verifier(&format!("verifier {n}"), VERIFIER_BOND)).collect();
        let job = scene.job(JobState::Review);
        Self { scene, verifiers, job }
    }

    /// The block comes that draws, and the audit is drawn.
    pub(crate) fn draw_audit(&mut self) {
        self.scene.network.chain.pass_slots(DRAW_SLOTS + 1);
        try_draw_audit(&mut self.scene, self.job).expect("audit is drawn");
    }

    pub(crate) fn try_open_audit(&mut self) -> Result<Receipt, Failure> {
        let open = dispute::audit_open(self.scene.network.payer(), self.job, &self.account());
        self.scene.network.send(&[open], &[])
    }

    /// An audit is drawn and begins; returns the dispute.
    pub(crate) fn audit(&mut self) -> Address {
        self.draw_audit();
        let address = pda::dispute(&self.job, self.account().disputes).0;
        self.try_open_audit().expect("audit opens");
        address
    }

    pub(crate) fn account(&self) -> Job {
        self.scene.network.job(&self.job)
    }

    pub(crate) fn balance(&self) -> ClientBalance {
        self.scene.network.balance(&self.scene.client.pubkey())
    }

    /// Lets the review end, and settles the job.
    pub(crate) fn settle(&mut self) {
        let ends_at = self.account().review_ends_at;
        self.scene.network.chain.set_time(ends_at.max(self.scene.network.chain.now()));
        self.scene.network.try_settle(self.job).expect("the job settles");
    }

    /// What all verifiers were paid, and what was taken of them.
    pub(crate) fn earned_and_slashed(&self) -> (u64, u64) {
        let accounts = self.verifiers.iter().map(|verifier| self.scene.network.verifier_of(verifier));
        accounts.fold((0, 0), |(earned, slashed), account| (earned + account.earned, slashed + account.slashed))
    }

    #[track_caller]
    pub(crate) fn assert_books(&self) {
        assert_books(&self.scene.network);
    }
}

/// The usual cast with a market of the stranger's that audits so many of 10,000 results, where all jobs go.
pub(crate) fn sampled_scene(audit_bps: u16) -> Scene {
    let mut scene = Scene::new();
    let terms = MarketOpenInstructionArgs { audit_bps, ..market_terms(0) };
    scene.network.market = scene.network.open_market(&scene.stranger, terms);
    scene
}

pub(crate) fn try_draw_audit(scene: &mut Scene, job: Address) -> Result<Receipt, Failure> {
    scene.network.send(&[dispute::audit_draw(job)], &[])
}
