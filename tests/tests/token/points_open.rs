//! Anyone opens a worker's points; they name the worker's pool for ever.

use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_client::instructions::token;
use furnace_client::pda;
use furnace_tests::errors::{SystemProgramError, assert_error};
use furnace_tests::events::assert_event;
use furnace_tests::scene::{Scene, replaced};
use solana_signer::Signer;

use super::scene::try_open_points;

#[test]
fn a_worker_has_an_empty_ring() {
    // Given a worker, when a stranger opens its points
    let mut scene = Scene::new();
    let (stranger, worker) = (scene.stranger.pubkey(), scene.worker.address);
    let open = token::points_open(stranger, worker, scene.operator.operator);
    let receipt = scene.network.send(&[open], &[&scene.stranger]).expect("points open");

    // Then they are the worker's, of its pool, and the stranger gets the rent back one day
    assert_event(&receipt, "PointsOpened", (worker, scene.operator.pool));
    let points: furnace_client::accounts::WorkerPoints = scene.network.chain.read(&pda::points(&worker));
    assert_eq!((points.worker, points.pool, points.rent_payer), (worker, scene.operator.pool, stranger));
    assert!(points.ring.iter().all(|place| (place.epoch, place.start, place.points) == (0, 0, 0)));
    assert_eq!(points.version, 1);
}

#[test]
fn a_second_time_is_refused() {
    // Given a worker's points, when they are opened again, then it is refused
    let mut scene = Scene::new();
    try_open_points(&mut scene.network, &scene.worker).expect("points open");
    let again = try_open_points(&mut scene.network, &scene.worker);
    assert_error(again, SystemProgramError::AccountAlreadyInUse);
}

#[test]
fn another_operators_pool_is_not_the_workers() {
    // Given another operator, when its book is given for the worker's, then it is refused
    let mut scene = Scene::new();
    let rival = scene.network.operator("rival", 0);
    let open = token::points_open(scene.network.payer(), scene.worker.address, scene.operator.operator);
    let theirs = replaced(open, scene.operator.operator, rival.operator);
    assert_error(scene.network.send(&[theirs], &[]), FurnaceTokenError::WrongOperator);
}
