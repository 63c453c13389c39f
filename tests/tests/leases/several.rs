//! Several orders of one client at once: each has its own money, and the balance holds the sum.

use furnace_common::limits::RETENTION_SECONDS;
use furnace_common::state::CloseReason;
use furnace_tests::network::PRICE;
use furnace_tests::scene::{DEPOSIT, Scene};
use solana_address::Address;

use crate::stage::{HELD, RATE, terms};

/// What is held for orders, which must be the sum of their escrows.
#[track_caller]
fn held(scene: &Scene, leases: &[Address], job: Address) -> u64 {
    let (_, reserved) = scene.books();
    let escrows = leases.iter().map(|lease| scene.network.lease(lease).escrow.reserved);
    assert_eq!(reserved, escrows.sum::<u64>() + scene.network.job(&job).escrow.reserved, "balance holds the sum");
    reserved
}

#[test]
fn each_lease_spends_its_own_funds() {
    // Given a job and two leases of one client and one worker
    let mut scene = Scene::new();
    let job = scene.network.post(&scene.client, PRICE);
    let leases = [(); 2].map(|()| scene.network.running_lease(&scene.client, &scene.worker, terms()));
    assert_eq!((held(&scene, &leases, job), scene.locked()), (PRICE + 2 * HELD, 2 * HELD));

    // When one is settled, then the other has all of its own
    scene.network.chain.advance(600);
    scene.network.try_lease_settle(leases[0]).expect("settle");
    assert_eq!(held(&scene, &leases, job), PRICE + 2 * HELD - 600 * RATE);
    assert_eq!(scene.network.lease(&leases[1]).escrow.reserved, HELD);

    // and when one is out of funds, it has nothing of the others
    scene.network.try_top_up(&scene.client, leases[1], 1_000 * RATE).expect("top up");
    assert_eq!(held(&scene, &leases, job), PRICE + 2 * HELD + 400 * RATE);
    scene.network.chain.advance(3_200);
    for lease in leases {
        scene.network.try_lease_settle(lease).expect("settle");
    }
    assert_eq!(held(&scene, &leases, job), PRICE + 800 * RATE);

    // and when one ends, the other goes on
    scene.network.try_lease_close(&scene.client, leases[0], CloseReason::Finished).expect("close");
    assert_eq!((held(&scene, &leases, job), scene.locked()), (PRICE + 800 * RATE, HELD));
    let worker = scene.network.worker_account(&scene.worker.address);
    assert_eq!((worker.jobs, worker.completed, worker.busy_seconds), (1, 1, 3_600 + 3_800));
    assert_eq!(scene.books().0, DEPOSIT - PRICE - 2 * HELD - 1_000 * RATE);
}

#[test]
fn the_market_adds_up_what_is_swept() {
    // Given two leases that ran, and one that was withdrawn
    let mut scene = Scene::new();
    let market = scene.network.market;
    let leases = [100, 1_000].map(|seconds| {
        let lease = scene.network.running_lease(&scene.client, &scene.worker, terms());
        scene.network.chain.advance(seconds);
        scene.network.try_lease_close(&scene.client, lease, CloseReason::Finished).expect("close");
        lease
    });
    let withdrawn = scene.network.try_lease(&scene.client, market, terms()).expect("open");
    scene.network.try_lease_cancel(&scene.client, withdrawn).expect("cancel");
    let counted = |scene: &Scene| (scene.network.market(&market).paid, scene.network.market(&market).busy_seconds);
    assert_eq!(counted(&scene), (0, 0));

    // When they are swept, by their client and by a stranger, then the market has the sum of the two, counted once
    scene.network.try_lease_sweep(&scene.client, leases[0]).expect("sweep");
    assert_eq!(counted(&scene), (100 * RATE, 100));
    scene.network.try_lease_sweep(&scene.client, withdrawn).expect("sweep");
    scene.network.chain.advance(RETENTION_SECONDS + 1);
    scene.network.try_lease_sweep(&scene.stranger, leases[1]).expect("sweep");
    assert_eq!(counted(&scene), (1_100 * RATE, 1_100));
}
