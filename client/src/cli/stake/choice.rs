//! Which pool a command is about.

use clap::Args;
use furnace_client::{
    accounts::{Pool, ProgramAccount},
    furnace::Furnace,
    pda,
};
use solana_address::Address;

use crate::cli::context::Context;

#[derive(Clone, Copy, Debug, Args)]
pub(in crate::cli) struct PoolChoice {
    /// The wallet of the pool's operator, or the pool [default: your own].
    #[arg(long, visible_alias = "pool", value_name = "WALLET")]
    pub(in crate::cli) operator: Option<Address>,
}

impl PoolChoice {
    /// The wallet of the pool's operator.
    pub(in crate::cli) async fn operator(self, context: &Context<'_>, furnace: &Furnace) -> anyhow::Result<Address> {
        let given = context.address_or_own(self.operator)?;
        Ok(operator_of(furnace, given).await?)
    }
}

/// The operator's wallet of an address that may be the wallet or its pool.
pub(in crate::cli) async fn operator_of(
    furnace: &Furnace,
    given: Address,
) -> Result<Address, furnace_client::chain::ChainError> {
    let accounts = furnace.chain().accounts(&[given, pda::pool(&given)]).await?;
    let [Some(account), None] = accounts.as_slice() else { return Ok(given) };
    // A wallet without a pool is named as it is, so that the message is about it.
    Ok(Pool::read(&given, account).map_or(given, |pool| pool.data.operator))
}
