//! The authority lists markets among the official ones; it changes nothing for anybody's jobs.

use furnace_client::generated::governance::errors::FurnaceGovernanceError;
use furnace_client::instructions::jobs;
use furnace_tests::crowd::Crowd;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{PRICE, job_terms, market_terms};
use furnace_tests::scene::{Scene, replaced};
use furnace_tests::substitution::Free;
use solana_signer::Signer;

#[test]
fn the_authority_lists_a_market_and_takes_it_off() {
    // Given a market of the stranger's
    let mut scene = Scene::new();
    let market = scene.network.open_market(&scene.stranger, market_terms(0));
    let authority = scene.network.authority.insecure_clone();
    let before = scene.network.market(&market);
    for listed in [true, true, false] {
        // When the authority lists it or not, then that is all that changes
        let list = jobs::market_list(authority.pubkey(), market, listed);
        scene.network.send(&[list], &[&authority]).expect("market is listed");
        let mut after = scene.network.market(&market);
        assert_eq!(after.listed, u8::from(listed));
        after.listed = before.listed;
        assert_eq!(after, before);
    }
    // and jobs are posted there all the same
    scene.network.try_post(&scene.client, market, job_terms(PRICE)).expect("post");
}

#[test]
fn nobody_else_lists_markets() {
    // Given a market, when its opener or the guardian lists it, then it is refused
    let mut scene = Scene::new();
    let market = scene.network.open_market(&scene.stranger, market_terms(0));
    let authority = scene.network.authority.pubkey();
    for other in [scene.stranger.insecure_clone(), scene.network.guardian.insecure_clone()] {
        let list = replaced(jobs::market_list(authority, market, true), authority, other.pubkey());
        assert_error(scene.network.send(&[list], &[&other]), FurnaceGovernanceError::NotAuthority);
    }
    assert_eq!(scene.network.market(&market).listed, 0);
}

#[test]
fn its_accounts_are_checked() {
    let mut crowd = Crowd::new();
    let authority = crowd.scene.network.authority.insecure_clone();
    let list = jobs::market_list(authority.pubkey(), crowd.market, true);
    let wrong = crowd.wrong_accounts();
    let free = [Free { place: 2, why: "the authority lists any market" }];
    let mut keys = crowd.keys();
    keys.push(&authority);
    let chain = &crowd.scene.network.chain;
    furnace_tests::substitution::assert_accounts_are_checked(chain, &list, &keys, &wrong, &free);
}
