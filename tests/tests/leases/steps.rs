//! The steps of the stage's lease, each followed by a look at the books.

use furnace_client::instructions::jobs;
use furnace_common::state::CloseReason;
use furnace_tests::chain::Receipt;
use furnace_tests::errors::Failure;
use furnace_tests::network::WorkerActor;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::stage::Stage;

type Outcome = Result<Receipt, Failure>;

/// Another handle of the same worker.
fn same(worker: &WorkerActor) -> WorkerActor {
    WorkerActor { key: worker.key.insecure_clone(), wallet: worker.wallet, address: worker.address }
}

impl Stage {
    /// Sends what the keys sign, and looks at the books.
    #[track_caller]
    pub(crate) fn send(&mut self, instructions: &[Instruction], keys: &[&Keypair]) -> Outcome {
        let outcome = self.network().send(instructions, keys);
        self.verify();
        outcome
    }

    #[track_caller]
    fn by_worker(&mut self, instruction: impl FnOnce(Address, Address) -> Instruction) -> Outcome {
        let key = self.scene.worker.key.insecure_clone();
        self.send(&[instruction(key.pubkey(), self.lease)], &[&key])
    }

    #[track_caller]
    fn by_client(&mut self, instruction: Instruction) -> Outcome {
        let client = self.scene.client.insecure_clone();
        self.send(&[instruction], &[&client])
    }

    #[track_caller]
    pub(crate) fn claim(&mut self) -> Outcome {
        let worker = same(&self.scene.worker);
        self.claim_by(&worker)
    }

    /// The second worker claims.
    #[track_caller]
    pub(crate) fn claim_second(&mut self) -> Outcome {
        let worker = same(&self.second);
        self.claim_by(&worker)
    }

    #[track_caller]
    pub(crate) fn claim_by(&mut self, worker: &WorkerActor) -> Outcome {
        self.send(&[jobs::lease_claim(worker.wallet, worker.key.pubkey(), self.lease)], &[&worker.key])
    }

    #[track_caller]
    pub(crate) fn start(&mut self) -> Outcome {
        self.by_worker(jobs::lease_start)
    }

    /// The second worker starts.
    #[track_caller]
    pub(crate) fn start_second(&mut self) -> Outcome {
        let key = self.second.key.insecure_clone();
        self.send(&[jobs::lease_start(key.pubkey(), self.lease)], &[&key])
    }

    #[track_caller]
    pub(crate) fn answer(&mut self) -> Outcome {
        self.by_worker(jobs::lease_answer)
    }

    #[track_caller]
    pub(crate) fn notice(&mut self) -> Outcome {
        self.by_worker(jobs::lease_notice)
    }

    #[track_caller]
    pub(crate) fn settle(&mut self) -> Outcome {
        let settle = jobs::lease_settle(self.lease, &self.account(), &self.payee());
        self.send(&[settle], &[])
    }

    #[track_caller]
    pub(crate) fn leave(&mut self) -> Outcome {
        let leave = jobs::lease_leave(self.lease, &self.account(), &self.payee());
        self.send(&[leave], &[])
    }

    #[track_caller]
    pub(crate) fn end(&mut self) -> Outcome {
        let end = jobs::lease_end(self.lease, &self.account(), &self.payee());
        self.send(&[end], &[])
    }

    #[track_caller]
    pub(crate) fn close(&mut self, reason: CloseReason) -> Outcome {
        let close = jobs::lease_close(self.lease, &self.account(), &self.payee(), reason);
        self.by_client(close)
    }

    #[track_caller]
    pub(crate) fn top_up(&mut self, amount: u64) -> Outcome {
        let top_up = jobs::lease_top_up(self.lease, &self.account(), amount);
        self.by_client(top_up)
    }

    #[track_caller]
    pub(crate) fn ping(&mut self) -> Outcome {
        let ping = jobs::lease_ping(self.lease, &self.account());
        self.by_client(ping)
    }

    #[track_caller]
    pub(crate) fn cancel(&mut self) -> Outcome {
        let cancel = jobs::lease_cancel(self.lease, &self.account());
        self.by_client(cancel)
    }

    #[track_caller]
    pub(crate) fn expire(&mut self) -> Outcome {
        let expire = jobs::lease_expire(self.lease, &self.account());
        self.send(&[expire], &[])
    }

    #[track_caller]
    pub(crate) fn sweep(&mut self, closer: &Keypair) -> Outcome {
        let sweep = jobs::lease_sweep(closer.pubkey(), self.lease, &self.account());
        self.send(&[sweep], &[closer])
    }

    /// The stranger reports the outage of the worker that holds the lease.
    #[track_caller]
    pub(crate) fn slash(&mut self) -> Outcome {
        let second = self.account().worker == self.second.address;
        let worker = same(if second { &self.second } else { &self.scene.worker });
        let (lease, reporter) = (self.lease, self.scene.reporter());
        let outcome = self.network().try_slash_downtime(lease, &worker, reporter);
        self.verify();
        outcome
    }
}
