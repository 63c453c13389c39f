//! Waiting for workers and for epochs.

use std::time::Duration;

use furnace_client::accounts::Governance;
use furnace_client::pda;
use furnace_tests::stage::{Localnet, StageError};

/// How long a proof may take on a slow machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(90);

/// The length of an epoch, and when the next one begins, unix seconds.
pub(crate) fn epochs(net: &Localnet) -> Result<(i64, i64), StageError> {
    let governance = net.with_furnace(async |furnace| furnace.get::<Governance>(&pda::governance()).await)?.data;
    let length = governance.epoch_seconds;
    Ok((length, (net.now()? / length + 1) * length))
}

/// Lets time pass until a moment, unless it is over.
pub(crate) fn skip_to(net: &Localnet, moment: i64) -> Result<(), StageError> {
    match u64::try_from(moment - net.now()?) {
        Ok(seconds) if seconds > 0 => net.skip(Duration::from_secs(seconds)),
        _ => Ok(()),
    }
}
