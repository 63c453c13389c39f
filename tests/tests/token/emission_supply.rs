//! Nothing appears but emission, and nothing disappears but by fire.

use furnace_client::accounts::JobState;
use furnace_common::limits::GENESIS_SUPPLY;
use furnace_common::units::HEAT;
use furnace_tests::network::{MAX_SECONDS, PRICE};
use solana_signer::Signer;

use super::scene::{Emission, USD, bought, buyer, stock, try_start};

#[test]
fn supply_is_genesis_and_emission_less_what_was_burned() {
    // Given a worker with points, a job that it finished, one that it missed, and one that it handed back
    let mut emission = Emission::earned();
    let network = &mut emission.network;
    let client = network.client("client", 10 * PRICE);
    let [settled, missed, quit] = [(); 3].map(|()| network.post(&client, PRICE));
    network.drive(&emission.worker, settled, JobState::Review);
    network.try_accept(&client, settled).expect("accept");
    network.try_claim(&emission.worker, quit).expect("claim");
    network.try_quit(&emission.worker, quit).expect("quit");
    network.try_claim(&emission.worker, missed).expect("claim");
    network.chain.advance(i64::from(MAX_SECONDS) + 1);
    let reporter = furnace_client::pda::heat_account(&client.pubkey());
    network.try_slash(missed, emission.operator.pool, reporter).expect("slash");
    let by_jobs = PRICE / 20 + network.ledger().burned;
    assert_eq!(network.supply(), GENESIS_SUPPLY - by_jobs);

    // When dollars are sold and the emission is claimed, in whatever order
    stock(network, 1_000 * USD);
    try_start(network).expect("lot starts");
    let wallet = buyer(network, "buyer", 10_000 * HEAT);
    let mut by_auction = bought(network, &wallet, 123 * USD + 1);
    emission.claim().expect("claim");
    let network = &mut emission.network;
    network.chain.advance(54_321);
    by_auction += bought(network, &wallet, 77 * USD + 7);

    // Then supply is what was minted less what each counter says was burned
    let statistics = network.statistics();
    assert_eq!(statistics.auction_burned, by_auction);
    assert_eq!(network.supply(), GENESIS_SUPPLY + statistics.emitted - by_jobs - by_auction);
}
