//! What a step that was taken leaves, beside money.

use furnace_client::accounts::Dispute;
use furnace_client::pda;
use furnace_common::bps;
use furnace_common::dispute::{APPEAL_SECONDS, DRAW_SLOTS, is_audited};
use furnace_common::state::{AuditState, DisputeState, Round, VoteState};
use furnace_tests::prover::sha256;

use crate::action::{Action, Errand, Step};
use crate::cast::verifier_at;
use crate::model::{Merit, Roll, committee, given, members, merit, ruling};
use crate::view::View;

pub(crate) fn assert_step(before: &View, after: &View, action: &Action, roll: &Roll) {
    match *action {
        Action::Take { dispute, step: Step::Close } => assert!(after.disputes[dispute].is_none()),
        Action::Take { dispute, step } => {
            let (was, is) = (before.disputes[dispute].as_ref(), after.disputes[dispute].as_ref());
            let (was, is) = (was.expect("a dispute"), is.expect("a dispute"));
            assert_taken(before, after, dispute, (was, is), step, roll);
        }
        Action::Errand { job, errand: Errand::DrawAudit } => assert_drawn(before, after, job),
        _ => {}
    }
}

fn assert_taken(before: &View, after: &View, index: usize, (was, is): (&Dispute, &Dispute), step: Step, roll: &Roll) {
    let state = is.state().expect("a state");
    match step {
        Step::Draw => {
            let drawn = committee(before, was, &before.places.1[index], roll);
            let announced = (DisputeState::Drawing, before.now, before.slot + DRAW_SLOTS);
            match drawn {
                Some(drawn) => {
                    let members: Vec<_> = members(is).iter().map(|vote| vote.verifier).collect();
                    assert_eq!((members, state), (drawn, DisputeState::Voting), "the committee is the one drawn");
                }
                None => assert_eq!((state, is.announced_at, is.draw_slot), announced, "it is announced anew"),
            }
        }
        Step::Rule => match ruling(was) {
            Some((ruling, hash)) => {
                assert_eq!((state, is.ruling(), is.ruled_hash), (DisputeState::Ruled, Some(ruling), hash));
            }
            None => assert_eq!((state, is.round()), (DisputeState::Drawing, Some(Round::First))),
        },
        Step::Convict => {
            assert_eq!(state, DisputeState::Convicted);
            assert_eq!(is.appeal_ends_at, after.now + i64::from(APPEAL_SECONDS));
        }
        Step::Uphold | Step::Retry | Step::Release | Step::Reverse => assert_eq!(state, DisputeState::Ended),
        Step::Settle(vote) | Step::Void(vote) => assert_settled(before, after, (was, is), vote),
        Step::Close => unreachable!("the dispute is gone"),
    }
}

/// A vote costs what it is worth, and the others are paid out of it.
fn assert_settled(before: &View, after: &View, (was, is): (&Dispute, &Dispute), index: u8) {
    let vote = &given(was)[usize::from(index)];
    assert_eq!(given(is)[usize::from(index)].state(), Some(VoteState::Settled));
    let who = verifier_at(&vote.verifier).expect("a verifier of the cast");
    let (Some(of), Some(to)) = (&before.verifiers[who], &after.verifiers[who]) else {
        assert_eq!(is.pot, was.pot, "nothing is left to take of who is gone");
        return;
    };
    let (bond, earned) = (of.bond - to.bond, to.earned - of.earned);
    let expected = match merit(was, vote) {
        Merit::Fined(part) => (bps::of_ceil(of.bond, part as u16).expect("fits"), 0),
        // All get the same, whoever comes first.
        Merit::Paid if was.shared == 1 => (0, was.share),
        Merit::Paid => (0, (was.pot / u64::from(was.rights)).min(was.fee)),
        Merit::Nothing => (0, 0),
    };
    assert_eq!((bond, earned), expected, "taken of the bond, and paid");
    assert_eq!(is.pot + earned, was.pot + bond, "the pot pays and is paid");
}

/// The audit falls as the block says, or on whom the block is forgotten for.
fn assert_drawn(before: &View, after: &View, index: usize) {
    let (was, is) = (before.jobs[index].as_ref().expect("a job"), after.jobs[index].as_ref().expect("a job"));
    let later: Vec<_> = before.blocks.iter().filter(|(slot, _)| *slot >= was.audit_slot).collect();
    let job = pda::job(&was.escrow.balance, was.number).0;
    let (job, worker) = (job.as_array(), was.worker.as_array());
    let audited = later.len() == 512
        || later.last().is_some_and(|(_, block)| is_audited(job, worker, block, was.audit_bps, sha256));
    let expected = if audited { AuditState::Drawn } else { AuditState::Clear };
    assert_eq!(is.audit(), Some(expected), "the block draws");
}
