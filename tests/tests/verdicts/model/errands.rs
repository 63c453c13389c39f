//! What anyone may do about a job, and its acceptance.

use furnace_client::accounts::Job;
use furnace_common::limits::RETENTION_SECONDS;
use furnace_common::state::{AuditState, JobState};
use furnace_common::{bps, fees, penalties};
use solana_address::Address;

use super::draw::{Found, first_block};
use super::{Moves, Outcome, only};
use crate::action::{Errand, Party};
use crate::cast::*;
use crate::view::View;
use crate::world::PLACES;

pub(super) fn errand(view: &View, job: usize, errand: Errand) -> Outcome {
    let job = view.jobs[job].as_ref().expect("the job is there");
    let (state, audit) = (state(job), job.audit());
    let review = state == JobState::Review;
    match errand {
        Errand::DrawAudit => {
            let drawn = first_block(view, job.audit_slot) != Found::Nothing;
            only(review && audit == Some(AuditState::Pending) && drawn, Moves::default)
        }
        Errand::OpenAudit => only(review && audit == Some(AuditState::Drawn), Moves::default),
        Errand::Settle => {
            let over = view.now >= job.review_ends_at && audit == Some(AuditState::Clear);
            only(review && over, || paid(view, job))
        }
        Errand::Expire => only(state == JobState::Open && view.now > job.expires_at, Moves::default),
        Errand::Miss => only(state.is_held() && view.now > job.deadline, || missed(view, job)),
        Errand::Close => {
            let kept = view.now > job.ended_at + RETENTION_SECONDS;
            only(state.is_final() && kept, Moves::default)
        }
    }
}

pub(super) fn accept(view: &View, job: usize) -> Outcome {
    let job = view.jobs[job].as_ref().expect("the job is there");
    only(state(job) == JobState::Review, || paid(view, job))
}

fn state(job: &Job) -> JobState {
    JobState::from_byte(job.state).expect("a state")
}

fn paid(view: &View, job: &Job) -> Moves {
    let parts = fees::settle(job.price, job.escrow.take_bps, job.escrow.burn_bps).expect("parts");
    let from = vault_of(job);
    let operator = &PLACES.operators[view.operator_of(&job.operator).expect("an operator of the cast")];
    let moves = Moves::default().pay(from, operator.income, parts.worker);
    moves.pay(from, job.escrow.fee_vault, parts.fee).burn(from, parts.burn)
}

fn missed(view: &View, job: &Job) -> Moves {
    let index = view.operator_of(&job.operator).expect("an operator of the cast");
    let (pool, from) = (&view.pools[index], PLACES.operators[index].vault);
    let part = bps::of_ceil(job.escrow.collateral, penalties::MISSED_DEADLINE_BPS).expect("fits");
    let parts = penalties::split(part.min(pool.active + pool.unbonding), true).expect("parts");
    let moves = Moves::default().pay(from, vault_of(job), parts.client);
    moves.pay(from, purse(Party::Stranger), parts.reporter).burn(from, parts.burn)
}

/// What holds the client's money.
fn vault_of(job: &Job) -> Address {
    PLACES.balances.iter().find(|(balance, _)| *balance == job.escrow.balance).expect("a client of the cast").1
}
