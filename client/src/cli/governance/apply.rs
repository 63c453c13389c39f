//! `furnace governance apply`

use clap::Args;

use crate::cli::{
    context::Context,
    failure::refusal,
    report::{Receipt, moment},
};

/// Put announced parameters into effect once the notice is over. Anyone may.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace governance apply")]
pub(in crate::cli) struct Apply {}

pub(super) async fn run(_: Apply, context: &Context<'_>) -> anyhow::Result<()> {
    let furnace = context.furnace()?;
    let effective_at = furnace.governance().await?.data.effective_at;
    if effective_at == 0 {
        let nothing = refusal("no change of parameters is announced");
        return Err(nothing.hint("the authority announces one with 'furnace governance propose'").into());
    }
    if furnace.chain().clock().await?.unix_timestamp < effective_at {
        return Err(refusal(format!("the notice of this change ends at {}", moment(effective_at))).into());
    }
    let signature = furnace.parameters_apply(&context.wallet()?).await?;
    context.output.result(&Receipt::new(signature, "the announced parameters are in effect"))
}
