//! The client rejects what a gang delivered, and no verdict comes.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_common::limits::DISPUTE_SECONDS;
use furnace_common::state::JobState;
use furnace_common::{bps, fees};
use furnace_tests::errors::assert_error;
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::scene::DEPOSIT;
use solana_signer::Signer;

use crate::stage::{BURN_BPS, EACH, Stage, TAKE_BPS};

/// A tenth of what is held for so many seats, rounded up.
fn bond(seats: u64) -> u64 {
    bps::of_ceil(seats * EACH, 1_000).expect("bond")
}

/// A gang's result that its client rejected.
fn disputed(seats: u8) -> Stage {
    let mut stage = Stage::delivered(seats);
    stage.reject().expect("reject");
    stage
}

#[test]
fn the_client_puts_down_a_bond_for_all_seats() {
    // Given a gang of three that delivered, when the client rejects its result
    let stage = disputed(3);

    // Then a tenth of all that is held is held too, and the seats wait
    let job = stage.job();
    assert_eq!((stage.state(), job.bond, job.claimed_hash), (JobState::Disputed, bond(3), CLAIMED_HASH));
    assert_eq!(stage.books(), (DEPOSIT - 3 * EACH - bond(3), 3 * EACH + bond(3)));
    assert_eq!(job.review_ends_at, stage.began + 10 + i64::from(DISPUTE_SECONDS));
    assert_eq!(stage.locked(), [EACH; 3]);
}

#[test]
fn without_a_verdict_the_bond_is_divided_among_the_seats() {
    for seats in [2, 3, 7, 8] {
        // Given a rejected result of a gang, when the dispute's time is over and all seats are paid
        let mut stage = disputed(seats);
        let ends_at = stage.job().review_ends_at - stage.began;
        stage.at(ends_at).settle().expect("settle");
        let share = bond(u64::from(seats)) / u64::from(seats);
        let mut paid = 0;
        for seat in (0..seats).rev() {
            stage.pay(seat).expect("pay");
            let worker = |amount| fees::settle(amount, TAKE_BPS, BURN_BPS).expect("parts").worker;
            let due = worker(paid + EACH + share) - worker(paid);
            assert_eq!(stage.incomes()[usize::from(seat)], due);
            paid += EACH + share;
        }

        // Then each had its price and an equal share, and the client has back what does not divide
        assert_eq!(stage.books(), (DEPOSIT - u64::from(seats) * (EACH + share), 0));
        assert_eq!(stage.client_balance().lost_disputes, 1);
        stage.close_crew().expect("close");
        stage.close_job().expect("close");
    }
}

#[test]
fn a_rejection_that_is_taken_back_costs_the_bond_too() {
    // Given a rejected result, when the client accepts it after all, then the seats share the bond
    let mut stage = disputed(2);
    stage.accept().expect("accept");
    stage.pay(0).expect("pay");
    stage.pay(1).expect("pay");
    assert_eq!(stage.books(), (DEPOSIT - 2 * EACH - bond(2) / 2 * 2, 0));
}

#[test]
fn a_client_without_the_bond_cannot_reject() {
    // Given a gang whose client withdrew all but a unit less than the bond, when it rejects, then it is refused
    let mut stage = Stage::delivered(2);
    let (client, mint) = (stage.client.insecure_clone(), pda::heat_mint());
    let free = stage.books().0 - bond(2) + 1;
    let withdraw = jobs::withdraw(client.pubkey(), mint, pda::heat_account(&client.pubkey()), free);
    stage.network.send(&[withdraw], &[&client]).expect("withdraw");
    let result = stage.network.try_reject(&client, stage.job);
    assert_error(result, FurnaceJobsError::BalanceTooLow);
    assert_eq!(stage.books(), (bond(2) - 1, 2 * EACH));
}

#[test]
fn nobody_rejects_what_replicas_agreed_on() {
    // Given replicas that agreed, or have yet to reveal, when the client rejects, then it is refused
    for mut stage in [Stage::revealed(2, &[5, 5]), Stage::committed(2, &[5, 5])] {
        assert_error(stage.reject(), FurnaceJobsError::JobNotInReview);
    }
}
