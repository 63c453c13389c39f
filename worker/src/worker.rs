//! A whole worker: its tasks, put together in the order in which they start.

use std::{path::PathBuf, sync::Arc, time::Duration};

use furnace_client::sealing::SecretKey;
use solana_keypair::Keypair;
use tokio::sync::{Notify, mpsc, watch};
use tokio_util::sync::CancellationToken;

use crate::{
    attestor::Attestor,
    chain::{ChainClock, Protocol},
    config::Config,
    convictions::watch_convictions,
    device::{Accelerator, monitor},
    earning::{EmissionChain, earn},
    executor::{Executor, KernelExecutor},
    journal::Journal,
    notary::Notary,
    policy::{DeviceState, Policy},
    proving::Prover,
    registration::Registrar,
    remembering::MemoryProver,
    runner::{InHand, Runner, Workshop},
    serve::{self, Services},
    status::{self, Status},
    steps::Steps,
    tasks::Tasks,
    watcher::Watcher,
};

/// For what has nothing to finish.
const SHORT: Duration = Duration::from_secs(5);
/// For handing jobs back and attesting, on top of what the configuration grants.
const CLOSING: Duration = Duration::from_secs(60);
/// Polls between two looks for convictions: an appeal has days.
const CONVICTION_POLLS: u32 = 6;
/// Orders that may wait for the attestor.
const ORDERS: usize = 64;

/// What a worker is made of.
pub struct Parts {
    /// The chain.
    pub protocol: Arc<dyn Protocol>,
    /// Sees to it that the worker is registered.
    pub registrar: Arc<dyn Registrar>,
    /// The journal.
    pub journal: Arc<Journal>,
    /// What computes.
    pub executor: Arc<dyn Executor>,
    /// The state of what computes.
    pub device: Box<dyn Fn() -> DeviceState + Send + Sync>,
    /// The devices to look after.
    pub accelerators: Vec<Arc<Accelerator>>,
    /// What proves them, if they are proven.
    pub provers: Vec<Prover>,
    /// What proves their memory, if it is proven.
    pub memory_provers: Vec<MemoryProver>,
    /// Where emission is earned for them, if it is.
    pub emission: Option<Arc<dyn EmissionChain>>,
    /// The hot key: it signs results and where leases are served, and opens what is sealed for this worker.
    pub key: Arc<Keypair>,
    /// The configuration.
    pub config: Config,
    /// Folder for jobs under way.
    pub folder: PathBuf,
}

impl Parts {
    /// The parts that compute with the built-in kernels on a device.
    pub fn on_device(
        accelerator: Arc<Accelerator>,
        protocol: Arc<dyn Protocol>,
        registrar: Arc<dyn Registrar>,
        journal: Arc<Journal>,
        key: Arc<Keypair>,
        config: Config,
        folder: PathBuf,
    ) -> Self {
        let state = Arc::clone(&accelerator);
        Self {
            protocol,
            registrar,
            journal,
            executor: Arc::new(KernelExecutor::new(Arc::clone(&accelerator))),
            device: Box::new(move || state.state()),
            accelerators: vec![accelerator],
            provers: Vec::new(),
            memory_provers: Vec::new(),
            emission: None,
            key,
            config,
            folder,
        }
    }
}

/// Starts all tasks of a worker.
pub fn start(parts: Parts) -> Tasks {
    let Parts {
        protocol,
        registrar,
        journal,
        executor,
        device,
        accelerators,
        provers,
        memory_provers,
        emission,
        key,
        config,
        folder,
    } = parts;
    let status = Status::new(config.chain.poll * 3 + Duration::from_secs(30));
    let steps = Arc::new(Steps::new(protocol, journal, status.clone()));
    let clock = Arc::new(ChainClock::new(0));
    let refresh = Arc::new(Notify::new());
    let in_hand = InHand::default();
    let (orders, incoming) = mpsc::channel(ORDERS);
    let (surveys, seen) = watch::channel(None);

    let mut tasks = Tasks::default();
    if let Some(address) = config.metrics.listen {
        tasks.start("metrics", SHORT, |stop| status::serve(address, status.clone(), stop));
    }
    for prover in provers {
        tasks.start("prover", SHORT, |stop| prover.run(stop));
    }
    for prover in memory_provers {
        tasks.start("memory prover", SHORT, |stop| prover.run(stop));
    }
    if let Some(chain) = emission {
        tasks.start("earner", SHORT, |stop| earn(chain, stop));
    }
    if !accelerators.is_empty() {
        tasks.start("device monitor", SHORT, |stop| monitor(accelerators, in_hand.clone(), status.clone(), stop));
    }
    let policy = Arc::new(Policy::new(config.policy, config.limits.clone()));
    let attestor = Attestor {
        steps: Arc::clone(&steps),
        notary: Notary { key: Arc::clone(&key), policy: Arc::clone(&policy) },
        orders: incoming,
        clock: Arc::clone(&clock),
        status: status.clone(),
        refresh: Arc::clone(&refresh),
    };
    tasks.start("attestor", CLOSING, |stop| attestor.run(stop));
    let poll = config.chain.poll;
    let listener = config.network.host.map(|_| serve::bind(&config.network));
    let services = listener.as_ref().and_then(|listener| {
        let bound = listener.as_ref().ok()?.local_addr().ok()?;
        let kernels = policy.kernels().map(str::to_owned).collect();
        Some(Services::new(bound, steps.protocol().worker(), executor.device(), kernels))
    });
    if let Some(listener) = listener {
        let (services, policy, clock) = (services.clone(), Arc::clone(&policy), Arc::clone(&clock));
        tasks.start("lease server", SHORT, |stop| serve::serve(listener, services, policy, clock, stop));
    }
    let workshop = Workshop {
        steps: Arc::clone(&steps),
        executor,
        device,
        policy,
        limits: config.limits,
        folder,
        clock: Arc::clone(&clock),
        orders,
        in_hand,
        status: status.clone(),
        refresh: Arc::clone(&refresh),
        closing: CancellationToken::new(),
        settings: config.run,
        network: config.network,
        services,
        secret: SecretKey::of(&key),
        key,
    };
    let patience = workshop.settings.grace.max(workshop.settings.lease_grace) + CLOSING;
    let runner = Runner::new(workshop, seen);
    tasks.start("job runner", patience, |stop| runner.run(stop));
    let (looked_after, said_by, between_looks) = (Arc::clone(&steps), status.clone(), poll * CONVICTION_POLLS);
    tasks.start("conviction watch", SHORT, |stop| watch_convictions(looked_after, said_by, between_looks, stop));
    let watcher = Watcher { registrar, steps, surveys, clock, refresh, status, poll };
    tasks.start("chain watcher", SHORT, |stop| watcher.run(stop));
    tasks
}
