//! What becomes of the money that jobs pay: the operator's commission, the delegator's rewards, the fees.

use std::time::{Duration, Instant};

use furnace_client::accounts::{Pool, Position, TokenStatistics};
use furnace_client::chain::ChainError;
use furnace_client::heat::Heat;
use furnace_client::instructions::staking::{self, Reward};
use furnace_client::instructions::token;
use furnace_client::pda;
use furnace_common::limits::MAX_LOCK_SECONDS;

use super::scenario::Tell;
use super::{Localnet, StageError};

/// Longest wait for the first rewards: what came in during an epoch is released over the next.
const TWO_EPOCHS: Duration = Duration::from_secs(120);
/// The pools' operators.
const OPERATORS: [&str; 2] = ["operator-1", "operator-2"];

/// What was paid out of the jobs' pay and the fees, and what was not yet. HEAT base units.
#[derive(Clone, Copy, Debug)]
pub struct Rewards {
    /// Claimed by the operator.
    pub commission: u64,
    /// Claimed by the delegator.
    pub claimed: u64,
    /// What the pools' income vaults and the stakers' vault still hold.
    pub unclaimed: u64,
    /// Fees that went to stakers.
    pub to_stakers: u64,
    /// Fees that went to the treasury.
    pub to_treasury: u64,
    /// Fees that the market's vault still holds.
    pub undistributed: u64,
}

/// The delegator locks half of its stake for a year.
pub fn lock(net: &Localnet, tell: Tell) -> Result<(), StageError> {
    let (owner, pool) = (net.wallet("delegator")?, pool_of(net, "operator-1")?);
    let position = net.with_furnace(async |furnace| furnace.get::<Position>(&pda::position(&pool, &owner)).await)?;
    let shares = position.data.shares / 2;
    net.send("delegator", &[staking::lock(owner, pool, shares, MAX_LOCK_SECONDS)])?;
    tell("the delegator locked half of it for a year: that half counts four times where fees are shared");
    Ok(())
}

/// Anyone divides the market's fees and books what came in; `operator-1` claims its commission, whose amount
/// is returned.
pub fn divide(net: &Localnet, tell: Tell) -> Result<u64, StageError> {
    let (market, usd_mint) = (net.described_address("market")?, net.described_address("usd_mint")?);
    let mut instructions = vec![token::fees_distribute(market)];
    for operator in OPERATORS {
        instructions.push(staking::rewards_sync(pool_of(net, operator)?, usd_mint));
    }
    net.send("client", &instructions)?;
    tell("the market's fees were divided between stakers and treasury, and the pools' income was booked");

    let (before, operator) = (net.heat("operator-1")?, net.signer("operator-1")?);
    net.with_furnace(async |furnace| furnace.commission_claim(&operator, Reward::Heat).await)?;
    let commission = net.heat("operator-1")?.saturating_sub(before);
    tell(&format!("operator-1 claimed its commission of {} HEAT", Heat(commission)));
    Ok(commission)
}

/// The delegator claims what was released of its rewards, as soon as something was; returns how much.
pub fn claim(net: &Localnet, tell: Tell) -> Result<u64, StageError> {
    let (owner, pool, before) = (net.wallet("delegator")?, pool_of(net, "operator-1")?, net.heat("delegator")?);
    let claim = staking::rewards_claim(owner, pool, Reward::Heat, pda::heat_account(&owner));
    let start = Instant::now();
    loop {
        match net.send("delegator", std::slice::from_ref(&claim)) {
            Ok(()) => break,
            Err(StageError::Chain(error)) if owes_nothing(&error) && start.elapsed() < TWO_EPOCHS => {
                std::thread::sleep(Duration::from_secs(1));
            }
            Err(error) => return Err(error),
        }
    }
    let claimed = net.heat("delegator")?.saturating_sub(before);
    tell(&format!("the delegator claimed {} HEAT: what was released of its rewards so far", Heat(claimed)));
    Ok(claimed)
}

fn owes_nothing(error: &ChainError) -> bool {
    matches!(error, ChainError::Program { name, .. } if name == "NothingOwed")
}

/// Reads what was paid out, beside what was counted: `commission` and `claimed`.
pub fn read(net: &Localnet, commission: u64, claimed: u64) -> Result<Rewards, StageError> {
    let market = net.described_address("market")?;
    let [first, second] = OPERATORS.map(|operator| pool_of(net, operator));
    let heat = pda::heat_mint();
    let (first, second) = (pda::income_vault(&first?, &heat), pda::income_vault(&second?, &heat));
    net.with_furnace(async |furnace| {
        let mut unclaimed = 0u64;
        for vault in [first, second, pda::staker_fees_vault(&heat)] {
            unclaimed = unclaimed.saturating_add(furnace.chain().token_balance(&vault).await?);
        }
        let statistics = furnace.get::<TokenStatistics>(&pda::statistics()).await?.data;
        let undistributed = furnace.chain().token_balance(&pda::fee_vault(&market, &heat)).await?;
        let ([to_stakers, _], [to_treasury, _]) = (statistics.fees_to_stakers, statistics.fees_to_treasury);
        Ok(Rewards { commission, claimed, unclaimed, to_stakers, to_treasury, undistributed })
    })
}

/// What an actor has staked in `operator`'s pool, worth now, HEAT base units.
pub fn staked(net: &Localnet, actor: &str, operator: &str) -> Result<u64, StageError> {
    let (owner, pool) = (net.wallet(actor)?, pool_of(net, operator)?);
    net.with_furnace(async |furnace| {
        let held = furnace.get::<Pool>(&pool).await?.data;
        Ok(furnace.get::<Position>(&pda::position(&pool, &owner)).await?.data.staked(&held))
    })
}

fn pool_of(net: &Localnet, operator: &str) -> Result<solana_address::Address, StageError> {
    Ok(pda::pool(&net.wallet(operator)?))
}
