//! Gifts to the vaults that a penalty touches.

use furnace_client::accounts::JobState;
use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::network::PRICE;
use furnace_tests::scene::{DEPOSIT, STAKE, Scene};
use solana_signer::Signer;

use crate::initialize::uninitialised;

const GIFT: u64 = 3 * HEAT + 7;

#[test]
fn gifts_change_no_penalty_and_stop_none() {
    // Given a late job, and gifts in the pool's vault and the client's
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    let vault = scene.network.balance(&scene.client.pubkey()).vault;
    let pool_vault = pda::pool_vault(&scene.operator.pool);
    scene.network.give(&scene.stranger.pubkey(), 2 * GIFT);
    for vault in [vault, pool_vault] {
        scene.network.donate(&scene.stranger, vault, GIFT);
    }
    scene.miss_deadline(job);

    // When it is reported
    scene.network.try_slash(job, scene.operator.pool, scene.reporter()).expect("slash");

    // Then the penalty is half of the collateral as ever, and each gift still lies where it was put
    let balance = scene.network.balance(&scene.client.pubkey());
    assert_eq!((balance.free, balance.reserved), (DEPOSIT - PRICE + PRICE / 5, PRICE));
    assert_eq!(scene.network.tokens(&vault), balance.free + balance.reserved + GIFT);
    let pool = scene.network.pool(&scene.operator.pool);
    assert_eq!((pool.active, scene.network.tokens(&pool_vault)), (STAKE - PRICE / 2, STAKE - PRICE / 2 + GIFT));
    assert_eq!(scene.network.ledger().slashed, PRICE / 2);
}

#[test]
fn lamports_at_their_addresses_do_not_keep_ledger_roster_and_vault_from_opening() {
    for address in [pda::penalty_ledger(), pda::roster(), pda::bond_vault()] {
        for lamports in [890_880, 1_000_000_000] {
            // Given a chain on which somebody funded an address that is to be opened
            let mut network = uninitialised();
            network.chain.svm.airdrop(&address, lamports).expect("airdrop");
            // When the ledger is opened, then it opens
            let initialize = furnace_client::instructions::slashing::initialize(network.payer());
            network.send(&[initialize], &[]).expect("ledger opens");
        }
    }
}
