//! A stranger ends what the parties left behind.

use furnace_client::accounts::JobState;
use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_common::limits::RETENTION_SECONDS;
use solana_address::Address;
use solana_signer::Signer;

use super::Verb;
use super::world::World;

/// The actor that stands for nobody in particular.
const STRANGER: usize = usize::MAX;

impl World {
    /// Long after, without any party's help: settles, slashes and expires until every job has ended.
    pub(crate) fn sweep(&mut self) {
        for job in self.jobs.clone() {
            // A held job is slashed, is open again, and expires; a disputed one is counted, upheld and settled: three
            // steps at most.
            for _ in 0..4 {
                self.network.chain.advance(365 * 86_400);
                let verb = match self.network.state(&job) {
                    JobState::Open => Verb::Expire,
                    JobState::Assigned | JobState::Running => Verb::Slash,
                    JobState::Disputed => Verb::Judge,
                    JobState::Review => Verb::Settle,
                    _ => break,
                };
                let instruction = self.instruction(verb, job, STRANGER);
                self.send(verb, job, instruction).unwrap_or_else(|failure| panic!("{verb:?}: {failure:?}"));
                self.assert_invariants();
            }
            assert!(self.network.state(&job).is_final(), "the job has ended");
            self.close_disputes(&job);
        }
    }

    /// Nobody judged, so there are no votes to settle.
    fn close_disputes(&mut self, job: &Address) {
        for number in 0..self.network.job(job).disputes {
            let dispute = pda::dispute(job, number).0;
            if self.network.chain.account(&dispute).is_some() {
                self.network.try_step(dispute).expect("the dispute closes");
            }
            assert!(self.network.chain.account(&dispute).is_none(), "the dispute is closed");
        }
    }

    /// Nothing is reserved or locked any more, jobs can be closed, and clients empty their balances.
    pub(crate) fn assert_everyone_leaves_with_what_is_theirs(&mut self) {
        self.network.chain.advance(RETENTION_SECONDS + 1);
        for job in self.jobs.clone() {
            let close = self.instruction(Verb::Close, job, STRANGER);
            self.send(Verb::Close, job, close).expect("a stranger closes");
        }
        for client in &self.clients {
            let balance = self.network.balance(&client.pubkey());
            assert_eq!(balance.reserved, 0);
            if balance.free > 0 {
                let to = pda::heat_account(&client.pubkey());
                let withdraw = jobs::withdraw(client.pubkey(), pda::heat_mint(), to, balance.free);
                self.network.send(&[withdraw], &[client]).expect("the client withdraws");
            }
            assert_eq!(self.network.tokens(&balance.vault), 0);
        }
        assert_eq!((self.network.ledger().held, self.network.bonds()), (0, 0), "nobody's bond is left");
        for operator in &self.operators {
            assert_eq!(self.network.book(&operator.operator).collateral_locked, 0);
        }
    }
}
