//! Sequences that once surprised somebody or that chance seldom finds, written out. What a failing run prints goes
//! here, with a name for what it showed.

use furnace_common::state::{CloseReason, CrewKind};
use furnace_common::units::HEAT;

use crate::action::{Action, JobAsk, LeaseAsk, Quote};
use crate::case::Case;
use crate::cast::{COOLDOWN, OPERATORS};
use crate::model::Model;

/// Plays a sequence, in which nothing is refused, to its end.
fn play(actions: &[Action]) {
    let mut model = Model::new();
    let mut case = Case::new(&model);
    for action in actions {
        model = model.after(action);
        assert!(model.refused.is_none(), "{action:?} is refused by {:?}", model.refused);
        case.step(action, &model);
    }
    case.everyone_leaves();
}

fn job(price: u64) -> JobAsk {
    JobAsk {
        price,
        claim_seconds: 3_600,
        max_seconds: 3_600,
        sortition_seconds: 0,
        sortition_bps: 0,
        auction: false,
        crew: CrewKind::Solo,
        seats: 1,
        quorum: 0,
        designated: None,
    }
}

fn post(ask: JobAsk) -> Action {
    Action::Post { purse: 0, by: 0, market: 0, quote: Quote::None, ask }
}

fn lease(rate: u64, funded_seconds: u32) -> Action {
    let ask = LeaseAsk {
        rate,
        funded_seconds,
        max_seconds: 30 * 86_400,
        claim_seconds: 3_600,
        low_seconds: 0,
        auction: false,
        designated: None,
        backup: None,
    };
    Action::OpenLease { purse: 0, by: 0, market: 0, quote: Quote::None, ask }
}

#[test]
fn who_does_nothing_can_leave() {
    play(&[]);
}

#[test]
fn a_ninth_in_the_line_of_sponsors_is_refused() {
    // Given eight deposits of two sponsors in turn
    let deposit = |place: usize| Action::Sponsor { purse: 0, by: 3 + place % 2, amount: 1 };
    let mut model = Model::new();
    let mut case = Case::new(&model);
    for action in (0..8).map(deposit) {
        model = model.after(&action);
        assert!(model.refused.is_none(), "{action:?} is refused by {:?}", model.refused);
        case.step(&action, &model);
    }

    // When one more comes, then the chain and the reference both refuse it
    model = model.after(&deposit(8));
    assert!(model.refused.is_some());
    case.step(&deposit(8), &model);
    case.everyone_leaves();
}

#[test]
fn a_job_that_goes_from_hand_to_hand_pays_each_its_part() {
    let order = 0;
    let mut steps = vec![post(job(33_333_333))];
    for (worker, progress) in [(0, 1_111), (2, 5_001), (4, 9_998)] {
        let from = steps.len() as u8 / 4;
        steps.push(Action::Claim { order, worker });
        steps.push(Action::Start { order, worker, from });
        steps.push(Action::Checkpoint { order, worker, sequence: u32::from(from) + 1, progress });
        steps.push(Action::Quit { order, worker });
    }
    steps.push(Action::Claim { order, worker: 6 });
    steps.push(Action::Start { order, worker: 6, from: 3 });
    steps.push(Action::Submit { order, worker: 6, result: 1 });
    steps.push(Action::Accept { order, by: 0, quote: Quote::None });
    steps.extend([2, 0].map(|index| Action::PayCredit { order, index }));
    play(&steps);
}

#[test]
fn a_lease_that_nothing_answers_for_any_more_ends_all_the_same() {
    // Given a worker whose operator took all its stake out while it holds a lease
    let (order, worker, operator) = (0, 6, 3);
    let mut steps = vec![
        lease(40, 25 * 86_400),
        Action::Take { order, worker },
        Action::StartLease { order, worker },
        Action::Unstake { operator, shares: OPERATORS[operator].1 },
        Action::Wait { seconds: COOLDOWN },
        Action::WithdrawStake { operator, index: 0 },
    ];
    // When it falls silent, then there is nothing to take, and it loses the lease
    steps.extend([
        Action::Ping { order, by: 0 },
        Action::Wait { seconds: 421 },
        Action::SettleLease { order, quote: Quote::None },
        Action::Down { order },
        Action::Take { order, worker: 0 },
    ]);
    play(&steps);
}

#[test]
fn an_accusation_into_which_nobody_looks_falls() {
    let (order, worker) = (0, 2);
    play(&[
        post(job(10 * HEAT + 1)),
        Action::Claim { order, worker },
        Action::Start { order, worker, from: 0 },
        Action::Submit { order, worker, result: 1 },
        Action::Accuse { order, by: 0, result: 2 },
        Action::Wait { seconds: 6 * 3_600 + 1 },
        Action::Acquit { order },
        Action::Settle { order, quote: Quote::None },
    ]);
}

#[test]
fn who_quits_a_gang_pays_for_all_seats_of_its_operator() {
    let order = 0;
    let ask = JobAsk { crew: CrewKind::Gang, seats: 4, ..job(7 * HEAT + 3) };
    let mut steps = vec![post(ask), Action::OpenCrew { order, by: 0 }];
    steps.extend([0, 2, 1, 6].map(|worker| Action::Join { order, worker }));
    steps.push(Action::Wait { seconds: 1_800 });
    steps.push(Action::QuitSeat { order, worker: 1, seat: 2 });
    play(&steps);
}

#[test]
fn a_client_that_is_not_content_ends_a_lease_that_counts_for_nobody() {
    let (order, worker) = (0, 2);
    play(&[
        lease(1_000, 3_600),
        Action::Take { order, worker },
        Action::StartLease { order, worker },
        Action::Wait { seconds: 100 },
        Action::CloseLease { order, by: 0, quote: Quote::None, reason: CloseReason::Unsatisfied },
    ]);
}
