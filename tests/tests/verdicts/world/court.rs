//! Instructions about disputes.

use furnace_client::accounts::Dispute;
use furnace_client::generated::slashing::instructions::{VoteCommitInstructionArgs, VoteRevealInstructionArgs};
use furnace_client::instructions::dispute;
use furnace_client::pda;
use solana_address::Address;
use solana_instruction::Instruction;

use super::World;
use crate::action::{Action, Step};
use crate::cast::*;
use crate::model::{SALT, sealed};
use crate::view::View;

impl World {
    pub(super) fn on_dispute(&self, action: &Action, view: &View) -> Option<Instruction> {
        let found = |index: &usize| {
            let (address, job) = self.disputes.get(*index)?;
            Some((*address, *job, view.disputes.get(*index)?.as_ref()?))
        };
        Some(match *action {
            Action::Accuse { job, by, say } => {
                let account = view.jobs.get(job)?.as_ref()?;
                let (accuser, payer) = (wallet(by), self.network.payer());
                dispute::dispute_open(accuser, payer, self.jobs[job], account, result(job, say), purse(by))
            }
            Action::Commit { dispute: index, vote, by, say } => {
                let (address, job, found) = found(&index)?;
                let commitment = sealed(&address, found.round, by, &result(job, say));
                commit(address, vote, by, commitment)
            }
            Action::Copy { dispute: index, vote, by, of } => {
                let (address, _, found) = found(&index)?;
                commit(address, vote, by, found.votes.get(usize::from(of))?.commitment)
            }
            Action::Reveal { dispute: index, vote, by, say } => {
                let (address, job, _) = found(&index)?;
                let args = VoteRevealInstructionArgs { vote, result_hash: result(job, say), salt: SALT };
                dispute::vote_reveal(votes_of(by), account_of(by), address, args)
            }
            Action::Appeal { dispute: index, by } => dispute::appeal_open(wallet(by), found(&index)?.0, purse(by)),
            Action::Take { dispute: index, step } => {
                let (address, job, found) = found(&index)?;
                self.step(address, job, found, step, view)?
            }
            _ => return None,
        })
    }

    fn step(&self, address: Address, job: usize, found: &Dispute, step: Step, view: &View) -> Option<Instruction> {
        let job = || view.jobs.get(job)?.as_ref();
        let (accuser, appellant) = (pda::heat_account(&found.accuser), pda::heat_account(&found.appellant));
        let verifier = |vote: u8| Some(found.votes.get(usize::from(vote))?.verifier);
        Some(match step {
            Step::Draw => dispute::committee_draw(address),
            Step::Rule => dispute::dispute_rule(address),
            Step::Uphold => dispute::dispute_uphold(address, found, job()?, accuser),
            Step::Convict => dispute::dispute_convict(address, found, job()?),
            Step::Retry => dispute::dispute_retry(address, found, job()?, accuser),
            Step::Release => dispute::penalty_release(address, found, accuser, appellant),
            Step::Reverse => dispute::penalty_reverse(address, found, accuser, appellant),
            Step::Settle(vote) => dispute::vote_settle(address, vote, verifier(vote)?),
            Step::Void(vote) => dispute::vote_void(address, vote, verifier(vote)?),
            Step::Close => dispute::dispute_close(address, found),
        })
    }
}

fn commit(address: Address, vote: u8, by: usize, commitment: [u8; 32]) -> Instruction {
    let args = VoteCommitInstructionArgs { vote, commitment };
    dispute::vote_commit(votes_of(by), account_of(by), address, args)
}
