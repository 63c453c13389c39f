//! Program-derived addresses, from the seeds that the programs use.

use furnace_common::seeds;
use solana_address::Address;
use spl_associated_token_account_interface::address::get_associated_token_address;

use crate::program;

fn find(seeds: &[&[u8]], program: &Address) -> Address {
    Address::find_program_address(seeds, program).0
}

/// The HEAT mint.
pub fn heat_mint() -> Address {
    find(&[seeds::MINT], &program::TOKEN)
}

/// The token program's configuration, which is also the authority of the mint and of every fee vault.
pub fn token_config() -> Address {
    find(&[seeds::CONFIG], &program::TOKEN)
}

/// The token account that genesis is minted to.
pub fn treasury() -> Address {
    find(&[seeds::TREASURY], &program::TOKEN)
}

/// The fees of a market in one mint.
pub fn fee_vault(market: &Address, mint: &Address) -> Address {
    find(&[seeds::FEE_VAULT, market.as_ref(), mint.as_ref()], &program::TOKEN)
}

/// The staking program's configuration.
pub fn staking_config() -> Address {
    find(&[seeds::CONFIG], &program::STAKING)
}

/// The pool of an operator's wallet.
pub fn pool(operator_wallet: &Address) -> Address {
    find(&[seeds::POOL, operator_wallet.as_ref()], &program::STAKING)
}

/// A pool's tokens.
pub fn pool_vault(pool: &Address) -> Address {
    find(&[seeds::POOL_VAULT, pool.as_ref()], &program::STAKING)
}

/// One wallet's part of a pool.
pub fn position(pool: &Address, owner: &Address) -> Address {
    find(&[seeds::POSITION, pool.as_ref(), owner.as_ref()], &program::STAKING)
}

/// The jobs program's configuration.
pub fn jobs_config() -> Address {
    find(&[seeds::CONFIG], &program::JOBS)
}

/// One of an opener's markets.
pub fn market(opener: &Address, index: u8) -> Address {
    find(&[seeds::MARKET, opener.as_ref(), &[index]], &program::JOBS)
}

/// The operator's book of a wallet.
pub fn operator(wallet: &Address) -> Address {
    find(&[seeds::OPERATOR, wallet.as_ref()], &program::JOBS)
}

/// What an operator's workers earned.
pub fn earnings(operator: &Address) -> Address {
    find(&[seeds::EARNINGS, operator.as_ref()], &program::JOBS)
}

/// The worker with a hot key, under an operator's book.
pub fn worker(operator: &Address, key: &Address) -> Address {
    find(&[seeds::WORKER, operator.as_ref(), key.as_ref()], &program::JOBS)
}

/// A client's balance in one mint.
pub fn balance(client: &Address, mint: &Address) -> Address {
    find(&[seeds::BALANCE, client.as_ref(), mint.as_ref()], &program::JOBS)
}

/// A balance's tokens.
pub fn balance_vault(balance: &Address) -> Address {
    find(&[seeds::BALANCE_VAULT, balance.as_ref()], &program::JOBS)
}

/// The job a balance pays under a number, with the bump that posting it takes.
pub fn job(balance: &Address, number: u64) -> (Address, u8) {
    Address::find_program_address(&[seeds::JOB, balance.as_ref(), &number.to_le_bytes()], &program::JOBS)
}

/// The count of all penalties.
pub fn penalty_ledger() -> Address {
    find(&[seeds::LEDGER], &program::SLASHING)
}

/// The signer with which the slashing program calls the others.
pub fn slashing_authority() -> Address {
    find(&[seeds::AUTHORITY], &program::SLASHING)
}

/// Signer of a program's events to itself.
pub fn event_authority(program: &Address) -> Address {
    find(&[seeds::EVENT_AUTHORITY], program)
}

/// The loader's account that names a program's upgrade authority.
pub fn program_data(program: &Address) -> Address {
    find(&[program.as_ref()], &program::LOADER)
}

/// A client's HEAT balance.
pub fn heat_balance(client: &Address) -> Address {
    balance(client, &heat_mint())
}

/// A wallet's own HEAT account.
pub fn heat_account(wallet: &Address) -> Address {
    get_associated_token_address(wallet, &heat_mint())
}
