//! A network with verifiers, and a job that replicas did.

use furnace_client::accounts::{Dispute, Operator, Pool};
use furnace_client::furnace::accuser_bond;
use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_common::dispute::VERIFIER_BOND;
use furnace_tests::network::disputes::VerifierActor;
use furnace_tests::network::{Network, OperatorActor, PRICE, WorkerActor, replica_terms};
use furnace_tests::scene::{DEPOSIT, STAKE};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::books::assert_books;
use crate::committee::Outcome;

/// The right result, a wrong one, and a third: all bytes of it.
pub(crate) const RIGHT: u8 = 9;
pub(crate) const WRONG: u8 = 6;
pub(crate) const THIRD: u8 = 7;

pub(crate) struct Replicas {
    pub(crate) network: Network,
    /// One for each seat, in the order of seats, with its worker.
    pub(crate) operators: Vec<OperatorActor>,
    pub(crate) workers: Vec<WorkerActor>,
    pub(crate) verifiers: Vec<VerifierActor>,
    pub(crate) client: Keypair,
    /// Has SOL, an empty HEAT account, and no part in anything.
    pub(crate) stranger: Keypair,
    pub(crate) job: Address,
}

impl Replicas {
    /// So many verifiers, and operators with a worker each, which do nothing yet.
    pub(crate) fn cast(verifiers: usize, seats: usize) -> Self {
        let mut network = Network::new();
        let client = network.client("client", DEPOSIT);
        let stranger = network.wallet("stranger", 0);
        let operators: Vec<_> = (0..seats).map(|n| network.operator(&format!("operator {n}"), STAKE)).collect();
        let named = operators.iter().enumerate();
        let workers = named.map(|(n, operator)| network.worker(operator, &format!("worker {n}"))).collect();
        let verifiers = (0..verifiers).map(|n| network.verifier(&format!("verifier {n}"), VERIFIER_BOND)).collect();
        Self { network, operators, workers, verifiers, client, stranger, job: Address::default() }
    }

    /// So many verifiers, and a job whose replicas committed to these results, of which `quorum` must agree.
    pub(crate) fn committed(verifiers: usize, quorum: u8, results: &[u8]) -> Self {
        let mut replicas = Self::cast(verifiers, results.len());
        let Self { network, workers, client, .. } = &mut replicas;
        let job = network.crewed(client, replica_terms(PRICE, results.len() as u8, quorum));
        for worker in &*workers {
            network.try_join(worker, job).expect("join");
        }
        for (seat, (worker, result)) in (0..).zip(workers.iter().zip(results)) {
            network.try_commit(worker, job, seat, *result).expect("commit");
        }
        replicas.job = job;
        replicas
    }

    /// The same, whose job has ended, and all of whose seats are paid or let go.
    pub(crate) fn ended(verifiers: usize, quorum: u8, results: &[u8]) -> Self {
        let mut replicas = Self::committed(verifiers, quorum, results);
        (0..).zip(results).for_each(|(seat, result)| drop(replicas.try_reveal(seat, *result).expect("reveal")));
        replicas.network.end_seats(replicas.job);
        replicas
    }

    pub(crate) fn try_reveal(&mut self, seat: u8, result: u8) -> Outcome {
        self.network.try_reveal(&self.workers[usize::from(seat)], self.job, seat, result)
    }

    // Disputes

    /// What the bond is for the result of a seat.
    pub(crate) fn bond(&self) -> u64 {
        accuser_bond(&self.network.job(&self.job))
    }

    /// The client says that another result than the seat's is right, with nothing else in its HEAT account than the bond.
    pub(crate) fn accuse(&mut self, seat: u8, claimed: u8) -> Address {
        self.network.give(&self.client.pubkey(), self.bond());
        self.network.dispute_seat(&self.client, self.job, seat, [claimed; 32])
    }

    /// The same, where that may be refused.
    pub(crate) fn try_accuse(&mut self, seat: u8, claimed: u8) -> Outcome {
        self.network.give(&self.client.pubkey(), self.bond());
        self.network.try_dispute_seat(&self.client, self.job, seat, [claimed; 32])
    }

    /// Every member of the committee votes for this result, and the votes are counted.
    pub(crate) fn judge(&mut self, dispute: Address, result: u8) {
        self.network.judge(dispute, &self.verifiers, |_| Some([result; 32]));
    }

    /// The client accuses a seat, and the committee finds for it; returns the dispute.
    pub(crate) fn convict(&mut self, seat: u8, claimed: u8) -> Address {
        let dispute = self.accuse(seat, claimed);
        self.judge(dispute, claimed);
        self.network.try_step(dispute).expect("the replica is convicted");
        dispute
    }

    /// Lets the time for an appeal pass, and all that is left be done.
    pub(crate) fn finish(&mut self, dispute: Address) {
        self.network.finish_dispute(dispute);
        if self.network.chain.account(&dispute).is_some() {
            let ends_at = self.dispute(&dispute).appeal_ends_at;
            self.network.chain.set_time(ends_at.max(self.network.chain.now()) + 1);
            self.network.finish_dispute(dispute);
        }
        assert!(self.network.chain.account(&dispute).is_none());
    }

    // Leaving

    /// The operator of a seat retires its worker there.
    pub(crate) fn try_retire(&mut self, seat: usize) -> Outcome {
        let wallet = self.operators[seat].wallet.insecure_clone();
        let retire = jobs::worker_retire(wallet.pubkey(), self.workers[seat].key.pubkey());
        self.network.send(&[retire], &[&wallet])
    }

    /// The operator of a seat closes its book.
    pub(crate) fn try_close_book(&mut self, seat: usize) -> Outcome {
        let wallet = self.operators[seat].wallet.insecure_clone();
        let close = jobs::operator_close(wallet.pubkey(), self.network.payer());
        self.network.send(&[close], &[&wallet])
    }

    // What there is

    pub(crate) fn dispute(&self, dispute: &Address) -> Dispute {
        self.network.disputed(dispute)
    }

    pub(crate) fn book(&self, seat: usize) -> Operator {
        self.network.book(&self.operators[seat].operator)
    }

    pub(crate) fn pool(&self, seat: usize) -> Pool {
        self.network.pool(&self.operators[seat].pool)
    }

    /// Jobs that the seat's worker lost.
    pub(crate) fn failed(&self, seat: usize) -> u64 {
        self.network.worker_account(&self.workers[seat].address).failed
    }

    /// What each operator was paid in HEAT.
    pub(crate) fn incomes(&self) -> Vec<u64> {
        let vaults = self.operators.iter().map(|operator| pda::income_vault(&operator.pool, &pda::heat_mint()));
        vaults.map(|vault| self.network.tokens(&vault)).collect()
    }

    /// HEAT in the wallet of the client.
    pub(crate) fn clients_heat(&self) -> u64 {
        self.network.heat(&self.client.pubkey())
    }

    /// Free and reserved of the client's balance.
    pub(crate) fn balance(&self) -> (u64, u64) {
        let balance = self.network.balance(&self.client.pubkey());
        (balance.free, balance.reserved)
    }

    /// What all verifiers were paid, and what was taken of them.
    pub(crate) fn earned_and_slashed(&self) -> (u64, u64) {
        let accounts = self.verifiers.iter().map(|verifier| self.network.verifier_of(verifier));
        accounts.fold((0, 0), |(earned, slashed), account| (earned + account.earned, slashed + account.slashed))
    }

    #[track_caller]
    pub(crate) fn assert_books(&self) {
        assert_books(&self.network);
    }
}
