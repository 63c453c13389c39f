//! Reading the programs' accounts.

use solana_address::Address;

use super::Furnace;
use crate::{
    accounts::{
        ClientBalance, Found, Governance, Job, JobFilter, Market, Operator, POSITION_OWNER, POSITION_POOL, Pool,
        Position, ProgramAccount, StakerFees, WORKER_OPERATOR, Worker,
    },
    chain::{ChainError, Filter},
    pda,
};

impl Furnace {
    /// An account of one of the programs, if it exists.
    pub async fn find<T: ProgramAccount>(&self, address: &Address) -> Result<Option<Found<T>>, ChainError> {
        self.chain().account(address).await?.map(|account| T::read(address, &account)).transpose()
    }

    /// An account of one of the programs that has to exist.
    pub async fn get<T: ProgramAccount>(&self, address: &Address) -> Result<Found<T>, ChainError> {
        self.find(address).await?.ok_or(ChainError::Missing { what: T::NAME, address: *address })
    }

    /// All accounts of a type that also pass further filters, sorted by address.
    pub async fn all<T: ProgramAccount>(&self, further: Vec<Filter>) -> Result<Vec<Found<T>>, ChainError> {
        let mut filters = T::filters();
        filters.extend(further);
        let mut accounts = self.chain().program_accounts(&T::PROGRAM, &filters).await?;
        accounts.sort_by_key(|(address, _)| *address);
        accounts.iter().map(|(address, account)| T::read(address, account)).collect()
    }

    /// Roles and parameters of the whole protocol.
    pub async fn governance(&self) -> Result<Found<Governance>, ChainError> {
        self.get(&pda::governance()).await
    }

    /// The stakers' part of all fees.
    pub async fn staker_fees(&self) -> Result<Found<StakerFees>, ChainError> {
        self.get(&pda::staker_fees()).await
    }

    /// The pool of an operator's wallet, if it has one.
    pub async fn pool(&self, operator_wallet: &Address) -> Result<Option<Found<Pool>>, ChainError> {
        self.find(&pda::pool(operator_wallet)).await
    }

    /// A wallet's position in a pool, if it has one.
    pub async fn position(&self, pool: &Address, owner: &Address) -> Result<Option<Found<Position>>, ChainError> {
        self.find(&pda::position(pool, owner)).await
    }

    /// All positions in a pool.
    pub async fn positions_in(&self, pool: &Address) -> Result<Vec<Found<Position>>, ChainError> {
        self.all(vec![Filter::bytes(POSITION_POOL, pool)]).await
    }

    /// All positions of a wallet.
    pub async fn positions_of(&self, owner: &Address) -> Result<Vec<Found<Position>>, ChainError> {
        self.all(vec![Filter::bytes(POSITION_OWNER, owner)]).await
    }

    /// The operator's book of a wallet, if it is registered.
    pub async fn operator(&self, wallet: &Address) -> Result<Option<Found<Operator>>, ChainError> {
        self.find(&pda::operator(wallet)).await
    }

    /// The worker with a hot key under an operator's wallet, if it is registered.
    pub async fn worker(&self, operator_wallet: &Address, key: &Address) -> Result<Option<Found<Worker>>, ChainError> {
        self.find(&pda::worker(&pda::operator(operator_wallet), key)).await
    }

    /// All workers, or those of one operator account.
    pub async fn workers(&self, operator: Option<&Address>) -> Result<Vec<Found<Worker>>, ChainError> {
        self.all(operator.map(|operator| Filter::bytes(WORKER_OPERATOR, operator)).into_iter().collect()).await
    }

    /// A client's balance, if it has one.
    pub async fn balance(&self, client: &Address) -> Result<Option<Found<ClientBalance>>, ChainError> {
        self.find(&pda::heat_balance(client)).await
    }

    /// All markets.
    pub async fn markets(&self) -> Result<Vec<Found<Market>>, ChainError> {
        self.all(Vec::new()).await
    }

    /// A job that has to exist.
    pub async fn job(&self, address: &Address) -> Result<Found<Job>, ChainError> {
        self.get(address).await
    }

    /// The jobs that pass a filter, oldest first.
    pub async fn jobs(&self, filter: &JobFilter) -> Result<Vec<Found<Job>>, ChainError> {
        let mut jobs: Vec<Found<Job>> = self.all(filter.filters()).await?;
        jobs.sort_by_key(|job| (job.data.posted_at, job.data.number, job.address));
        Ok(jobs)
    }

    /// HEAT base units that a wallet holds in its own token account.
    pub async fn heat_of(&self, wallet: &Address) -> Result<u64, ChainError> {
        self.chain().token_balance(&pda::heat_account(wallet)).await
    }
}
