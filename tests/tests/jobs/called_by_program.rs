//! A program that buys compute for its users: `programs/examples/desk`, whose addresses are the clients.

mod desks;

use desks::{DeskError, Desks, WEALTH, desk, order};
use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_common::state::Payment;
use furnace_tests::errors::assert_error;
use furnace_tests::network::dollars::{USD, market_terms_in};
use furnace_tests::network::{PRICE, job_terms};
use furnace_tests::scene::replaced;
use solana_signer::Signer;

use crate::dollars_in_heat::WORTH;

/// Compute units that an order through the program may cost; the framework's way to call takes most of it.
const ORDER_UNITS: u64 = 25_000;

#[test]
fn a_user_buys_through_a_program_and_has_back_the_rest() {
    // Given a user who puts in more than the job's price
    let mut desks = Desks::new();
    let user = desks.user.insecure_clone();
    let (job, receipt) = desks.try_order(&user, WEALTH, job_terms(PRICE)).expect("order");
    assert!(receipt.compute_units < ORDER_UNITS, "an order costs {} CU", receipt.compute_units);
    let client = desk(&user.pubkey());
    assert_eq!((desks.scene.network.job(&job).client, desks.scene.network.heat(&user.pubkey())), (client, 0));

    // When a worker does it and the user accepts, then the job is paid
    desks.scene.network.drive(&desks.scene.worker, job, JobState::Review);
    desks.try_accept(&user, &user, job).expect("accept");
    assert_eq!(desks.scene.network.state(&job), JobState::Settled);
    assert_eq!(desks.scene.network.tokens(&crate::income(&desks.scene.operator.pool)), PRICE * 90 / 100);

    // and the user has the rest, with a signature of its own
    desks.try_refund(&user).expect("refund");
    let balance = desks.scene.network.balance(&client);
    assert_eq!((desks.scene.network.heat(&user.pubkey()), balance.free), (WEALTH - PRICE, 0));
}

#[test]
fn nobody_else_orders_accepts_or_cancels() {
    // Given one user's job, in review and open
    for state in [JobState::Review, JobState::Open] {
        let mut desks = Desks::new();
        let (user, thief) = (desks.user.insecure_clone(), desks.other.insecure_clone());
        let (job, _) = desks.try_order(&user, PRICE, job_terms(PRICE)).expect("order");
        desks.scene.network.drive(&desks.scene.worker, job, state);
        let accepts = state == JobState::Review;
        let attempt = if accepts { Desks::try_accept } else { Desks::try_cancel };

        // When another takes it for its own, through that user's desk or the own one, then it is refused
        assert_error(attempt(&mut desks, &thief, &user, job), DeskError::NotUser);
        assert_error(attempt(&mut desks, &thief, &thief, job), FurnaceJobsError::NotClient);
        // and so is an order on that user's account, and the user without the desk
        let (_, order) = order(&user.pubkey(), &desks.venue, 1, 0, job_terms(PRICE));
        let order = replaced(order, user.pubkey(), thief.pubkey());
        assert_error(desks.scene.network.send(&[order], &[&thief]), DeskError::NotUser);
        let direct = jobs::job_cancel(job, &desks.scene.network.job(&job));
        let direct = replaced(direct, desk(&user.pubkey()), user.pubkey());
        assert_error(desks.scene.network.send(&[direct], &[&user]), FurnaceJobsError::NotClient);
        // and the one whose it is can
        attempt(&mut desks, &user, &user, job).expect("its own user");
    }
}

#[test]
fn no_user_pays_for_anothers_job() {
    // Given two users of one program, of whom the second's job is paid first
    let mut desks = Desks::new();
    let (first, second) = (desks.user.insecure_clone(), desks.other.insecure_clone());
    let (waiting, _) = desks.try_order(&first, WEALTH, job_terms(PRICE)).expect("order");
    let (done, _) = desks.try_order(&second, WEALTH, job_terms(PRICE)).expect("order");
    desks.scene.network.drive(&desks.scene.worker, done, JobState::Review);
    desks.try_accept(&second, &second, done).expect("accept");

    // When the first one cancels, then each has what it did not spend itself
    desks.try_cancel(&first, &first, waiting).expect("cancel");
    for (user, left) in [(&first, WEALTH), (&second, WEALTH - PRICE)] {
        desks.try_refund(user).expect("refund");
        assert_eq!(desks.scene.network.heat(&user.pubkey()), left);
    }
}

#[test]
fn what_a_lost_job_brought_goes_into_the_next_order() {
    // Given a user whose job a worker lost, for a penalty of a tenth of which the client has 40%
    let mut desks = Desks::new();
    let user = desks.user.insecure_clone();
    let (job, _) = desks.try_order(&user, PRICE, job_terms(PRICE)).expect("order");
    desks.scene.lose(job);
    desks.try_cancel(&user, &user, job).expect("cancel");
    let price = PRICE + PRICE / 10 * 40 / 100;

    // When the user orders for all that is there and adds nothing, then a unit more is too much
    assert_error(desks.try_order(&user, 0, job_terms(price + 1)), FurnaceJobsError::BalanceTooLow);
    desks.try_order(&user, 0, job_terms(price)).expect("order");
}

#[test]
fn a_price_in_dollars_goes_through_the_program_too() {
    // Given a user whose job costs a dollar's worth of HEAT
    let mut desks = Desks::new();
    let market = desks.scene.network.open_market(&desks.scene.stranger, market_terms_in(Payment::HeatForUsd, 0));
    desks.venue = desks.scene.network.venue(market);
    let user = desks.user.insecure_clone();
    let (job, _) = desks.try_order(&user, WEALTH, job_terms(USD)).expect("order");

    // When it is done and accepted, then that much is paid and the user has the rest
    desks.scene.network.drive(&desks.scene.worker, job, JobState::Review);
    desks.try_accept(&user, &user, job).expect("accept");
    desks.try_refund(&user).expect("refund");
    assert_eq!(desks.scene.network.heat(&user.pubkey()), WEALTH - WORTH);
}
