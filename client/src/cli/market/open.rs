//! `furnace market open`

use clap::Args;
use furnace_client::furnace::NewMarket;
use humantime::Duration;

use crate::cli::{arguments::seconds, context::Context, report::Receipt};

/// Open a market of your own.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  furnace market open --name \"24 GiB GPUs\" --min-vram-gib 24 --max-job 1h --review 10m"
)]
pub(in crate::cli) struct Open {
    /// Name, at most 32 bytes.
    #[arg(long)]
    name: String,
    /// Which of your markets this is.
    #[arg(long, default_value_t = 0)]
    index: u8,
    /// Longest time a job may ask for.
    #[arg(long, default_value = "1h", value_name = "TIME")]
    max_job: Duration,
    /// Time to review a result before anyone may settle.
    #[arg(long, default_value = "10m", value_name = "TIME")]
    review: Duration,
    /// Collateral as a part of the price, in basis points (10000 is the whole price).
    #[arg(long, default_value_t = 10_000)]
    collateral_bps: u16,
    /// Multiplier of the minimum stake, in hundredths.
    #[arg(long, default_value_t = 100)]
    class_multiplier: u16,
    /// Least GPUs of a worker.
    #[arg(long, default_value_t = 1)]
    min_gpus: u8,
    /// Least memory of each GPU, in GiB.
    #[arg(long, default_value_t = 0)]
    min_vram_gib: u16,
}

pub(super) async fn run(command: Open, context: &Context<'_>) -> anyhow::Result<()> {
    let market = NewMarket {
        index: command.index,
        name: command.name,
        max_job_seconds: seconds(command.max_job)?,
        review_seconds: seconds(command.review)?,
        collateral_bps: command.collateral_bps,
        class_multiplier: command.class_multiplier,
        min_vram_gib: command.min_vram_gib,
        min_gpus: command.min_gpus,
    };
    let (address, signature) = context.furnace()?.market_open(&context.wallet()?, &market).await?;
    let receipt = Receipt::new(signature, format!("opened market {address}"));
    context.output.result(&receipt.with("market", address.to_string()))
}
