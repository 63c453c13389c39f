//! `furnace worker register`

use std::path::PathBuf;

use clap::Args;
use furnace_client::{config::read_keypair, furnace::Hardware};
use solana_signer::Signer;

use crate::cli::{context::Context, failure::refusal, report::Receipt};

/// Register a machine under your wallet, which must be an operator's.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace worker register --key worker.json --gpus 1 --vram-gib 24")]
pub(in crate::cli) struct Register {
    /// Keypair file of the machine's hot key, which claims jobs and attests to results.
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// GPUs of the machine.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=64))]
    gpus: u8,
    /// Memory of each GPU, in GiB.
    #[arg(long, default_value_t = 0)]
    vram_gib: u16,
    /// Most jobs it may hold at once.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=64))]
    max_jobs: u8,
    /// Where the machine is, as a number that markets ask for.
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=31))]
    region: u8,
}

pub(super) async fn run(command: Register, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let key = read_keypair(&command.key)?;
    let furnace = context.furnace()?;
    if furnace.operator(&wallet.pubkey()).await?.is_none() {
        let stranger = refusal(format!("{} is no operator", wallet.pubkey()));
        return Err(stranger.hint("become one with 'furnace operator register'").into());
    }
    let hardware =
        Hardware { gpus: command.gpus, vram_gib: command.vram_gib, max_jobs: command.max_jobs, region: command.region };
    let (worker, signature) = furnace.worker_register(&wallet, &key, hardware).await?;
    let receipt = Receipt::new(signature, format!("registered worker {worker}"))
        .with("worker", worker.to_string())
        .with("key", key.pubkey().to_string());
    context.output.result(&receipt)
}
