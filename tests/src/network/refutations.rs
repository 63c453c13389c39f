//! Products with a wrong entry, and showing it. All but the leaf of that entry is made up: any path leads to some root, and
//! it is the worker who says which one is its result's.

use furnace_client::accounts::Refutation;
use furnace_client::generated::jobs::types::{Attestation, JobTerms};
use furnace_client::instructions::{jobs, slashing, token};
use furnace_client::pda;
use furnace_client::product::{Evidence, WrongEntry};
use furnace_common::product::{Product, entry, result_hash, spec_hash};
use furnace_common::proof::tree::SEGMENT;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{Network, PRICE, WorkerActor, attestation, job_terms};
use crate::chain::{Receipt, compute_limit};
use crate::errors::Failure;
use crate::prover::sha256;

/// Most that a transaction may use.
pub const MOST_UNITS: u32 = 1_400_000;
/// What the jobs of tests compute.
pub const PRODUCT: Product = Product { rows: 5, columns: 40, inner: 100, seed: 7 };

/// What shows an entry that says `off` more than it is.
pub fn evidence(product: Product, (row, column): (u16, u16), off: i32) -> Evidence {
    let right = entry(&product, row, column);
    let said = right.wrapping_add(off);
    let mut entries = std::array::from_fn(|byte| byte as u8);
    let lane = usize::from(column % SEGMENT) * 4;
    entries[lane..lane + 4].copy_from_slice(&said.to_le_bytes());
    let path = std::array::from_fn(|height| [height as u8 + 1; 32]);
    Evidence { product, wrong: WrongEntry { row, column, said, right }, file: [5; 32], entries, path }
}

/// The result to which a worker attests that has such an entry in it.
pub fn result_of(evidence: &Evidence) -> [u8; 32] {
    let Evidence { product, wrong, file, entries, path } = evidence;
    let place = (wrong.row, wrong.column);
    result_hash(product, file, place, entries, &path[..product.depth()], sha256).expect("inside the product")
}

impl Network {
    /// Posts a job for the product in the first market; the worker delivers what the evidence is of.
    pub fn deliver_product(&mut self, client: &Keypair, worker: &WorkerActor, evidence: &Evidence) -> Address {
        let terms = JobTerms { spec_hash: spec_hash(&evidence.product, sha256), ..job_terms(PRICE) };
        let job = self.try_post(client, self.market, terms).expect("job is posted");
        self.deliver_again(worker, job, evidence);
        job
    }

    /// The worker claims an open job for a product, and delivers that.
    pub fn deliver_again(&mut self, worker: &WorkerActor, job: Address, evidence: &Evidence) {
        self.try_claim(worker, job).expect("claim");
        self.try_start(worker, job).expect("start");
        let said = Attestation { result_hash: result_of(evidence), ..attestation() };
        let submit = jobs::job_submit(worker.key.pubkey(), job, said);
        self.send(&[submit], &[&worker.key]).expect("submit");
    }

    /// Shows the entry to the chain.
    pub fn try_refute(&mut self, refuter: &Keypair, job: Address, evidence: &Evidence) -> Result<Receipt, Failure> {
        let refute = slashing::entry_refute(refuter.pubkey(), job, &self.job(&job), evidence);
        self.send(&[compute_limit(MOST_UNITS), refute], &[refuter])
    }

    /// Has the worker of an attempt punished for what was shown of it.
    pub fn try_punish(&mut self, job: Address, attempt: u8) -> Result<Receipt, Failure> {
        let shown = self.refutation(&job, attempt);
        let pool = self.book(&shown.operator).pool;
        let open = token::heat_account_open(self.payer(), shown.refuter);
        self.send(&[open, slashing::slash_wrong_entry(&shown, &self.job(&job), pool)], &[])
    }

    /// Closes the record of what was shown of an attempt.
    pub fn try_close_refutation(&mut self, job: Address, attempt: u8) -> Result<Receipt, Failure> {
        let close = slashing::refutation_close(&self.refutation(&job, attempt));
        self.send(&[close], &[])
    }

    pub fn refutation(&self, job: &Address, attempt: u8) -> Refutation {
        self.chain.read(&pda::refutation(job, attempt))
    }
}
