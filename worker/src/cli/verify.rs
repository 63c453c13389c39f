//! `furnace-worker verify`

use std::sync::Arc;

use anyhow::Context;
use clap::Args;
use furnace_worker::{
    config::{Config, ConfigError, PolicyConfig},
    device::Accelerator,
    executor::KernelExecutor,
    journal::Journal,
    policy::Policy,
    tasks::Signals,
    verifying::{Examiner, OnChainCourt, Parts, start},
};
use solana_address::Address;
use solana_signer::Signer;
use tracing::info;

use super::settings::{Settings, connect, read_key, until_told};

/// Judge results of others, until stopped.
///
/// Wherever the verifier is drawn, it fetches the job's inputs, does the work again from its beginning, and votes for
/// the result that it comes to. What it votes is written down before it is committed to: stopped or killed, it goes on
/// at the next start, which should be soon, since a vote that is not given costs a part of the bond. It signs with
/// worker.keypair, the hot key with which the wallet was registered.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace-worker verify --config worker.toml --wallet 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5\n  furnace-worker verify --set verify.keep=false --set verify.at_once=2\n\nWhat is logged is chosen with FURNACE_LOG, for example FURNACE_LOG=furnace_worker=debug."
)]
pub(super) struct Verify {
    #[command(flatten)]
    settings: Settings,
    /// Stands over verify.wallet.
    #[arg(long, value_name = "WALLET")]
    wallet: Option<Address>,
}

pub(super) fn run(command: Verify) -> anyhow::Result<()> {
    command.settings.serve(("verify.wallet", command.wallet), serve)
}

async fn serve(config: Config) -> anyhow::Result<()> {
    // Everything that can be wrong is read before anything is started.
    let key_file = config.worker.keypair.relative();
    let key = read_key("worker.keypair", &key_file)?;
    let wallet = config.verify.wallet.ok_or_else(|| {
        ConfigError::key("verify.wallet", "is missing: give the wallet that is registered as a verifier")
    })?;
    let furnace = connect(&config)?;
    let folder = config.run.work_folder.relative();
    // Of its own, so that a worker can run beside it.
    let journal = Arc::new(Journal::open(&folder.join("votes.sqlite"))?);
    let signals = Signals::listen()?;
    let accelerator = Arc::new(open_device(&config).await?);
    info!(key = %key.pubkey(), wallet = %wallet.0, rpc = %config.chain.rpc, "verifier starting");
    let policy = PolicyConfig { kernels: config.verify.kernels.clone(), ..config.policy };
    let examiner = Examiner {
        executor: Arc::new(KernelExecutor::new(Arc::clone(&accelerator))),
        policy: Policy::new(policy, config.limits.clone()),
        limits: config.limits,
        folder: folder.join("disputes"),
    };
    let parts = Parts {
        court: Arc::new(OnChainCourt::new(furnace, key, wallet.0, config.verify.keep)),
        journal,
        examiner,
        accelerator: Some(accelerator),
        wallet: wallet.0,
        key_file: key_file.display().to_string(),
        config: config.verify,
        metrics: config.metrics,
    };
    let outcome = until_told(start(parts), signals).await;
    info!("verifier stopped");
    outcome
}

/// Its speed is not measured: a verifier does not choose what it is drawn for.
async fn open_device(config: &Config) -> anyhow::Result<Accelerator> {
    let selection = config.device.select.first().clone();
    let opened = tokio::task::spawn_blocking(move || Accelerator::open(selection));
    let accelerator = opened.await.context("opening the device")??;
    info!(device = %accelerator.device().adapter(), "device opened");
    Ok(accelerator)
}
