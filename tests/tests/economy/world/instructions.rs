//! The instructions that each action is.

use furnace_client::generated::governance::instructions::ParametersProposeInstructionArgs;
use furnace_client::generated::staking::instructions::{Slash, SlashInstructionArgs};
use furnace_client::instructions::{governance, jobs, staking, token};
use furnace_client::{pda, program};
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::World;
use crate::action::{Action, Mint};
use crate::cast::{CLIENT, STRANGER};

impl World {
    /// The instructions of an action; time needs none.
    pub(super) fn instructions(&self, action: &Action) -> Vec<Instruction> {
        let (payer, usd_mint, wallets, pools) =
            (self.network.payer(), self.network.usd_mint, &self.wallets, &self.pools);
        let (authority, guardian) = (self.network.authority.pubkey(), self.network.guardian.pubkey());
        let one = match *action {
            Action::Stake { who, pool, amount } => {
                staking::stake(wallets[who], pools[pool], pda::heat_account(&wallets[who]), amount)
            }
            Action::Unstake { who, pool, shares } => staking::unstake(wallets[who], pools[pool], shares),
            Action::Cancel { who, pool, index } => staking::unstake_cancel(wallets[who], pools[pool], index),
            Action::Withdraw { who, pool, index } => {
                staking::withdraw(wallets[who], pools[pool], pda::heat_account(&wallets[who]), index)
            }
            Action::Lock { who, pool, shares, seconds } => staking::lock(wallets[who], pools[pool], shares, seconds),
            Action::Refresh { who, pool } => staking::position_refresh(wallets[who], pools[pool]),
            Action::OpenPosition { who, pool } => staking::position_open(wallets[who], payer, pools[pool]),
            Action::ClosePosition { who, pool } => staking::position_close(wallets[who], pools[pool], payer),
            Action::Sync { pool } => staking::rewards_sync(pools[pool], usd_mint),
            Action::Claim { who, pool, mint } => {
                staking::rewards_claim(wallets[who], pools[pool], self.reward(mint), self.account(who, mint))
            }
            Action::ClaimCommission { pool, mint } => {
                staking::commission_claim(wallets[pool], self.reward(mint), self.account(pool, mint))
            }
            Action::AnnounceCommission { pool, bps } => staking::commission_set(wallets[pool], bps),
            Action::Work { pool, market, price } => return self.work(pool, market, price),
            Action::Take { pool, market, price } => return self.take(pool, market, price).1,
            Action::Deliver { job } => return self.deliver(job),
            Action::Miss { job } => return self.miss(job),
            Action::Quit { job } => return self.quit(job),
            Action::Slash { pool, amount, to_client, to_reporter } => Slash {
                authority: pda::slashing_authority(),
                pool: pools[pool],
                vault: pda::pool_vault(&pools[pool]),
                client: self.account(CLIENT, Mint::Heat),
                reporter: Some(self.account(STRANGER, Mint::Heat)),
                mint: pda::heat_mint(),
                token_program: program::SPL_TOKEN,
            }
            .instruction(SlashInstructionArgs { amount, to_client, to_reporter, appealable: 0 }),
            Action::Donate { who, to, amount } => {
                let from = self.account(who, to.mint());
                token::transfer(from, self.vault(to), wallets[who], amount).expect("transfer")
            }
            Action::Distribute { market, mint: Mint::Heat } => token::fees_distribute(self.markets[market]),
            Action::Distribute { mint: Mint::Usd, .. } => token::usd_fees_distribute(self.markets[0], usd_mint),
            Action::StartLot => token::auction_start(usd_mint),
            Action::Buy { who, amount, max_cost } => {
                let (source, destination) = (self.account(who, Mint::Heat), self.account(who, Mint::Usd));
                token::auction_buy(wallets[who], usd_mint, source, destination, amount, max_cost)
            }
            Action::OpenEpoch { epoch } => token::epoch_open(payer, epoch),
            Action::Record { pool, epoch, score, uptime_bps } => {
                token::points_record(self.workers[pool], wallets[pool], epoch, score, uptime_bps)
            }
            Action::Emit { pool, epoch } => token::emission_claim(self.workers[pool], wallets[pool], epoch),
            Action::CloseEpoch { epoch } => token::epoch_close(epoch, payer),
            Action::Pause { what } => governance::pause(guardian, what),
            Action::Unpause { what } => governance::unpause(authority, what),
            Action::Propose { ref parameters } => {
                let args = ParametersProposeInstructionArgs { args: (**parameters).clone() };
                governance::parameters_propose(authority, args)
            }
            Action::Apply => governance::parameters_apply(),
            Action::CancelProposal => governance::parameters_cancel(guardian),
            Action::Retire { pool } => jobs::worker_retire(wallets[pool], self.keys[pool]),
            Action::CloseBook { pool } => jobs::operator_close(wallets[pool], payer),
            Action::ClosePool { pool } => staking::pool_close(wallets[pool], payer, usd_mint),
            Action::ClosePoints { pool } => token::points_close(self.workers[pool], payer),
            Action::Wait { .. } => return Vec::new(),
        };
        vec![one]
    }
}
