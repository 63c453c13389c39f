//! Instructions about jobs, verifiers and stake.

use furnace_client::accounts::Job;
use furnace_client::generated::jobs::types::Attestation;
use furnace_client::instructions::jobs::{self, Payee, Venue};
use furnace_client::instructions::{dispute, slashing, staking, verifier};
use furnace_tests::network::job_terms;
use solana_address::Address;
use solana_instruction::Instruction;

use super::{PLACES, World};
use crate::action::{Action, Errand, Matter, Party, Stake};
use crate::cast::*;
use crate::view::View;

impl World {
    pub(super) fn on_job(&self, action: &Action, view: &View) -> Option<Instruction> {
        let job = |job: &usize| Some((self.jobs.get(*job)?, view.jobs.get(*job)?.as_ref()?));
        Some(match action {
            Action::Post { client, market, price } => {
                let number = view.balances[*client].next_job;
                let venue = Venue::heat(PLACES.markets[*market]);
                let owner = wallet(Party::Client(*client));
                jobs::job_post(owner, self.network.payer(), &venue, number, job_terms(*price)).1
            }
            Action::Claim { job: index, worker } => {
                let place = &PLACES.operators[*worker];
                jobs::job_claim(place.wallet, place.key, *job(index)?.0)
            }
            Action::Start { job: index } => {
                let (address, job) = job(index)?;
                jobs::job_start(job.worker_key, *address, 0)
            }
            Action::Submit { job: index, say } => {
                let (address, job) = job(index)?;
                let attestation = Attestation { result_hash: result(*index, *say), log_hash: [8; 32], exit_code: 0 };
                jobs::job_submit(job.worker_key, *address, attestation)
            }
            Action::Cancel { job: index } => {
                let (address, job) = job(index)?;
                jobs::job_cancel(*address, job)
            }
            Action::Accept { job: index } => {
                let (address, job) = job(index)?;
                jobs::job_accept(*address, job, &payee(job, view))
            }
            Action::Errand { job: index, errand } => {
                let (address, job) = job(index)?;
                self.errand(*address, job, *errand, view)
            }
            Action::Verifier { who, matter } => self.matter(*who, *matter, view)?,
            Action::Stake { pool, own, stake } => of_stake(*pool, *own, *stake),
            _ => return None,
        })
    }

    fn errand(&self, address: Address, job: &Job, errand: Errand, view: &View) -> Instruction {
        let stranger = wallet(Party::Stranger);
        match errand {
            Errand::DrawAudit => dispute::audit_draw(address),
            Errand::OpenAudit => dispute::audit_open(self.network.payer(), address, job),
            Errand::Settle => jobs::job_settle(address, job, &payee(job, view)),
            Errand::Expire => jobs::job_expire(address, job),
            Errand::Miss => {
                let place = &PLACES.operators[view.operator_of(&job.operator).unwrap_or(0)];
                slashing::slash_missed_deadline(address, job, place.pool, purse(Party::Stranger))
            }
            Errand::Close => jobs::job_close(stranger, address, job),
        }
    }

    fn matter(&self, who: usize, matter: Matter, view: &View) -> Option<Instruction> {
        let (owner, purse) = (wallet(Party::Verifier(who)), purse(Party::Verifier(who)));
        Some(match matter {
            Matter::Register => verifier::verifier_register(owner, self.network.payer(), votes_of(who)),
            Matter::Deposit { amount } => verifier::verifier_deposit(owner, purse, amount),
            Matter::List { place } => verifier::verifier_list(&owner, place),
            Matter::Leave => verifier::verifier_leave(owner),
            Matter::Withdraw => verifier::verifier_withdraw(owner, purse),
            Matter::Close => verifier::verifier_close(view.verifiers[who].as_ref()?),
        })
    }
}

/// Whom a job pays; the first operator as long as it has no worker.
fn payee(job: &Job, view: &View) -> Payee {
    Payee::new(&view.books[view.operator_of(&job.operator).unwrap_or(0)])
}

fn of_stake(pool: usize, own: bool, stake: Stake) -> Instruction {
    let party = if own { Party::Operator(pool) } else { Party::Delegator(pool) };
    let (owner, purse, pool) = (wallet(party), purse(party), PLACES.operators[pool].pool);
    match stake {
        Stake::Add { amount } => staking::stake(owner, pool, purse, amount),
        Stake::Unstake { shares } => staking::unstake(owner, pool, shares),
        Stake::Cancel { index } => staking::unstake_cancel(owner, pool, index),
        Stake::Withdraw { index } => staking::withdraw(owner, pool, purse, index),
    }
}
