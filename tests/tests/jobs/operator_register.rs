//! An operator's book, on its own pool.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::{jobs, staking};
use furnace_client::pda;
use furnace_tests::errors::assert_error;
use furnace_tests::network::Network;
use furnace_tests::scene::replaced;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// A wallet with a pool and no book.
fn pool_owner(network: &mut Network, name: &str) -> Keypair {
    let wallet = network.wallet(name, 0);
    let create = staking::pool_create(wallet.pubkey(), network.payer(), network.usd_mint, 0);
    network.send(&[create], &[&wallet]).expect("pool opens");
    wallet
}

#[test]
fn an_operator_opens_its_book_on_the_income_of_its_pool() {
    // Given a wallet with a pool
    let mut network = Network::new();
    let wallet = pool_owner(&mut network, "operator");

    // When it registers
    let register = jobs::operator_register(wallet.pubkey(), network.payer());
    network.send(&[register], &[&wallet]).expect("operator registers");

    // Then its book is empty and names its pool, the pool's income in HEAT, and who paid the rent
    let address = pda::operator(&wallet.pubkey());
    let book = network.book(&address);
    assert_eq!((book.wallet, book.pool), (wallet.pubkey(), pda::pool(&wallet.pubkey())));
    assert_eq!((book.earnings, book.rent_payer), (crate::incomes(&network, &book.pool), network.payer()));
    assert_eq!((book.collateral_locked, book.earned, book.gpus, book.workers, book.version), (0, [0; 2], 0, 0, 1));
    assert_eq!(book.earnings.map(|vault| network.tokens(&vault)), [0; 2]);
}

#[test]
fn somebody_elses_pool_is_refused() {
    // Given two wallets with a pool each
    let mut network = Network::new();
    let wallet = pool_owner(&mut network, "operator");
    let other = pool_owner(&mut network, "other");

    // When one registers on the other's pool, then it is refused
    let register = jobs::operator_register(wallet.pubkey(), network.payer());
    let register = replaced(register, pda::pool(&wallet.pubkey()), pda::pool(&other.pubkey()));
    assert_error(network.send(&[register], &[&wallet]), FurnaceJobsError::WrongPool);
}
