//! Pools, positions, rewards, and what governs them.

use furnace_client::accounts::{Auction, Governance, Pool, Position, StakerFees, TokenStatistics};
use furnace_client::instructions::staking::Reward;
use furnace_client::instructions::{jobs, staking, token};
use furnace_client::pda;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{Network, OperatorActor};
use crate::chain::Receipt;
use crate::errors::Failure;

impl Network {
    /// An operator with a pool, `stake` of its own in it, and a book.
    pub fn operator(&mut self, name: &str, stake: u64) -> OperatorActor {
        let wallet = self.wallet(name, stake);
        let (address, payer) = (wallet.pubkey(), self.payer());
        let pool = pda::pool(&address);
        let mut steps = vec![
            staking::pool_create(address, payer, self.usd_mint, 1_000),
            staking::position_open(address, payer, pool),
            jobs::operator_register(address, payer),
        ];
        if stake > 0 {
            steps.push(staking::stake(address, pool, pda::heat_account(&address), stake));
        }
        for step in steps {
            self.send(&[step], &[&wallet]).expect("operator is set up");
        }
        OperatorActor { operator: pda::operator(&address), pool, wallet }
    }

    /// Opens the wallet's position in a pool.
    pub fn open_position(&mut self, owner: &Keypair, pool: Address) {
        let open = staking::position_open(owner.pubkey(), self.payer(), pool);
        self.send(&[open], &[owner]).expect("position opens");
    }

    pub fn try_stake(&mut self, owner: &Keypair, pool: Address, amount: u64) -> Result<Receipt, Failure> {
        self.send(&[staking::stake(owner.pubkey(), pool, pda::heat_account(&owner.pubkey()), amount)], &[owner])
    }

    pub fn try_unstake(&mut self, owner: &Keypair, pool: Address, shares: u64) -> Result<Receipt, Failure> {
        self.send(&[staking::unstake(owner.pubkey(), pool, shares)], &[owner])
    }

    pub fn try_withdraw_stake(&mut self, owner: &Keypair, pool: Address, index: u8) -> Result<Receipt, Failure> {
        self.send(&[staking::withdraw(owner.pubkey(), pool, pda::heat_account(&owner.pubkey()), index)], &[owner])
    }

    pub fn try_cancel_unstake(&mut self, owner: &Keypair, pool: Address, index: u8) -> Result<Receipt, Failure> {
        self.send(&[staking::unstake_cancel(owner.pubkey(), pool, index)], &[owner])
    }

    pub fn try_lock(&mut self, owner: &Keypair, pool: Address, shares: u64, seconds: i64) -> Result<Receipt, Failure> {
        self.send(&[staking::lock(owner.pubkey(), pool, shares, seconds)], &[owner])
    }

    pub fn try_refresh(&mut self, owner: &Address, pool: Address) -> Result<Receipt, Failure> {
        self.send(&[staking::position_refresh(*owner, pool)], &[])
    }

    pub fn try_sync(&mut self, pool: Address) -> Result<Receipt, Failure> {
        self.send(&[staking::rewards_sync(pool, self.usd_mint)], &[])
    }

    /// Claims to the owner's own account of the mint, which must be open.
    pub fn try_claim_rewards(&mut self, owner: &Keypair, pool: Address, mint: Reward) -> Result<Receipt, Failure> {
        let destination = pda::token_account(&owner.pubkey(), &mint.address());
        self.send(&[staking::rewards_claim(owner.pubkey(), pool, mint, destination)], &[owner])
    }

    /// Claims to the operator's own account of the mint, which must be open.
    pub fn try_claim_commission(&mut self, operator: &Keypair, mint: Reward) -> Result<Receipt, Failure> {
        let destination = pda::token_account(&operator.pubkey(), &mint.address());
        self.send(&[staking::commission_claim(operator.pubkey(), mint, destination)], &[operator])
    }

    /// Dollars as a mint of rewards.
    pub fn usd(&self) -> Reward {
        Reward::Usd(self.usd_mint)
    }

    /// Opens the wallet's dollar account where needed and mints dollars to it.
    pub fn give_usd(&mut self, wallet: &Address, amount: u64) {
        let open = token::account_open(self.payer(), *wallet, self.usd_mint);
        self.send(&[open], &[]).expect("dollar account opens");
        let account = pda::token_account(wallet, &self.usd_mint);
        self.mint_usd(&account, amount);
    }

    /// Mints dollars into any token account.
    pub fn mint_usd(&mut self, to: &Address, amount: u64) {
        let (mint, minter) = (self.usd_mint, self.minter.insecure_clone());
        self.mint_foreign(&mint, to, &minter, amount);
    }

    pub fn governance(&self) -> Governance {
        self.chain.read(&pda::governance())
    }

    pub fn staker_fees(&self) -> StakerFees {
        self.chain.read(&pda::staker_fees())
    }

    pub fn statistics(&self) -> TokenStatistics {
        self.chain.read(&pda::statistics())
    }

    pub fn auction(&self) -> Auction {
        self.chain.read(&pda::auction(&self.usd_mint))
    }

    pub fn pool(&self, pool: &Address) -> Pool {
        self.chain.read(pool)
    }

    pub fn position(&self, pool: &Address, owner: &Address) -> Position {
        self.chain.read(&pda::position(pool, owner))
    }
}
