//! The engine's threads.

use std::thread::JoinHandle;

use crossbeam_channel::{Receiver, Sender};
use surfpool_core::{
    runloops::start_local_surfnet_runloop,
    surfnet::{
        GeyserEvent,
        locker::SurfnetSvmLocker,
        svm::{SurfnetSvm, SurfnetSvmConfig},
    },
};
use surfpool_types::{
    BlockProductionMode, RpcConfig, SimnetCommand, SimnetConfig, SimnetEvent, SurfpoolConfig, SvmFeatureConfig,
};
use tracing::error;

use super::{SLOT, accounts, events, spawn, ticker, wall_time};
use crate::chain::{ChainError, Genesis, Ports};

/// Only this machine can reach the chain: it hands out money and knows no password.
pub(super) const HOST: &str = "127.0.0.1";

/// A started engine.
pub(super) struct Engine {
    /// What it tells of itself.
    pub(super) events: Receiver<SimnetEvent>,
    /// Its main thread.
    pub(super) thread: JoinHandle<()>,
}

/// Starts the engine and its clock, and waits until the servers listen.
pub(super) fn start(
    genesis: Genesis,
    ports: Ports,
    commands: Sender<SimnetCommand>,
    received: Receiver<SimnetCommand>,
) -> Result<Engine, ChainError> {
    let config = configuration(genesis, ports);
    let simnet = config.simnets.first().cloned().unwrap_or_default();
    let (svm, events, geyser) = SurfnetSvm::new(SurfnetSvmConfig {
        surfnet_id: simnet.surfnet_id,
        slot_time: simnet.slot_time,
        instruction_profiling_enabled: simnet.instruction_profiling_enabled,
        max_profiles: simnet.max_profiles,
        log_bytes_limit: simnet.log_bytes_limit,
        feature_config: SvmFeatureConfig::new(),
        skip_blockhash_check: simnet.skip_blockhash_check,
    })
    .map_err(|reason| ChainError::Start(reason.to_string()))?;
    let locker = SurfnetSvmLocker::new(svm);
    let (own_locker, own_commands) = (locker.clone(), commands.clone());
    let thread = spawn("furnace-chain", move || run(own_locker, config, own_commands, received, geyser))?;
    events::await_start(&events)?;
    let started = wall_time(locker.with_svm_reader(|svm| svm.updated_at));
    spawn("furnace-chain-clock", move || ticker::run(started, SLOT, &commands))?;
    Ok(Engine { events, thread })
}

fn run(
    locker: SurfnetSvmLocker,
    config: SurfpoolConfig,
    commands: Sender<SimnetCommand>,
    received: Receiver<SimnetCommand>,
    geyser: Receiver<GeyserEvent>,
) {
    // A runtime of its own: the engine blocks inside its tasks.
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(reason) => return error!(%reason, "the chain got no runtime"),
    };
    let engine = start_local_surfnet_runloop(locker, config, commands, received, geyser);
    if let Err(reason) = runtime.block_on(engine) {
        error!(%reason, "the chain ended");
    }
}

fn configuration(genesis: Genesis, ports: Ports) -> SurfpoolConfig {
    let simnet = SimnetConfig {
        offline_mode: true,
        remote_rpc_url: None,
        slot_time: u64::try_from(SLOT.as_millis()).unwrap_or(u64::MAX),
        // The ticker produces the slots.
        block_production_mode: BlockProductionMode::Manual,
        instruction_profiling_enabled: false,
        snapshot: accounts::of(&genesis),
        ..SimnetConfig::default()
    };
    SurfpoolConfig {
        simnets: vec![simnet],
        rpc: RpcConfig { bind_host: HOST.to_owned(), bind_port: ports.rpc, ws_port: ports.ws, ..RpcConfig::default() },
        ..SurfpoolConfig::default()
    }
}
