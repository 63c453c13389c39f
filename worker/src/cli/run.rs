//! `furnace-worker run`

use std::sync::Arc;

use anyhow::Context;
use clap::Args;
use furnace_client::furnace::Hardware;
use furnace_worker::{
    chain::OnChain,
    config::{Config, ConfigError},
    device::Accelerator,
    earning::{EmissionChain, OnChainEmission},
    journal::Journal,
    proving::{OnChainProofs, Prover},
    registration::Registration,
    remembering::{MemoryProver, OnChainMemory},
    tasks::Signals,
    worker::{Parts, start},
};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;
use tracing::{info, warn};

use super::settings::{Settings, connect, read_key, until_told};

/// Take jobs and compute them, until stopped.
///
/// The first SIGTERM or Ctrl-C stops taking jobs; a job under way is finished within run.grace, or handed
/// back on chain. A second one ends at once.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace-worker run --config worker.toml\n  furnace-worker run --config worker.toml --device cpu --set policy.min_price=2\n  FURNACE__CHAIN__RPC=devnet furnace-worker run --print-config\n\nWhat is logged is chosen with FURNACE_LOG, for example FURNACE_LOG=furnace_worker=debug."
)]
pub(super) struct Run {
    #[command(flatten)]
    settings: Settings,
    /// Stands over worker.operator.
    #[arg(long, value_name = "WALLET")]
    operator: Option<Address>,
}

pub(super) fn run(command: Run) -> anyhow::Result<()> {
    command.settings.serve(("worker.operator", command.operator), serve)
}

async fn serve(config: Config) -> anyhow::Result<()> {
    // Everything that can be wrong is read before anything is started.
    let key_file = config.worker.keypair.relative();
    let key = read_key("worker.keypair", &key_file)?;
    let operator = read_operator(&config)?;
    let operator_wallet = operator_wallet(&config, operator.as_ref())?;
    let furnace = connect(&config)?;
    let folder = config.run.work_folder.relative();
    let journal = Arc::new(Journal::open(&folder.join("journal.sqlite"))?);
    let signals = Signals::listen()?;

    let accelerator = Arc::new(open_device(&config).await?);
    let markets = config.policy.markets.iter().map(|market| **market).collect();
    info!(key = %key.pubkey(), operator = %operator_wallet, rpc = %config.chain.rpc, "worker starting");
    let registration = Registration {
        furnace: furnace.clone(),
        key: key.insecure_clone(),
        key_file: key_file.display().to_string(),
        operator_wallet,
        operator: operator.filter(|_| config.worker.register),
        hardware: hardware(&config),
    };
    let hot_key = Arc::new(key.insecure_clone());
    let further = if config.run.prove { open_further(&config).await? } else { Vec::new() };
    let proven = std::iter::once((0, Arc::clone(&accelerator))).chain(further.iter().cloned());
    let provers = proven.filter(|_| config.run.prove).map(|(gpu, accelerator)| Prover {
        chain: Arc::new(OnChainProofs::new(furnace.clone(), key.insecure_clone(), &operator_wallet, gpu)),
        accelerator,
        part: config.run.prove_part,
        devices: further.len().saturating_add(1),
    });
    let provers: Vec<_> = provers.collect();
    let memory_provers = provers.iter().map(|prover| MemoryProver {
        chain: Arc::new(OnChainMemory::new(
            furnace.clone(),
            key.insecure_clone(),
            &operator_wallet,
            prover.chain.gpu(),
        )),
        accelerator: Arc::clone(&prover.accelerator),
        wanted: config.run.prove_memory_mib,
        declared_gib: config.worker.vram_gib,
        part: config.run.prove_part,
    });
    let memory_provers: Vec<_> = memory_provers.collect();
    let emission = config.run.prove.then(|| -> Arc<dyn EmissionChain> {
        Arc::new(OnChainEmission::new(furnace.clone(), key.insecure_clone(), &operator_wallet))
    });
    let protocol = Arc::new(OnChain::new(furnace, key, operator_wallet, markets));
    let jobs = folder.join("jobs");
    let mut parts = Parts::on_device(accelerator, protocol, Arc::new(registration), journal, hot_key, config, jobs);
    parts.accelerators.extend(further.into_iter().map(|(_, accelerator)| accelerator));
    let outcome = until_told(start(Parts { provers, memory_provers, emission, ..parts }), signals).await;
    info!("worker stopped");
    outcome
}

fn read_operator(config: &Config) -> Result<Option<Keypair>, ConfigError> {
    let file = config.worker.operator_keypair.as_ref();
    file.map(|file| read_key("worker.operator_keypair", &file.relative())).transpose()
}

fn operator_wallet(config: &Config, operator: Option<&Keypair>) -> Result<Address, ConfigError> {
    let named = config.worker.operator.map(|wallet| wallet.0);
    let held = operator.map(|keypair| keypair.pubkey());
    match (named, held) {
        (Some(named), Some(held)) if named != held => {
            Err(ConfigError::key("worker.operator", "is not the wallet of worker.operator_keypair"))
        }
        (Some(wallet), _) | (None, Some(wallet)) => Ok(wallet),
        (None, None) => Err(ConfigError::key("worker.operator", "is missing")),
    }
}

fn hardware(config: &Config) -> Hardware {
    let worker = &config.worker;
    Hardware { gpus: worker.gpus, vram_gib: worker.vram_gib, max_jobs: worker.max_jobs, region: worker.region }
}

async fn open_device(config: &Config) -> anyhow::Result<Accelerator> {
    let selection = config.device.select.first().clone();
    let opened = tokio::task::spawn_blocking(move || {
        let accelerator = Accelerator::open(selection)?;
        let speed = accelerator.measure()?;
        Ok::<_, furnace_worker::device::AcceleratorError>((accelerator, speed))
    });
    let (accelerator, speed) = opened.await.context("opening the device")??;
    let (operations_per_second, paths_per_second) = (speed.operations_per_second, speed.paths_per_second);
    info!(
        device = %accelerator.device().adapter(),
        operations_per_second = format_args!("{operations_per_second:.3e}"),
        paths_per_second = format_args!("{paths_per_second:.3e}"),
        "device measured"
    );
    Ok(accelerator)
}

/// The devices after the first one, each with the number of its GPU. One that cannot be opened keeps nobody from the
/// others.
async fn open_further(config: &Config) -> anyhow::Result<Vec<(u8, Arc<Accelerator>)>> {
    let mut opened = Vec::new();
    for (gpu, selection) in (1..=u8::MAX).zip(config.device.select.further().to_vec()) {
        let named = selection.to_string();
        match tokio::task::spawn_blocking(move || Accelerator::open(selection)).await.context("opening a device")? {
            Ok(accelerator) => {
                info!(gpu, device = %accelerator.device().adapter(), "device opened");
                opened.push((gpu, Arc::new(accelerator)));
            }
            Err(error) => warn!(gpu, device = named, %error, "a device cannot be opened; its GPU is not proven"),
        }
    }
    Ok(opened)
}
