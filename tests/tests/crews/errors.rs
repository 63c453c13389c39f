//! Where each error of crews is covered.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_tests::coverage::Coverage::Asserted;
use furnace_tests::coverage::assert_covered;

#[test]
fn every_error_of_crews_is_covered() {
    use FurnaceJobsError as Error;
    let errors = [
        (Error::AlreadyAttached, Asserted("crew_open.rs")),
        (Error::NotClient, Asserted("crew_open.rs")),
        (Error::WrongCrew, Asserted("crew_open.rs")),
        (Error::JobNotOpen, Asserted("crew_join.rs")),
        (Error::ClaimWindowOver, Asserted("crew_join.rs")),
        (Error::NotDrawn, Asserted("crew_join.rs")),
        (Error::WorkerSeated, Asserted("crew_join.rs")),
        (Error::SameOperator, Asserted("crew_join.rs")),
        (Error::NoSeat, Asserted("crew_meet.rs")),
        (Error::NotWorker, Asserted("crew_meet.rs")),
        (Error::JobNotRunning, Asserted("crew_meet.rs")),
        (Error::DeadlinePassed, Asserted("crew_commit.rs")),
        (Error::SeatNotJoined, Asserted("crew_commit.rs")),
        (Error::CommitmentZero, Asserted("crew_commit.rs")),
        (Error::SeatNotCommitted, Asserted("crew_reveal.rs")),
        (Error::CommitmentMismatch, Asserted("crew_reveal.rs")),
        (Error::ResultHashZero, Asserted("crew_reveal.rs")),
        (Error::RevealTooEarly, Asserted("crew_reveal.rs")),
        (Error::RevealOver, Asserted("crew_reveal.rs")),
        (Error::JobNotInReview, Asserted("crew_accept.rs")),
        (Error::ReviewOpen, Asserted("crew_settle.rs")),
        (Error::CrewGoesOn, Asserted("crew_conclude.rs")),
        (Error::JobNotEnded, Asserted("seat_pay.rs")),
        (Error::SeatNotPayable, Asserted("seat_pay.rs")),
        (Error::PriceMissing, Asserted("dollars_in_heat.rs")),
        (Error::SeatNotFree, Asserted("seat_release.rs")),
        (Error::JobMismatch, Asserted("seat_release.rs")),
        (Error::CrewNotCleared, Asserted("crew_close.rs")),
        (Error::JobNotCleared, Asserted("crew_close.rs")),
        (Error::WrongRentPayer, Asserted("crew_close.rs")),
        (Error::SeatNotLate, Asserted("slash_missed_seat.rs")),
        (Error::NotSlashingProgram, Asserted("seat_reclaim.rs")),
    ];
    assert_covered("crews", "FurnaceJobsError", &errors);
    let slashing = [
        (FurnaceSlashingError::NotWorker, Asserted("slash_quit_seat.rs")),
        (FurnaceSlashingError::WrongPool, Asserted("attacks_penalties.rs")),
        (FurnaceSlashingError::JobMismatch, Asserted("attacks_penalties.rs")),
    ];
    assert_covered("crews", "FurnaceSlashingError", &slashing);
}
