//! A client's balance and its vault.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_tests::errors::assert_error;
use furnace_tests::network::Network;
use furnace_tests::scene::replaced;
use solana_signer::Signer;

#[test]
fn a_balance_opens_empty_and_another_may_pay_its_rent() {
    // Given a client, and somebody else who pays
    let mut network = Network::new();
    let client = network.wallet("client", 0);
    let sponsor = network.wallet("sponsor", 0);
    let before = network.chain.account(&client.pubkey()).expect("client").lamports;

    // When the balance is opened
    let open = jobs::balance_open(client.pubkey(), sponsor.pubkey(), pda::heat_mint());
    network.send(&[open], &[&client, &sponsor]).expect("balance opens");

    // Then it is the client's, with nothing in it, and cost the client nothing
    let balance = network.balance(&client.pubkey());
    assert_eq!((balance.client, balance.mint), (client.pubkey(), pda::heat_mint()));
    assert_eq!(balance.vault, pda::balance_vault(&pda::heat_balance(&client.pubkey())));
    assert_eq!((balance.free, balance.reserved, balance.next_job, balance.spent, balance.settled), (0, 0, 0, 0, 0));
    assert_eq!(network.tokens(&balance.vault), 0);
    assert_eq!(network.chain.account(&client.pubkey()).expect("client").lamports, before);
}

#[test]
fn a_balance_in_another_mint_is_refused() {
    // Given a foreign mint, with the balance and vault addresses that belong to it
    let mut network = Network::new();
    let client = network.wallet("client", 0);
    let mint = network.foreign_mint("client");
    let (heat, foreign) = (pda::heat_balance(&client.pubkey()), pda::balance(&client.pubkey(), &mint));

    // When a balance is opened in it, then it is refused
    let open = jobs::balance_open(client.pubkey(), network.payer(), pda::heat_mint());
    let open = replaced(open, pda::heat_mint(), mint);
    let open = replaced(open, heat, foreign);
    let open = replaced(open, pda::balance_vault(&heat), pda::balance_vault(&foreign));
    assert_error(network.send(&[open], &[&client]), FurnaceJobsError::WrongMint);
}
