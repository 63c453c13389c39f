//! What a wallet puts down.

use furnace_client::furnace::Furnace;
use solana_address::Address;

use super::{failure::refusal, report::heat};

/// Refuses where the wallet's own HEAT account holds less than a bond, base units.
pub(super) async fn require_bond(furnace: &Furnace, wallet: &Address, bond: u64) -> anyhow::Result<()> {
    let held = furnace.heat_of(wallet).await?;
    if held >= bond {
        return Ok(());
    }
    let short = refusal(format!("{wallet} holds {}, less than the bond of {}", heat(held), heat(bond)));
    Err(short.hint("the bond comes from the wallet's own HEAT account").into())
}
