//! What wallets have in pools, read at one moment.

use solana_account::Account;
use solana_address::Address;
use solana_sdk_ids::sysvar;

use super::Furnace;
use crate::{
    accounts::{Books, Found, Governance, Owed, Pool, Position, ProgramAccount, StakerFees},
    chain::{ChainError, parse_clock},
    pda,
};

/// One wallet's part of one pool, with the books of both at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// The pool as it stands.
    pub pool: Found<Pool>,
    /// The wallet's part as it stands.
    pub position: Found<Position>,
    /// The pool and the stakers' fees, brought up to the moment.
    pub books: Books,
}

impl Holding {
    /// What can be claimed now, in HEAT and in dollars.
    pub fn owed(&self) -> Result<[Owed; 2], ChainError> {
        let unsound = ChainError::Malformed { what: Position::NAME, address: self.position.address };
        self.books.owed(&self.position.data).ok_or(unsound)
    }
}

/// What everything is counted with, read in one piece: accounts of different moments would contradict one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    /// The chain's time, unix seconds.
    pub now: i64,
    /// Roles and parameters.
    pub governance: Governance,
    /// The stakers' part of all fees.
    pub fees: StakerFees,
}

impl Present {
    /// The addresses of its accounts.
    fn addresses() -> [Address; 3] {
        [sysvar::clock::ID, pda::governance(), pda::staker_fees()]
    }

    fn read(accounts: &[Option<Account>]) -> Result<Self, ChainError> {
        let [clock, governance, staker_fees] = Self::addresses();
        let account = |index: usize| accounts.get(index).and_then(Option::as_ref);
        let time = account(0).and_then(|account| parse_clock(&account.data));
        Ok(Self {
            now: time.ok_or(ChainError::Missing { what: "clock", address: clock })?.unix_timestamp,
            governance: read(&governance, account(1))?.data,
            fees: read(&staker_fees, account(2))?.data,
        })
    }

    /// A pool's books now.
    pub fn books(&self, pool: &Found<Pool>) -> Result<Books, ChainError> {
        Books::at(&pool.data, &self.fees, self.now, self.governance.epoch_seconds)
            .ok_or(ChainError::Malformed { what: Pool::NAME, address: pool.address })
    }

    /// When an epoch begins, unix seconds.
    pub fn epoch_begins(&self, epoch: i64) -> i64 {
        epoch.saturating_mul(self.governance.epoch_seconds)
    }
}

fn read<T: ProgramAccount>(address: &Address, account: Option<&Account>) -> Result<Found<T>, ChainError> {
    T::read(address, account.ok_or(ChainError::Missing { what: T::NAME, address: *address })?)
}

impl Furnace {
    /// The time, the parameters and the stakers' fees.
    pub async fn present(&self) -> Result<Present, ChainError> {
        Present::read(&self.chain().accounts(&Present::addresses()).await?)
    }

    /// The pool of an operator's wallet, if it has one, with what it is counted with.
    pub async fn pool_at_present(
        &self,
        operator_wallet: &Address,
    ) -> Result<(Present, Option<Found<Pool>>), ChainError> {
        let pool = pda::pool(operator_wallet);
        let accounts = self.chain().accounts(&[&Present::addresses()[..], &[pool]].concat()).await?;
        let found = accounts.last().and_then(Option::as_ref).map(|account| Pool::read(&pool, account));
        Ok((Present::read(&accounts)?, found.transpose()?))
    }

    /// All pools, the largest stake first, with what they are counted with.
    pub async fn pools_at_present(&self) -> Result<(Present, Vec<Found<Pool>>), ChainError> {
        let addresses: Vec<Address> = self.all::<Pool>(Vec::new()).await?.iter().map(|pool| pool.address).collect();
        let accounts = self.chain().accounts(&[&Present::addresses()[..], &addresses].concat()).await?;
        let present = Present::read(&accounts)?;
        let there = addresses.iter().zip(accounts.iter().skip(Present::addresses().len()));
        let pools = there.filter_map(|(address, account)| Some(Pool::read(address, account.as_ref()?)));
        let mut pools = pools.collect::<Result<Vec<_>, _>>()?;
        pools.sort_by_key(|pool| std::cmp::Reverse(pool.data.active));
        Ok((present, pools))
    }

    /// A wallet's part of the pool of an operator's wallet, if it has one.
    pub async fn holding(&self, operator_wallet: &Address, owner: &Address) -> Result<Option<Holding>, ChainError> {
        let pool = pda::pool(operator_wallet);
        let position = pda::position(&pool, owner);
        Ok(self.holdings_at(&[(pool, position)]).await?.1.pop())
    }

    /// All that a wallet has in pools, sorted by the positions' addresses.
    pub async fn holdings(&self, owner: &Address) -> Result<(Present, Vec<Holding>), ChainError> {
        let positions = self.positions_of(owner).await?;
        let pairs: Vec<_> = positions.iter().map(|position| (position.data.pool, position.address)).collect();
        self.holdings_at(&pairs).await
    }

    /// The pairs of pool and position that exist.
    async fn holdings_at(&self, pairs: &[(Address, Address)]) -> Result<(Present, Vec<Holding>), ChainError> {
        let mut addresses = Present::addresses().to_vec();
        addresses.extend(pairs.iter().flat_map(|(pool, position)| [*pool, *position]));
        let accounts = self.chain().accounts(&addresses).await?;
        let present = Present::read(&accounts)?;
        let mut holdings = Vec::with_capacity(pairs.len());
        let (found, _) = accounts[Present::addresses().len().min(accounts.len())..].as_chunks::<2>();
        for ((pool, position), found) in pairs.iter().zip(found) {
            if let [Some(pool_account), Some(position_account)] = found {
                let pool = Pool::read(pool, pool_account)?;
                let position = Position::read(position, position_account)?;
                holdings.push(Holding { books: present.books(&pool)?, pool, position });
            }
        }
        Ok((present, holdings))
    }
}
