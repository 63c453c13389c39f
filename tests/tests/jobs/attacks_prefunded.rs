//! Lamports at an address that is yet to be made keep nobody from making it.

use furnace_client::accounts::JobState;
use furnace_client::instructions::{jobs, staking, token};
use furnace_client::pda;
use furnace_common::limits::MARKET_BOND;
use furnace_tests::chain::key;
use furnace_tests::network::{Network, PRICE, market_terms, worker_args};
use furnace_tests::scene::{DEPOSIT, Scene};
use solana_address::Address;
use solana_signer::Signer;

/// Puts lamports at an address: as little as may lie there, and more than any account needs.
const AMOUNTS: [u64; 2] = [890_880, 1_000_000_000];

fn fund(network: &mut Network, addresses: &[Address], lamports: u64) {
    for address in addresses {
        network.chain.svm.airdrop(address, lamports).expect("airdrop");
    }
}

#[test]
fn a_job_is_posted_at_a_funded_address() {
    for lamports in AMOUNTS {
        // Given lamports at the address of the client's next job
        let mut scene = Scene::new();
        let (next, _) = pda::job(&pda::heat_balance(&scene.client.pubkey()), 0);
        fund(&mut scene.network, &[next], lamports);

        // When the client posts it, then it is there and goes its way
        let job = scene.job(JobState::Settled);
        assert_eq!(job, next);
        assert_eq!(scene.books(), (DEPOSIT - PRICE, 0));
    }
}

#[test]
fn parties_set_up_at_funded_addresses() {
    for lamports in AMOUNTS {
        // Given lamports at every address that a new party needs
        let mut network = Network::new();
        let wallet = network.wallet("newcomer", MARKET_BOND);
        let (address, payer, hot) = (wallet.pubkey(), network.payer(), key("hot"));
        let (pool, operator, balance) = (pda::pool(&address), pda::operator(&address), pda::heat_balance(&address));
        let market = pda::market(&address, 0);
        let ours = [operator, crate::income(&pool), pda::worker(&operator, &hot.pubkey()), balance];
        let others = [pool, pda::pool_vault(&pool), pda::balance_vault(&balance), market, pda::market_bond(&market)];
        fund(&mut network, &ours, lamports);
        fund(&mut network, &others, lamports);

        // When it sets everything up, then all of it goes through
        for instruction in [
            staking::pool_create(address, payer, network.usd_mint, 0),
            jobs::operator_register(address, payer),
            jobs::worker_register(address, payer, hot.pubkey(), worker_args()),
            jobs::balance_open(address, payer, pda::heat_mint()),
            token::fee_vault_open(payer, market, pda::heat_mint()),
            jobs::market_open(address, payer, pda::heat_mint(), pda::heat_account(&address), market_terms(0)),
        ] {
            network.send(&[instruction], &[&wallet, &hot]).expect("set-up at a funded address");
        }
        assert_eq!(network.book(&operator).workers, 1);
        assert_eq!(network.tokens(&network.balance(&address).vault), 0);
    }
}
