//! Fees, and what they are divided into.

use furnace_client::instructions::token;
use furnace_client::pda;
use furnace_tests::chain::Receipt;
use furnace_tests::errors::Failure;
use furnace_tests::network::Network;
use solana_address::Address;
use solana_instruction::Instruction;

/// The vault for a market's fees in any mint; the client's builder knows HEAT alone.
pub(crate) fn fee_vault_open(network: &Network, market: Address, mint: Address) -> Instruction {
    let mut instruction = token::fee_vault_open(network.payer(), market, pda::heat_mint());
    instruction.accounts[2].pubkey = mint;
    instruction.accounts[3].pubkey = pda::fee_vault(&market, &mint);
    instruction
}

/// Puts HEAT into the market's vault.
pub(crate) fn heat_fees(network: &mut Network, amount: u64) -> Address {
    let vault = pda::fee_vault(&network.market, &pda::heat_mint());
    let payer = network.wallet("payer of fees", amount);
    network.donate(&payer, vault, amount);
    vault
}

/// Opens the market's vault for dollars, and puts some into it.
pub(crate) fn usd_fees(network: &mut Network, amount: u64) -> Address {
    let vault = pda::fee_vault(&network.market, &network.usd_mint);
    if network.chain.account(&vault).is_none() {
        let open = fee_vault_open(network, network.market, network.usd_mint);
        network.send(&[open], &[]).expect("vault opens");
    }
    network.mint_usd(&vault, amount);
    vault
}

pub(crate) fn try_distribute(network: &mut Network) -> Result<Receipt, Failure> {
    network.send(&[token::fees_distribute(network.market)], &[])
}

pub(crate) fn try_distribute_usd(network: &mut Network) -> Result<Receipt, Failure> {
    network.send(&[token::usd_fees_distribute(network.market, network.usd_mint)], &[])
}

/// What stakers, treasury and auction have of a mint, base units; a treasury that is closed has nothing.
pub(crate) fn heirs(network: &Network, mint: &Address) -> [u64; 3] {
    let treasury = match *mint == pda::heat_mint() {
        true => pda::treasury(),
        false => pda::treasury_of(mint),
    };
    [pda::staker_fees_vault(mint), treasury, pda::auction_vault(mint)]
        .map(|vault| network.chain.account(&vault).map_or(0, |_| network.tokens(&vault)))
}
