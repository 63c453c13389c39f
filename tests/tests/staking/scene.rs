//! What several tests of stake set up alike.

use furnace_client::generated::governance::instructions::ParametersProposeInstructionArgs;
use furnace_client::generated::governance::types::Parameters;
use furnace_client::generated::staking::instructions::{
    PenaltyEnd, PenaltyEndInstructionArgs, Slash, SlashInstructionArgs,
};
use furnace_client::instructions::staking::Reward;
use furnace_client::instructions::{TOKEN_PROGRAM, governance, token};
use furnace_client::pda;
use furnace_common::pause;
use furnace_tests::chain::Receipt;
use furnace_tests::errors::Failure;
use furnace_tests::network::{COOLDOWN, EPOCH, MAX_SECONDS, NOTICE, Network, OperatorActor, WorkerActor, job_terms};
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
    let own = books.own_shares <= books.active_shares && books.own_unbonding_shares <= books.unbonding_shares;
    assert!(own, "the operator owns more shares than there are");
    assert!(books.active_shares <= books.weighted_shares, "a share weighs less than a share");
    for (place, mint) in [pda::heat_mint(), network.usd_mint].iter().enumerate() {
        let income = &books.income[place];
        assert!(network.tokens(&income.vault) >= income.booked, "income of mint {place} is short");
        let fees = &network.staker_fees().fees[place];
        assert!(network.tokens(&pda::staker_fees_vault(mint)) >= fees.booked, "fees of mint {place} are short");
    }
}

// Time

/// Moves on to the start of the epoch that is `epochs` after this one.
pub(crate) fn epochs_ahead(network: &mut Network, epochs: i64) {
    let epoch = network.chain.now().div_euclid(EPOCH);
    network.chain.set_time((epoch + epochs) * EPOCH);
}

// Rewards

/// What workers of the pool earn: HEAT and dollars, base units.
pub(crate) fn earn(network: &mut Network, pool: &Address, heat: u64, usd: u64) {
    pay(network, [heat, usd], |mint| pda::income_vault(pool, mint));
}

/// The stakers' part of fees: HEAT and dollars, base units.
pub(crate) fn collect(network: &mut Network, heat: u64, usd: u64) {
    pay(network, [heat, usd], pda::staker_fees_vault);
}

fn pay(network: &mut Network, [heat, usd]: [u64; 2], vault: impl Fn(&Address) -> Address) {
    let treasury = network.treasury.insecure_clone();
    let to = vault(&pda::heat_mint());
    let payment = token::transfer(pda::treasury(), to, treasury.pubkey(), heat).expect("transfer");
    network.send(&[payment], &[&treasury]).expect("payment");
    let to = vault(&network.usd_mint);
    network.mint_usd(&to, usd);
}

/// Claims what the position has earned in a mint to the wallet's account; returns what came.
pub(crate) fn claimed(network: &mut Network, owner: &Keypair, pool: Address, mint: Reward) -> u64 {
    let before = wallet_account(network, &owner.pubkey(), mint);
    network.try_claim_rewards(owner, pool, mint).expect("claim");
    network.tokens(&pda::token_account(&owner.pubkey(), &mint.address())) - before
}

/// Opens the wallet's account of a mint where needed; returns what is in it, base units.
pub(crate) fn wallet_account(network: &mut Network, wallet: &Address, mint: Reward) -> u64 {
    let open = token::account_open(network.payer(), *wallet, mint.address());
    network.send(&[open], &[]).expect("account opens");
    network.tokens(&pda::token_account(wallet, &mint.address()))
}

/// Takes all that a wallet has active out of the pool, after the cool-down.
pub(crate) fn leave(network: &mut Network, owner: &Keypair, pool: Address) {
    let shares = network.position(&pool, &owner.pubkey()).shares;
    network.try_unstake(owner, pool, shares).expect("unstake");
    network.chain.advance(COOLDOWN);
    network.try_withdraw_stake(owner, pool, 0).expect("withdraw");
}

// Governance

/// Changes the protocol's parameters, which takes the notice.
pub(crate) fn govern(network: &mut Network, change: impl FnOnce(&mut Parameters)) {
    let authority = network.authority.insecure_clone();
    let mut args = network.governance().parameters;
    change(&mut args);
    let propose = governance::parameters_propose(authority.pubkey(), ParametersProposeInstructionArgs { args });
    network.send(&[propose], &[&authority]).expect("parameters are announced");
    network.chain.advance(NOTICE);
    network.send(&[governance::parameters_apply()], &[]).expect("parameters are applied");
}

/// Has the guardian pause everything that can be paused.
pub(crate) fn pause_everything(network: &mut Network) {
    let guardian = network.guardian.insecure_clone();
    network.send(&[governance::pause(guardian.pubkey(), pause::ALL)], &[&guardian]).expect("pause");
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
    SlashInstructionArgs { amount, to_client: 0, to_reporter: 0, appealable: 0 }
}

/// A slash that an appeal may overturn; the treasury holds it meanwhile.
pub(crate) fn appealable(amount: u64) -> SlashInstructionArgs {
    SlashInstructionArgs { amount, to_client: amount, to_reporter: 0, appealable: 1 }
}

/// What the slashing program asks of staking when such a penalty holds or was overturned; `of_unbonding` of what is
/// returned came from there.
pub(crate) fn penalty_end(pool: Address, returned: u64, of_unbonding: u64) -> Instruction {
    PenaltyEnd { authority: pda::slashing_authority(), pool, vault: pda::pool_vault(&pool) }
        .instruction(PenaltyEndInstructionArgs { returned, of_unbonding })
}

/// Stake of which any sum of a few makes a power of two, so that rewards divide without a rest.
pub(crate) const UNIT: u64 = 1 << 27;

/// An operator with two units of stake and delegators with one each.
pub(crate) fn pool_of_three(network: &mut Network) -> (OperatorActor, [Keypair; 2]) {
    let operator = network.operator("operator", 2 * UNIT);
    let delegators = ["first delegator", "second delegator"];
    let delegators = delegators.map(|name| delegator(network, name, operator.pool, UNIT));
    (operator, delegators)
}
