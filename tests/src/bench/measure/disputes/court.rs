//! A full roster, and who accuses and appeals.

use furnace_client::furnace::accuser_bond;
use furnace_client::instructions::{dispute, jobs, verifier};
use furnace_client::{pda, program};
use furnace_common::dispute::{ROSTER_PLACES, VERIFIER_BOND};
use furnace_common::limits::MAX_SEATS;
use furnace_common::state::Payment;
use furnace_common::{bps, units::HEAT};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::super::stage::{Stage, WAGE};
use crate::chain::{Receipt, key};
use crate::network::delivery::CLAIMED_HASH;
use crate::network::disputes::{SETTLED_SECONDS, VerifierActor};
use crate::network::dollars::market_terms_in;
use crate::network::{attestation, job_terms};

/// Blocks that the chain remembers.
const BLOCKS: u64 = 512;

/// A job in review, and all who may judge its result.
pub(super) struct Court {
    pub(super) stage: Stage,
    /// All of whom committees are drawn; the last one is the accuser.
    pub(super) verifiers: Vec<VerifierActor>,
}

impl Court {
    /// A market of which every result is audited, workers for a crew, and a verifier at every place of the roster.
    pub(super) fn new() -> Self {
        let mut terms = market_terms_in(Payment::HeatForUsd, 0);
        terms.audit_bps = bps::ONE;
        let mut court = Self { stage: Stage::on(terms, MAX_SEATS), verifiers: Vec::new() };
        for place in 1..ROSTER_PLACES {
            let verifier = court.stage.network().verifier(&format!("bench verifier {place}"), VERIFIER_BOND + HEAT);
            court.verifiers.push(verifier);
        }
        court.register();
        court.stage.network().chain.advance(SETTLED_SECONDS);
        court.stage.network().chain.pass_slots(BLOCKS);
        court
    }

    /// The last one comes.
    fn register(&mut self) {
        let wallet = self.stage.network().wallet("bench verifier", VERIFIER_BOND);
        let (owner, votes) = (wallet.pubkey(), key("bench verifier's votes"));
        self.stage.network().chain.fund(&votes.pubkey());
        let payer = self.stage.network().payer();
        let register = verifier::verifier_register(owner, payer, votes.pubkey());
        self.step("verifier_register", "", register, &[&wallet]);
        let deposit = verifier::verifier_deposit(owner, pda::heat_account(&owner), VERIFIER_BOND);
        self.step("verifier_deposit", "", deposit, &[&wallet]);
        let now = self.stage.network().chain.now();
        let place = self.stage.network().roster().free_place(now).expect("a free place");
        self.step("verifier_list", "", verifier::verifier_list(&owner, place), &[]);
        self.verifiers.push(VerifierActor { address: pda::verifier(&owner), wallet, key: votes });
    }

    /// Does something on a copy of the chain; only what it cost remains.
    pub(super) fn apart(&mut self, act: impl FnOnce(&mut Self)) {
        let kept = self.stage.network().copy();
        act(self);
        self.stage.bench.network = kept;
    }

    /// Measures an instruction of the slashing program.
    pub(super) fn step(&mut self, name: &str, case: &str, instruction: Instruction, signers: &[&Keypair]) -> Receipt {
        self.stage.bench.step_in("slashing", name, case, instruction, signers)
    }

    /// Records what a call of another program in it cost.
    pub(super) fn record(&mut self, receipt: &Receipt, call: (&str, &str, Address), case: &str) {
        let (program, name, id) = call;
        self.stage.bench.record(program, name, case, receipt.consumed_by(&id), receipt.bytes, 0);
    }

    /// As many blocks as may pass before the one that draws is forgotten.
    pub(super) fn blocks_come(&mut self) {
        self.stage.network().chain.pass_slots(BLOCKS - 1);
    }

    /// A job in review.
    pub(super) fn delivered(&mut self) -> Address {
        let (wallet, worker) = (self.stage.workers[0].wallet, self.stage.workers[0].key.insecure_clone());
        let job = self.stage.post(job_terms(WAGE));
        for step in [
            jobs::job_claim(wallet, worker.pubkey(), job),
            jobs::job_start(worker.pubkey(), job, 0),
            jobs::job_submit(worker.pubkey(), job, attestation()),
        ] {
            self.stage.send(step, &[&worker]);
        }
        job
    }

    /// The wallet of the verifier that accuses.
    pub(super) fn accuser(&self) -> Keypair {
        self.verifiers[ROSTER_PLACES - 1].wallet.insecure_clone()
    }

    /// Measures how somebody says that the result is wrong; returns the dispute.
    pub(super) fn accuse(&mut self, job: Address, accuser: &Keypair, case: &str) -> Address {
        let account = self.stage.network().job(&job);
        let (wallet, payer) = (accuser.pubkey(), self.stage.network().payer());
        self.stage.network().give(&wallet, accuser_bond(&account));
        let open = dispute::dispute_open(wallet, payer, job, &account, CLAIMED_HASH, pda::heat_account(&wallet));
        let receipt = self.step("dispute_open", case, open, &[accuser]);
        self.record(&receipt, ("jobs", "job_dispute", program::JOBS), case);
        pda::dispute(&job, account.disputes).0
    }

    /// Measures how somebody appeals.
    pub(super) fn appeal(&mut self, address: Address) {
        let appellant = self.stage.network().wallet("bench appellant", 0);
        let price = self.stage.network().disputed(&address).appeal_price();
        self.stage.network().give(&appellant.pubkey(), price);
        let open = dispute::appeal_open(appellant.pubkey(), address, pda::heat_account(&appellant.pubkey()));
        self.step("appeal_open", "", open, &[&appellant]);
    }
}
