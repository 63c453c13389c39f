//! What several tests of stake set up alike.

use furnace_client::generated::staking::instructions::{Slash, SlashInstructionArgs};
use furnace_client::instructions::TOKEN_PROGRAM;
use furnace_client::pda;
use furnace_tests::chain::Receipt;
use furnace_tests::errors::Failure;
use furnace_tests::network::{MAX_SECONDS, Network, OperatorActor, WorkerActor, job_terms};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// A wallet that holds HEAT and has an empty position in the pool.
pub(crate) fn holder(network: &mut Network, name: &str, pool: Address, amount: u64) -> Keypair {
    let wallet = network.wallet(name, amount);
    network.open_position(&wallet, pool);
    wallet
}

/// A wallet that has delegated `amount` to the pool.
pub(crate) fn delegator(network: &mut Network, name: &str, pool: Address, amount: u64) -> Keypair {
    let wallet = holder(network, name, pool, amount);
    network.try_stake(&wallet, pool, amount).expect("delegation");
    wallet
}

/// The pool's vault holds exactly what the books say, and the operator's part is a part.
#[track_caller]
pub(crate) fn assert_books(network: &Network, pool: &Address) {
    let books = network.pool(pool);
    assert_eq!(network.tokens(&books.vault), books.active + books.unbonding, "vault and books differ");
    assert!(books.own_shares <= books.active_shares, "the operator owns more shares than there are");
}

/// A job of an operator that a worker holds past its deadline.
pub(crate) struct MissedJob {
    pub(crate) job: Address,
    pool: Address,
    reporter: Address,
}

/// A worker claims a job at `price`, which is also its collateral. Half of that is the penalty to come.
pub(crate) fn claim(network: &mut Network, operator: &OperatorActor, worker: &WorkerActor, price: u64) -> MissedJob {
    let client = network.client("injured client", price);
    claim_from(network, operator, worker, &client, price)
}

/// As [`claim`], the job being posted by a client that has the price in its balance.
pub(crate) fn claim_from(
    network: &mut Network,
    operator: &OperatorActor,
    worker: &WorkerActor,
    client: &Keypair,
    price: u64,
) -> MissedJob {
    let job = network.try_post(client, network.market, job_terms(price)).expect("job is posted");
    network.try_claim(worker, job).expect("claim");
    MissedJob { job, pool: operator.pool, reporter: pda::heat_account(&client.pubkey()) }
}

impl MissedJob {
    /// Reports it, once its deadline is past; the reporter is the client.
    pub(crate) fn report(&self, network: &mut Network) -> Result<Receipt, Failure> {
        network.try_slash(self.job, self.pool, self.reporter)
    }

    /// Lets the deadline pass and reports it.
    pub(crate) fn miss(&self, network: &mut Network) {
        network.chain.advance(i64::from(MAX_SECONDS) + 1);
        self.report(network).expect("penalty");
    }
}

/// What the slashing program asks of staking, with any amounts; the reporter, where there is one, is the
/// treasury, and so is the client.
pub(crate) fn slash(pool: Address, reporter: Option<Address>, args: SlashInstructionArgs) -> Instruction {
    Slash {
        authority: pda::slashing_authority(),
        pool,
        vault: pda::pool_vault(&pool),
        client: pda::treasury(),
        reporter,
        mint: pda::heat_mint(),
        token_program: TOKEN_PROGRAM,
    }
    .instruction(args)
}

/// A slash of which everything is burned.
pub(crate) fn burn(amount: u64) -> SlashInstructionArgs {
    SlashInstructionArgs { amount, to_client: 0, to_reporter: 0 }
}
