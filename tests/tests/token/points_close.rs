//! A worker's points are closed by anyone once the worker is retired and nothing is left to claim.

use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_client::instructions::token;
use furnace_client::pda;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::scene::replaced;
use solana_signer::Signer;

use super::scene::Emission;

#[test]
fn a_retired_workers_points_go_when_they_are_claimed() {
    // Given a worker that retires with points that nobody claimed yet
    let mut emission = Emission::earned();
    emission.retire();
    assert_error(emission.close_points(), FurnaceTokenError::PointsClaimable);

    // When they are claimed, then anyone closes the account to the profit of who opened it
    emission.claim().expect("claim");
    let lamports = |emission: &Emission, of| emission.network.chain.account(&of).expect("account").lamports;
    let points = pda::points(&emission.worker.address);
    let (rent, payer) = (lamports(&emission, points), emission.network.payer());
    let before = lamports(&emission, payer);
    let receipt = emission.close_points().expect("points close");
    assert_event(&receipt, "PointsClosed", emission.worker.address);
    // the payer pays for its own signature as well
    assert_eq!(lamports(&emission, payer), before + rent - 5_000);
    assert!(emission.network.chain.account(&points).is_none());
}

#[test]
fn points_that_nobody_claims_are_kept_until_it_is_too_late() {
    // Given a retired worker with points, when somebody closes them as long as they can be claimed, then it is
    // refused
    let mut emission = Emission::earned();
    emission.retire();
    for epochs in [2, 10, 15] {
        emission.go_to(epochs);
        assert_error(emission.close_points(), FurnaceTokenError::PointsClaimable);
    }
    // and from the moment on at which they cannot, it is not
    emission.go_to(16);
    assert_error(emission.claim(), FurnaceTokenError::ClaimsOver);
    emission.close_points().expect("points close");
}

#[test]
fn points_to_come_are_not_closed_away() {
    // Given points of which the claims have not begun, when they are closed, then it is refused
    let mut emission = Emission::new();
    emission.record(1_000).expect("record");
    emission.retire();
    assert_error(emission.close_points(), FurnaceTokenError::PointsClaimable);
}

#[test]
fn a_worker_that_is_not_retired_keeps_them() {
    // Given a worker without points, when its account is closed, then it is refused
    let mut emission = Emission::new();
    assert_error(emission.close_points(), FurnaceTokenError::WorkerActive);
}

#[test]
fn a_worker_that_is_gone_has_no_use_for_them() {
    // Given a worker whose account is no more, as no instruction leaves it yet
    let mut emission = Emission::new();
    let worker = emission.worker.address;
    emission.network.chain.svm.set_account(worker, solana_account::Account::default()).expect("account is set");
    assert!(emission.network.chain.account(&worker).is_none());

    // When its points are closed, then they are
    emission.close_points().expect("points close");
}

#[test]
fn another_worker_does_not_stand_for_this_one() {
    // Given a retired colleague, when it is given for the worker, then it is refused
    let mut emission = Emission::new();
    let (worker, colleague) = (emission.worker.address, emission.network.worker(&emission.operator, "colleague"));
    let retire = furnace_client::instructions::jobs::worker_retire(colleague.wallet, colleague.key.pubkey());
    emission.network.send(&[retire], &[&emission.operator.wallet]).expect("worker retires");
    let close = token::points_close(worker, emission.network.payer());
    let points = pda::points(&worker);
    let mut theirs = replaced(close, worker, colleague.address);
    theirs.accounts[1].pubkey = points;
    assert_error(emission.network.send(&[theirs], &[]), FurnaceTokenError::WrongWorker);
}

#[test]
fn nobody_else_has_the_rent() {
    // Given a retired worker, when somebody closes its points into another wallet, then it is refused
    let mut emission = Emission::new();
    emission.retire();
    let close = token::points_close(emission.worker.address, emission.operator.wallet.pubkey());
    assert_error(emission.network.send(&[close], &[]), FurnaceTokenError::WrongRentPayer);
}
