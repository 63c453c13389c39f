//! A worker that can be started, stopped and killed.

use std::{fs, path::PathBuf, sync::Arc, time::Duration};

use furnace_client::{
    artifacts::{Digest, Store},
    spec::{JobSpec, Kernel, Matmul},
};
use furnace_common::state::CrewKind;
use furnace_worker::{
    chain::Protocol,
    config::{Config, Overrides, load},
    journal::Journal,
    policy::DeviceState,
    worker::{Parts, start},
};
use solana_address::Address;
use tempfile::TempDir;
use tokio::{sync::oneshot, task::JoinSet};

use super::{FakeChain, FakeExecutor, chain::hot_key};

/// A folder with a store, and a worker's configuration.
pub(crate) struct Harness {
    pub(crate) chain: FakeChain,
    pub(crate) store: Store,
    pub(crate) journal: Arc<Journal>,
    folder: TempDir,
}

/// A worker that runs.
pub(crate) struct Running {
    stop: oneshot::Sender<()>,
    tasks: JoinSet<()>,
}

impl Harness {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let store = Store::open(&format!("file://{}", folder.path().join("store").display())).expect("store");
        Self::of(FakeChain::new(), store, folder)
    }

    fn of(chain: FakeChain, store: Store, folder: TempDir) -> Self {
        let journal = Arc::new(Journal::open(&folder.path().join("work/journal.sqlite")).expect("journal"));
        Self { chain, store, journal, folder }
    }

    /// Another worker on the same chain, with the same store.
    pub(crate) fn partner(&self, worker: Address) -> Self {
        Self::of(self.chain.seen_by(worker), self.store.clone(), tempfile::tempdir().expect("folder"))
    }

    /// Posts a job for a crew.
    pub(crate) async fn gather(&self, number: u8, kind: CrewKind, size: u8) -> Address {
        let job = self.post(number, 600).await;
        self.chain.open_crew(&job, kind, size);
        job
    }

    fn config(&self, assignments: &[&str]) -> Config {
        let file = self.folder.path().join("worker.toml");
        let text = format!(
            "[chain]\npoll = \"20ms\"\n[worker]\nkeypair = \"key.json\"\noperator = \"{}\"\n\
             [policy]\nstores = [\"{}\"]\n[run]\ngrace = \"300ms\"\n",
            Address::default(),
            self.store.uri(),
        );
        fs::write(&file, text).expect("write");
        let mut overrides = Overrides::default();
        for assignment in assignments {
            overrides.assignment(assignment).expect("assignment");
        }
        load(&file, &overrides).expect("configuration")
    }

    /// Stores a spec and posts a job for it.
    pub(crate) async fn post(&self, number: u8, max_seconds: u32) -> Address {
        let kernel = Kernel::Matmul(Matmul { rows: 2, columns: 2, inner: 2, seed: number.into() });
        let spec = JobSpec::new(kernel).expect("valid").to_bytes();
        let digest = self.store.put(spec).await.expect("put");
        self.chain.post(number, self.store.uri(), digest, max_seconds)
    }

    /// Posts a job for any bytes as its spec.
    pub(crate) async fn post_bytes(&self, number: u8, spec: &'static [u8]) -> Address {
        let digest = self.store.put(spec).await.expect("put");
        self.chain.post(number, self.store.uri(), digest, 600)
    }

    /// Posts a job whose spec is nowhere.
    pub(crate) fn post_missing(&self, number: u8) -> Address {
        self.chain.post(number, self.store.uri(), Digest([9; 32]), 600)
    }

    pub(crate) fn jobs_folder(&self) -> PathBuf {
        self.folder.path().join("work/jobs")
    }

    /// Starts a worker.
    pub(crate) fn start(&self, executor: &FakeExecutor, assignments: &[&str]) -> Running {
        let parts = Parts {
            protocol: Arc::new(self.chain.clone()),
            registrar: Arc::new(self.chain.clone()),
            journal: Arc::clone(&self.journal),
            executor: Arc::new(executor.clone()),
            device: Box::new(|| DeviceState { healthy: true, speed: None }),
            accelerators: Vec::new(),
            provers: Vec::new(),
            memory_provers: Vec::new(),
            emission: None,
            key: Arc::new(hot_key(&self.chain.worker())),
            config: self.config(assignments),
            folder: self.jobs_folder(),
        };
        let (stop, stopped) = oneshot::channel();
        let mut tasks = JoinSet::new();
        tasks.spawn(async move {
            let shutdown = async {
                let _ = stopped.await;
            };
            start(parts).run(shutdown, std::future::pending()).await.expect("an orderly end");
        });
        Running { stop, tasks }
    }
}

impl Running {
    /// Asks the worker to stop, and waits for it.
    pub(crate) async fn stop(mut self) {
        let _ = self.stop.send(());
        while let Some(ended) = self.tasks.join_next().await {
            ended.expect("an orderly end");
        }
    }

    /// Ends the worker where it stands.
    pub(crate) async fn kill(mut self) {
        self.tasks.shutdown().await;
    }
}

/// Lets a worker do what it does not do.
pub(crate) async fn a_while() {
    tokio::time::sleep(Duration::from_millis(200)).await;
}
