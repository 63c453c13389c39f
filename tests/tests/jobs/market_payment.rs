//! What a market is paid in, and which orders it takes.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::instructions::{jobs, token};
use furnace_client::pda;
use furnace_common::limits::MARKET_BOND;
use furnace_common::state::{Payment, PriceMode};
use furnace_tests::errors::assert_error;
use furnace_tests::network::dollars::market_terms_in;
use furnace_tests::network::{Network, market_terms};
use solana_signer::Signer;

#[test]
fn a_market_is_paid_in_the_mint_of_its_payment() {
    let mut network = Network::new();
    let opener = network.wallet("opener", 0);
    let (heat, usd) = (pda::heat_mint(), network.usd_mint);
    let payments = [(Payment::Heat, heat), (Payment::Usd, usd), (Payment::HeatForUsd, heat)];
    for (index, (payment, mint)) in (0..).zip(payments) {
        // Given a payment, when a market is opened in its mint, then it names the mint and its fee vault
        let address = network.open_market(&opener, market_terms_in(payment, index));
        let market = network.market(&address);
        assert_eq!((market.payment, market.payment_mint), (payment.byte(), mint));
        assert_eq!(market.fee_vault, pda::fee_vault(&address, &mint));
    }
}

#[test]
fn a_payment_in_another_mint_is_refused() {
    let mut network = Network::new();
    let (heat, usd) = (pda::heat_mint(), network.usd_mint);
    let crossed = [(Payment::Heat, usd), (Payment::Usd, heat), (Payment::HeatForUsd, usd)];
    for (index, (payment, mint)) in (0..).zip(crossed) {
        // Given fee vaults in both mints, when a market is opened in the wrong one, then it is refused
        let opener = network.wallet("opener", MARKET_BOND);
        let (wallet, payer) = (opener.pubkey(), network.payer());
        let market = pda::market(&wallet, index);
        let vaults = [heat, usd].map(|mint| token::fee_vault_open(payer, market, mint));
        network.send(&vaults, &[]).expect("fee vaults open");
        let terms = market_terms_in(payment, index);
        let open = jobs::market_open(wallet, payer, mint, pda::heat_account(&wallet), terms);
        assert_error(network.send(&[open], &[&opener]), FurnaceJobsError::WrongMint);
    }
}

#[test]
fn unknown_payments_and_modes_are_refused() {
    type Change = fn(&mut MarketOpenInstructionArgs);
    let unknown: [Change; 6] = [
        |terms| terms.payment = 0,
        |terms| terms.payment = 4,
        // A market that takes nothing, and bits that are no mode's.
        |terms| terms.modes = 0,
        |terms| terms.modes = 1,
        |terms| terms.modes = PriceMode::ALL_BITS | 16,
        |terms| terms.modes = u8::MAX,
    ];
    let mut network = Network::new();
    let opener = network.wallet("opener", 0);
    for (index, change) in (0..).zip(unknown) {
        // Given such terms, when a market is opened, then it is refused
        let mut terms = market_terms(index);
        change(&mut terms);
        assert_error(network.try_open_market(&opener, terms), FurnaceJobsError::ParameterOutOfBounds);
    }
    for (index, mode) in (100..).zip(PriceMode::ALL) {
        // and each mode alone is enough
        let terms = MarketOpenInstructionArgs { modes: mode.bit(), ..market_terms(index) };
        network.try_open_market(&opener, terms).expect("market opens");
    }
}
