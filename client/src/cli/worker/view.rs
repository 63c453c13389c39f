//! Workers as documents.

use furnace_client::accounts::{Certificate, Found, Worker};
use serde::Serialize;

/// What a worker has proven, in the last epoch in which it did.
#[derive(Serialize)]
pub(super) struct ProvenView {
    /// GPUs.
    pub(super) gpus: u32,
    /// The lowest score of them, int8 operations a second.
    pub(super) score: u64,
    /// GPUs whose memory is proven, too.
    pub(super) memory_gpus: u32,
    /// The least memory of them, in MiB.
    pub(super) memory_mib: u32,
    pub(super) epoch: u64,
    /// Whether the certificate is good now.
    pub(super) good: bool,
    /// Unix seconds.
    pub(super) good_until: i64,
}

impl ProvenView {
    /// What a certificate says at `now`, unix seconds; `None` where nothing was proven.
    pub(super) fn new(certificate: &Certificate, now: i64) -> Option<Self> {
        let ([last, _], [memory, _]) = (&certificate.generations, &certificate.memories);
        (last.gpus != 0).then(|| Self {
            gpus: last.gpus.count_ones(),
            score: last.lowest,
            memory_gpus: (last.gpus & memory.gpus).count_ones(),
            memory_mib: memory.lowest_mib,
            epoch: last.epoch,
            good: certificate.showings()[0].is_good(now),
            good_until: last.expires_at,
        })
    }
}

#[derive(Serialize)]
pub(super) struct WorkerView {
    pub(super) worker: String,
    pub(super) operator: String,
    pub(super) key: String,
    pub(super) encryption_key: String,
    pub(super) gpus: u8,
    pub(super) vram_gib: u16,
    pub(super) jobs: u8,
    pub(super) max_jobs: u8,
    pub(super) completed: u64,
    pub(super) failed: u64,
    pub(super) busy_seconds: u64,
    pub(super) registered_at: i64,
    pub(super) retired: bool,
}

impl From<&Found<Worker>> for WorkerView {
    fn from(worker: &Found<Worker>) -> Self {
        let Found { address, data } = worker;
        Self {
            worker: address.to_string(),
            operator: data.operator.to_string(),
            key: data.key.to_string(),
            encryption_key: hex::encode(data.encryption_key),
            gpus: data.gpus,
            vram_gib: data.vram_gib,
            jobs: data.jobs,
            max_jobs: data.max_jobs,
            completed: data.completed,
            failed: data.failed,
            busy_seconds: data.busy_seconds,
            registered_at: data.registered_at,
            retired: data.retired != 0,
        }
    }
}

impl WorkerView {
    pub(super) fn standing(&self) -> &'static str {
        match (self.retired, self.jobs) {
            (true, _) => "retired",
            (false, 0) => "idle",
            (false, _) => "busy",
        }
    }
}
