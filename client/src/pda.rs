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

/// Roles and parameters of the whole protocol.
pub fn governance() -> Address {
    find(&[seeds::CONFIG], &program::GOVERNANCE)
}

/// The stakers' part of all fees.
pub fn staker_fees() -> Address {
    find(&[seeds::STAKER_FEES], &program::STAKING)
}

/// Its tokens of one mint.
pub fn staker_fees_vault(mint: &Address) -> Address {
    find(&[seeds::STAKER_FEES_VAULT, mint.as_ref()], &program::STAKING)
}

/// What a pool's workers earn in a mint.
pub fn income_vault(pool: &Address, mint: &Address) -> Address {
    find(&[seeds::INCOME_VAULT, pool.as_ref(), mint.as_ref()], &program::STAKING)
}

/// A wallet's votes in a realm of SPL Governance.
pub fn voter_weight(realm: &Address, owner: &Address) -> Address {
    find(&[seeds::VOTER_WEIGHT, realm.as_ref(), owner.as_ref()], &program::STAKING)
}

/// All votes in a realm of SPL Governance.
pub fn max_voter_weight(realm: &Address) -> Address {
    find(&[seeds::MAX_VOTER_WEIGHT, realm.as_ref()], &program::STAKING)
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

/// One of an opener's markets.
pub fn market(opener: &Address, index: u8) -> Address {
    find(&[seeds::MARKET, opener.as_ref(), &[index]], &program::JOBS)
}

/// The bond of a market's opener.
pub fn market_bond(market: &Address) -> Address {
    find(&[seeds::MARKET_BOND, market.as_ref()], &program::JOBS)
}

/// The operator's book of a wallet.
pub fn operator(wallet: &Address) -> Address {
    find(&[seeds::OPERATOR, wallet.as_ref()], &program::JOBS)
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

/// The lease a balance pays under a number, with the bump that opening it takes.
pub fn lease(balance: &Address, number: u64) -> (Address, u8) {
    Address::find_program_address(&[seeds::LEASE, balance.as_ref(), &number.to_le_bytes()], &program::JOBS)
}

/// The bids for a job or a lease, with the bump that opening them takes.
pub fn bids(order: &Address) -> (Address, u8) {
    Address::find_program_address(&[seeds::BIDS, order.as_ref()], &program::JOBS)
}

/// The workers that share a job, with the bump that opening the crew takes.
pub fn crew(job: &Address) -> (Address, u8) {
    Address::find_program_address(&[seeds::CREW, job.as_ref()], &program::JOBS)
}

/// What the token program counts: emission, burns by auction, fees by destination.
pub fn statistics() -> Address {
    find(&[seeds::STATISTICS], &program::TOKEN)
}

/// The treasury's account of a mint other than HEAT.
pub fn treasury_of(mint: &Address) -> Address {
    find(&[seeds::TREASURY, mint.as_ref()], &program::TOKEN)
}

/// The auction of a mint's burn share.
pub fn auction(mint: &Address) -> Address {
    find(&[seeds::AUCTION, mint.as_ref()], &program::TOKEN)
}

/// What the auction sells.
pub fn auction_vault(mint: &Address) -> Address {
    find(&[seeds::AUCTION_VAULT, mint.as_ref()], &program::TOKEN)
}

/// An epoch's emission.
pub fn emission(epoch: u64) -> Address {
    find(&[seeds::EMISSION, &epoch.to_le_bytes()], &program::TOKEN)
}

/// A worker's points of the last epochs.
pub fn points(worker: &Address) -> Address {
    find(&[seeds::POINTS, worker.as_ref()], &program::TOKEN)
}

/// The count of all penalties.
pub fn penalty_ledger() -> Address {
    find(&[seeds::LEDGER], &program::SLASHING)
}

/// That a worker was punished for a wrong proof.
pub fn conviction(worker: &Address) -> Address {
    find(&[seeds::CONVICTION, worker.as_ref()], &program::SLASHING)
}

/// That a worker was punished for two results of one attempt at a job.
pub fn two_results(job: &Address, attempt: u8) -> Address {
    find(&[seeds::TWO_RESULTS, job.as_ref(), &[attempt]], &program::SLASHING)
}

/// That the result of one attempt at a job has a wrong entry.
pub fn refutation(job: &Address, attempt: u8) -> Address {
    find(&[seeds::REFUTATION, job.as_ref(), &[attempt]], &program::SLASHING)
}

/// What verifiers and accusers put down.
pub fn bond_vault() -> Address {
    find(&[seeds::BOND_VAULT], &program::SLASHING)
}

/// The verifiers from whom committees are drawn.
pub fn roster() -> Address {
    find(&[seeds::ROSTER], &program::SLASHING)
}

/// The verifier that a wallet is.
pub fn verifier(wallet: &Address) -> Address {
    find(&[seeds::VERIFIER, wallet.as_ref()], &program::SLASHING)
}

/// A job's dispute by its number, with its bump.
pub fn dispute(job: &Address, number: u8) -> (Address, u8) {
    Address::find_program_address(&[seeds::DISPUTE, job.as_ref(), &[number]], &program::SLASHING)
}

/// The signer with which the slashing program calls the others.
pub fn slashing_authority() -> Address {
    find(&[seeds::AUTHORITY], &program::SLASHING)
}

/// The seed from which all workers prove in an epoch.
pub fn beacon() -> Address {
    find(&[seeds::BEACON], &program::PROOFS)
}

/// What a worker's hardware can do.
pub fn certificate(worker: &Address) -> Address {
    find(&[seeds::CERTIFICATE, worker.as_ref()], &program::PROOFS)
}

/// One GPU of a worker, from 0.
pub fn attempt(worker: &Address, gpu: u8) -> Address {
    find(&[seeds::ATTEMPT, worker.as_ref(), &[gpu]], &program::PROOFS)
}

/// The memory of one GPU of a worker, from 0.
pub fn memory(worker: &Address, gpu: u8) -> Address {
    find(&[seeds::MEMORY, worker.as_ref(), &[gpu]], &program::PROOFS)
}

/// The signer with which the proofs program records points.
pub fn proofs_authority() -> Address {
    find(&[seeds::AUTHORITY], &program::PROOFS)
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

/// A wallet's own account of a mint.
pub fn token_account(wallet: &Address, mint: &Address) -> Address {
    get_associated_token_address(wallet, mint)
}
