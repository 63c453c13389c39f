//! Fees diverted to other accounts of the same owners.

use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_client::instructions::token;
use furnace_client::pda;
use furnace_tests::chain::key;
use furnace_tests::errors::assert_error;
use furnace_tests::network::Network;
use furnace_tests::scene::replaced;
use solana_address::Address;
use solana_signer::Signer;

use super::scene::{heat_fees, usd_fees};

/// A network with fees of a thousand units in each mint.
pub(crate) fn network() -> Network {
    let mut network = Network::new();
    heat_fees(&mut network, 1_000);
    usd_fees(&mut network, 1_000);
    network
}

/// Both mints with the instruction that distributes their fees.
pub(crate) fn distributions(network: &Network) -> [(Address, solana_instruction::Instruction); 2] {
    let (market, usd_mint) = (network.market, network.usd_mint);
    [(pda::heat_mint(), token::fees_distribute(market)), (usd_mint, token::usd_fees_distribute(market, usd_mint))]
}

#[test]
fn another_account_of_the_stakers_is_not_theirs() {
    // Given accounts in each mint that belong to the stakers' fees, but are not their vaults
    let mut network = network();
    for (mint, proper) in distributions(&network) {
        let decoy = network.token_account(&format!("decoy of {mint}"), &mint, &pda::staker_fees());

        // When one is to have the stakers' part, then it is refused; and so is the vault of the other mint
        let [heat, usd] = [pda::staker_fees_vault(&pda::heat_mint()), pda::staker_fees_vault(&network.usd_mint)];
        let (own, other) = if mint == network.usd_mint { (usd, heat) } else { (heat, usd) };
        for wrong in [decoy, other] {
            let diverted = replaced(proper.clone(), own, wrong);
            assert_error(network.send(&[diverted], &[]), FurnaceTokenError::WrongStakersVault);
        }
    }
}

#[test]
fn another_account_of_the_treasurys_owner_is_not_the_treasury() {
    // Given another account in each mint of who owns the treasury
    let mut network = network();
    let owner = network.treasury.pubkey();
    for (mint, proper) in distributions(&network) {
        let decoy = network.token_account(&format!("decoy of {mint}"), &mint, &owner);

        // When one is to have the treasury's part, or the treasury of the other mint, then it is refused
        let [heat, usd] = [pda::treasury(), pda::treasury_of(&network.usd_mint)];
        let (own, other) = if mint == network.usd_mint { (usd, heat) } else { (heat, usd) };
        for wrong in [decoy, other, key("nobody").pubkey()] {
            let diverted = replaced(proper.clone(), own, wrong);
            assert_error(network.send(&[diverted], &[]), FurnaceTokenError::WrongTreasury);
        }
    }
}

#[test]
fn another_account_of_the_auction_is_not_its_vault() {
    // Given another account of dollars that belongs to the auction
    let mut network = network();
    let mint = network.usd_mint;
    let decoy = network.token_account("decoy", &mint, &pda::auction(&mint));

    // When it is to have the burn share, then it is refused
    let proper = token::usd_fees_distribute(network.market, mint);
    let diverted = replaced(proper, pda::auction_vault(&mint), decoy);
    assert_error(network.send(&[diverted], &[]), FurnaceTokenError::WrongVault);
}
