//! The steps of the stage's job, each followed by a look at the books.

use furnace_client::generated::jobs::types::JobTerms;
use furnace_client::instructions::{jobs, slashing};
use furnace_client::pda;
use furnace_tests::chain::Receipt;
use furnace_tests::errors::Failure;
use furnace_tests::network::{SALT, attestation_to};
use sha2::{Digest, Sha256};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::stage::Stage;

pub(crate) type Outcome = Result<Receipt, Failure>;

/// What a worker that came to this result commits to.
pub(crate) fn commitment(worker: &Address, result: u8) -> [u8; 32] {
    Sha256::new().chain_update([result; 32]).chain_update(worker).chain_update(SALT).finalize().into()
}

/// What concerns a seat, aimed at another one.
pub(crate) fn aimed(mut instruction: Instruction, seat: u8) -> Instruction {
    *instruction.data.last_mut().expect("the seat comes last") = seat;
    instruction
}

impl Stage {
    /// Sends what the keys sign, and looks at the books.
    #[track_caller]
    pub(crate) fn send(&mut self, instructions: &[Instruction], keys: &[&Keypair]) -> Outcome {
        let outcome = self.network.send(instructions, keys);
        self.verify();
        outcome
    }

    /// The hot key of a worker.
    pub(crate) fn key(&self, worker: usize) -> Keypair {
        self.workers[worker].key.insecure_clone()
    }

    #[track_caller]
    fn by_worker(&mut self, worker: usize, build: impl FnOnce(Address, Address) -> Instruction) -> Outcome {
        let key = self.key(worker);
        let instruction = build(key.pubkey(), self.job);
        self.send(&[instruction], &[&key])
    }

    #[track_caller]
    fn by_client(&mut self, instruction: Instruction) -> Outcome {
        let client = self.client.insecure_clone();
        self.send(&[instruction], &[&client])
    }

    // The client's steps

    #[track_caller]
    pub(crate) fn post(&mut self, terms: JobTerms) -> Result<(), Failure> {
        let posted = self.network.try_post_at(&self.client, &self.venue, terms);
        let posted = posted.map(|job| self.job = job);
        self.verify();
        posted
    }

    #[track_caller]
    pub(crate) fn open_crew(&mut self) -> Outcome {
        let open = jobs::crew_open(self.client.pubkey(), self.network.payer(), self.job);
        self.by_client(open)
    }

    #[track_caller]
    pub(crate) fn cancel(&mut self) -> Outcome {
        let cancel = jobs::job_cancel(self.job, &self.job());
        self.by_client(cancel)
    }

    #[track_caller]
    pub(crate) fn accept(&mut self) -> Outcome {
        let accept = jobs::crew_accept(self.job, &self.job());
        self.by_client(accept)
    }

    #[track_caller]
    pub(crate) fn close_job(&mut self) -> Outcome {
        let close = jobs::job_close(self.client.pubkey(), self.job, &self.job());
        self.by_client(close)
    }

    // The workers' steps; where nothing else is said, each has the seat of its number

    #[track_caller]
    pub(crate) fn join(&mut self, worker: usize) -> Outcome {
        let wallet = self.workers[worker].wallet;
        self.by_worker(worker, |key, job| jobs::crew_join(wallet, key, job))
    }

    #[track_caller]
    pub(crate) fn meet(&mut self, worker: usize, rank: u8, rendezvous: u8) -> Outcome {
        self.by_worker(worker, |key, job| jobs::crew_meet(key, job, rank, [rendezvous; 96]))
    }

    #[track_caller]
    pub(crate) fn commit(&mut self, seat: u8, result: u8) -> Outcome {
        self.commit_to(usize::from(seat), seat, self.commitment(seat, result))
    }

    #[track_caller]
    pub(crate) fn commit_to(&mut self, worker: usize, seat: u8, commitment: [u8; 32]) -> Outcome {
        self.by_worker(worker, |key, job| jobs::crew_commit(key, job, seat, commitment))
    }

    /// What the worker of this number commits to.
    pub(crate) fn commitment(&self, worker: u8, result: u8) -> [u8; 32] {
        commitment(&self.workers[usize::from(worker)].address, result)
    }

    #[track_caller]
    pub(crate) fn reveal(&mut self, seat: u8, result: u8) -> Outcome {
        self.reveal_with(usize::from(seat), seat, result, SALT)
    }

    #[track_caller]
    pub(crate) fn reveal_with(&mut self, worker: usize, seat: u8, result: u8, salt: [u8; 32]) -> Outcome {
        self.by_worker(worker, |key, job| jobs::crew_reveal(key, job, seat, attestation_to(result), salt))
    }

    #[track_caller]
    pub(crate) fn submit(&mut self, seat: u8, result: u8) -> Outcome {
        self.submit_by(usize::from(seat), seat, result)
    }

    #[track_caller]
    pub(crate) fn submit_by(&mut self, worker: usize, seat: u8, result: u8) -> Outcome {
        self.by_worker(worker, |key, job| jobs::crew_submit(key, job, seat, attestation_to(result)))
    }

    #[track_caller]
    pub(crate) fn quit(&mut self, seat: u8) -> Outcome {
        let (job, holder) = (self.job(), self.seat(seat));
        let pool = pda::pool(&self.workers[usize::from(seat)].wallet);
        self.by_worker(usize::from(seat), |_, address| slashing::slash_quit_seat(address, &job, seat, &holder, pool))
    }

    // Anybody's steps

    #[track_caller]
    pub(crate) fn expire(&mut self) -> Outcome {
        let expire = jobs::job_expire(self.job, &self.job());
        self.send(&[expire], &[])
    }

    #[track_caller]
    pub(crate) fn settle(&mut self) -> Outcome {
        let settle = jobs::crew_settle(self.job, &self.job());
        self.send(&[settle], &[])
    }

    #[track_caller]
    pub(crate) fn conclude(&mut self) -> Outcome {
        self.send(&[jobs::crew_conclude(self.job)], &[])
    }

    /// What pays a seat, of anybody's to send.
    pub(crate) fn payment(&self, seat: u8) -> Instruction {
        jobs::seat_pay(self.job, &self.job(), &self.crew(), seat, &self.payee(seat))
    }

    #[track_caller]
    pub(crate) fn pay(&mut self, seat: u8) -> Outcome {
        self.send(&[self.payment(seat)], &[])
    }

    /// What lets a seat go, of anybody's to send.
    pub(crate) fn releasing(&self, seat: u8) -> Instruction {
        jobs::seat_release(self.job, &self.job(), &self.crew(), seat)
    }

    #[track_caller]
    pub(crate) fn release(&mut self, seat: u8) -> Outcome {
        self.send(&[self.releasing(seat)], &[])
    }

    #[track_caller]
    pub(crate) fn close_crew(&mut self) -> Outcome {
        let client = self.client.insecure_clone();
        self.close_crew_by(&client)
    }

    #[track_caller]
    pub(crate) fn close_crew_by(&mut self, closer: &Keypair) -> Outcome {
        self.send(&[jobs::crew_close(closer.pubkey(), self.job, &self.crew())], &[closer])
    }

    /// What the stranger reports a late seat with.
    pub(crate) fn report(&self, seat: u8) -> Instruction {
        let pool = pda::pool(&self.workers[usize::from(seat)].wallet);
        slashing::slash_missed_seat(self.job, &self.job(), seat, &self.seat(seat), pool, self.reporter())
    }

    #[track_caller]
    pub(crate) fn slash(&mut self, seat: u8) -> Outcome {
        self.send(&[self.report(seat)], &[])
    }
}
