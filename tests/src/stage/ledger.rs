use furnace_client::chain::Filter;
use furnace_client::{pda, program};
use serde_json::Value;

use super::{Localnet, StageError};

/// Where a token account keeps its amount.
const AMOUNT: std::ops::Range<usize> = 64..72;
/// Bytes of a token account.
const TOKEN_ACCOUNT: usize = 165;

/// All HEAT there is, base units.
#[derive(Clone, Copy, Debug)]
pub struct Ledger {
    /// Ever minted.
    pub minted: u64,
    pub supply: u64,
    pub burned: u64,
    pub slashed: u64,
    /// The sum over every token account of the chain.
    pub held: u64,
}

impl Ledger {
    /// Reads the statistics, and besides them every token account of HEAT.
    pub fn read(localnet: &Localnet) -> Result<Self, StageError> {
        let statistics = localnet.furnace("client", &["token", "stats"])?;
        let number = |name: &str| number(&statistics, name);
        Ok(Self {
            minted: number("genesis")?.saturating_add(number("emitted")?),
            supply: number("supply")?,
            burned: number("burned")?,
            slashed: number("slashed")?,
            held: held(localnet)?,
        })
    }

    /// Nothing was made or lost: minted - burned = supply = what all accounts hold.
    pub fn is_conserved(&self) -> bool {
        self.minted.checked_sub(self.burned) == Some(self.supply) && self.held == self.supply
    }
}

/// A number in a document.
pub fn number(document: &Value, name: &str) -> Result<u64, StageError> {
    let value = document.get(name).and_then(Value::as_u64);
    value.ok_or_else(|| StageError::Unexpected(format!("no number `{name}` in {document}")))
}

fn held(localnet: &Localnet) -> Result<u64, StageError> {
    let filters = [Filter::Size(TOKEN_ACCOUNT), Filter::bytes(0, pda::heat_mint())];
    let accounts =
        localnet.with_furnace(async |furnace| furnace.chain().program_accounts(&program::SPL_TOKEN, &filters).await)?;
    accounts.iter().try_fold(0u64, |sum, (_, account)| {
        let bytes = account.data.get(AMOUNT).and_then(|bytes| bytes.try_into().ok());
        let unexpected = |what: &str| StageError::Unexpected(what.to_owned());
        let amount = bytes.map(u64::from_le_bytes).ok_or_else(|| unexpected("a token account without amount"))?;
        sum.checked_add(amount).ok_or_else(|| unexpected("a sum that does not fit"))
    })
}
