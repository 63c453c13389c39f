//! What is done around orders: balances, stake, workers and markets.

use furnace_client::accounts::Market;
use furnace_client::instructions::{governance, jobs, staking};
use furnace_client::pda;
use furnace_common::pause;
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::{PLACES, World, signed_by};
use crate::action::Action;
use crate::cast::{Mint, PURSES};

impl World {
    pub(super) fn around(&self, action: &Action) -> Instruction {
        let wallets = &PLACES.wallets;
        match *action {
            Action::Deposit { purse, by, amount } => {
                let (client, mint, _) = PURSES[purse];
                let source = PLACES.account(by, mint);
                let deposit = jobs::deposit(wallets[client], PLACES.mints[mint as usize], source, amount);
                signed_by(deposit, wallets[client], wallets[by])
            }
            Action::Sponsor { purse, by, amount } => {
                jobs::sponsor(wallets[by], PLACES.purses[purse], PLACES.account(by, PURSES[purse].1), amount)
            }
            Action::Refund { purse, to, by } => {
                jobs::refund(wallets[by], PLACES.purses[purse], PLACES.account(to, PURSES[purse].1))
            }
            Action::Withdraw { purse, by, amount } => {
                let (client, mint, _) = PURSES[purse];
                let destination = PLACES.account(by, mint);
                let withdraw = jobs::withdraw(wallets[client], PLACES.mints[mint as usize], destination, amount);
                signed_by(withdraw, wallets[client], wallets[by])
            }
            Action::Unstake { operator, shares } => {
                staking::unstake(PLACES.operators[operator], PLACES.pools[operator], shares)
            }
            Action::WithdrawStake { operator, index } => {
                let wallet = PLACES.operators[operator];
                staking::withdraw(wallet, PLACES.pools[operator], pda::heat_account(&wallet), index)
            }
            Action::Retire { worker } => jobs::worker_retire(self.wallet_of(worker), PLACES.keys[worker]),
            Action::CloseMarket { market, by } => {
                let account: Market = self.network.chain.read(&PLACES.markets[market]);
                let close = jobs::market_close(PLACES.markets[market], &account, PLACES.account(by, Mint::Heat));
                signed_by(close, account.opener, wallets[by])
            }
            Action::Pause { jobs: true } => governance::pause(self.network.guardian.pubkey(), pause::JOBS),
            Action::Pause { jobs: false } => governance::unpause(self.network.authority.pubkey(), pause::JOBS),
            ref other => unreachable!("{other:?} is about an order"),
        }
    }
}
