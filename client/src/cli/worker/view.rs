//! Workers as documents.

use furnace_client::accounts::{Found, Worker};
use serde::Serialize;

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
