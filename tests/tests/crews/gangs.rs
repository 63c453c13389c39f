//! The whole life of gangs, from the order to the last account.

use furnace_common::state::{JobState, SeatState};
use furnace_tests::network::REVIEW_SECONDS;
use furnace_tests::scene::DEPOSIT;

use crate::stage::{EACH, Stage, gang};

#[test]
fn gangs_of_two_and_of_eight_deliver_together() {
    for (seats, accepted) in [(2, true), (8, true), (2, false), (8, false)] {
        // Given a gang at work whose first member told the others how to reach it
        let mut stage = Stage::assembled(gang(seats));
        (1..seats).for_each(|rank| drop(stage.meet(0, rank, rank).expect("meet")));

        // When all deliver, the client accepts or lets the review end, and the seats are paid
        let mut stage = stage.deliver();
        match accepted {
            true => stage.accept().expect("accept"),
            false => stage.at(10 + i64::from(REVIEW_SECONDS)).settle().expect("settle"),
        };
        (0..seats).for_each(|seat| drop(stage.pay(seat).expect("pay")));

        // Then each seat is paid, all collateral is free, and nothing is left
        assert_eq!(stage.seats(), vec![SeatState::Paid; usize::from(seats)]);
        assert_eq!(stage.books(), (DEPOSIT - u64::from(seats) * EACH, 0));
        assert_eq!(stage.locked(), vec![0; usize::from(seats)]);
        stage.close_crew().expect("close");
        stage.close_job().expect("close");
    }
}

#[test]
fn one_operator_may_be_a_whole_gang() {
    // Given a gang of two workers of one operator, when both deliver and are paid, then it is paid for both
    let mut stage = Stage::new(1).opened(gang(2));
    let colleague = stage.add_worker(0, "colleague");
    stage.join(0).expect("join");
    stage.join(colleague).expect("join");
    let mut stage = stage.deliver();
    stage.accept().expect("accept");
    stage.pay(0).expect("pay");
    assert_eq!(stage.locked(), [EACH]);
    stage.pay(1).expect("pay");
    assert_eq!((stage.state(), stage.locked(), stage.books()), (JobState::Settled, vec![0], (DEPOSIT - 2 * EACH, 0)));
}
