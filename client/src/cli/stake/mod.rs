//! `furnace stake`: one wallet's part of a pool.

mod add;
mod cancel;
mod choice;
mod close;
mod delegate;
mod list;
mod lock;
mod refresh;
mod show;
mod unstake;
mod view;
mod withdraw;

use clap::{Args, Subcommand};
use furnace_client::{
    accounts::Unbonding,
    furnace::{Furnace, Holding},
    heat::Heat,
    pda,
};
use furnace_common::pause;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{
    context::Context,
    failure::{Refusal, refusal},
    report::{Receipt, heat},
};

pub(super) use choice::{PoolChoice, operator_of};
pub(super) use {delegate::Delegate, lock::Lock, unstake::Unstake};

/// An amount alone means `add`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub(super) struct Stake {
    #[command(subcommand)]
    verb: Option<Verb>,
    #[command(flatten)]
    add: Option<add::Add>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    Add(add::Add),
    Delegate(delegate::Delegate),
    Lock(lock::Lock),
    Unstake(unstake::Unstake),
    Cancel(cancel::Cancel),
    Withdraw(withdraw::Withdraw),
    Show(show::Show),
    List(list::List),
    Refresh(refresh::Refresh),
    Close(close::Close),
}

pub(super) async fn run(command: Stake, context: &Context<'_>) -> anyhow::Result<()> {
    match (command.verb, command.add) {
        (Some(verb), _) => run_verb(verb, context).await,
        (None, Some(add)) => add::run(add, context).await,
        (None, None) => Err(refusal("say how much to stake").hint("'furnace stake --help' shows examples").into()),
    }
}

pub(super) async fn run_verb(verb: Verb, context: &Context<'_>) -> anyhow::Result<()> {
    match verb {
        Verb::Add(command) => add::run(command, context).await,
        Verb::Delegate(command) => delegate::run(command, context).await,
        Verb::Lock(command) => lock::run(command, context).await,
        Verb::Unstake(command) => unstake::run(command, context).await,
        Verb::Cancel(command) => cancel::run(command, context).await,
        Verb::Withdraw(command) => withdraw::run(command, context).await,
        Verb::Show(command) => show::run(command, context).await,
        Verb::List(command) => list::run(command, context).await,
        Verb::Refresh(command) => refresh::run(command, context).await,
        Verb::Close(command) => close::run(command, context).await,
    }
}

/// Stakes in an operator's pool, after looking whether the wallet has as much and the pool takes it.
async fn put_in(context: &Context<'_>, operator: Address, wallet: &Keypair, amount: Heat) -> anyhow::Result<()> {
    let furnace = context.furnace()?;
    let owner = wallet.pubkey();
    let (present, pool) = furnace.pool_at_present(&operator).await?;
    let pool = pool.ok_or_else(|| no_pool(&operator))?;
    if present.governance.paused & pause::STAKES != 0 {
        return Err(refusal("new stakes are paused").hint("'furnace governance show' tells what is paused").into());
    }
    let room = pool.data.delegation_cap(present.governance.parameters.delegation_cap_bps);
    let room = room.saturating_sub(pool.data.delegated());
    if owner != operator && amount.0 > room {
        let full = refusal(format!("the pool takes only {} more from others than its operator", heat(room)));
        return Err(full.hint("delegate less, or to another pool: 'furnace pool list' tells the room of each").into());
    }
    let held = furnace.heat_of(&owner).await?;
    if held < amount.0 {
        return Err(refusal(format!("{owner} holds {}, less than {amount} HEAT", heat(held))).into());
    }
    let signature = furnace.stake(wallet, &operator, amount.0).await?;
    let pool = pda::pool(&operator).to_string();
    let receipt = Receipt::new(signature, format!("staked {amount} HEAT in pool {pool}"));
    context.output.result(&receipt.with("pool", pool).with("amount", amount.0))
}

/// A wallet's part of a pool, which has to exist.
async fn holding_of(furnace: &Furnace, operator: &Address, owner: &Address) -> anyhow::Result<Holding> {
    if let Some(holding) = furnace.holding(operator, owner).await? {
        return Ok(holding);
    }
    let missing = match furnace.pool(operator).await? {
        None => refusal(format!("{operator} has no stake pool")),
        Some(_) => refusal(format!("{owner} has nothing in the pool of {operator}")),
    };
    Err(missing.hint("'furnace stake list' tells in which pools there is stake; name one with --operator").into())
}

fn no_pool(operator: &Address) -> Refusal {
    refusal(format!("{operator} has no stake pool")).hint("an operator opens its pool with 'furnace pool create'")
}

/// The unbondings that are asked for by number, or all.
fn chosen(cooling: Vec<Unbonding>, numbers: &[u8]) -> Result<Vec<Unbonding>, Refusal> {
    if numbers.is_empty() {
        return Ok(cooling);
    }
    let find = |number: &u8| {
        let found = cooling.iter().find(|unbonding| unbonding.index == *number).copied();
        found.ok_or_else(|| refusal(format!("there is no unbonding {number}")).hint("'furnace stake show' lists them"))
    };
    let mut numbers = numbers.to_vec();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.iter().map(find).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unbondings_are_chosen_by_number_once_each() {
        let cooling: Vec<_> = [0, 3, 5].map(|index| Unbonding { index, amount: 1, unlock_at: 2 }).to_vec();
        let numbers =
            |asked: &[u8]| chosen(cooling.clone(), asked).map(|them| them.iter().map(|it| it.index).collect());
        assert_eq!(numbers(&[]).ok(), Some(vec![0, 3, 5]));
        assert_eq!(numbers(&[5, 0, 5]).ok(), Some(vec![0, 5]));
        assert_eq!(numbers(&[1]).map_err(|refusal| refusal.to_string()), Err("there is no unbonding 1".to_owned()));
    }
}
