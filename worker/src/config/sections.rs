//! The sections of the configuration, with their defaults.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    time::Duration,
};

use figment::value::magic::RelativePathBuf;
use furnace_client::heat::Heat;
use serde::{Deserialize, Serialize, Serializer};
use solana_address::Address;

use super::{Devices, RpcUrl, Text};

/// How to reach the chain.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ChainConfig {
    /// RPC URL, or localnet, devnet, testnet, mainnet.
    pub rpc: RpcUrl,
    /// WebSocket URL, where it does not follow from the RPC URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub websocket: Option<RpcUrl>,
    /// Longest time between two looks at the chain; the WebSocket only wakes the worker up earlier.
    #[serde(with = "humantime_serde")]
    pub poll: Duration,
}

impl Default for ChainConfig {
    fn default() -> Self {
        Self { rpc: RpcUrl::localnet(), websocket: None, poll: Duration::from_secs(5) }
    }
}

/// Who this worker is, and what it declares on chain.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkerConfig {
    /// File of the hot key, which claims and attests.
    #[serde(serialize_with = "shown")]
    pub keypair: RelativePathBuf,
    /// The operator's wallet; not needed where its keypair is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator: Option<Text<Address>>,
    /// File of the operator's keypair; only for registering.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "shown_if_any")]
    pub operator_keypair: Option<RelativePathBuf>,
    /// Whether to register this worker at the start, if it is not yet.
    #[serde(default)]
    pub register: bool,
    /// GPUs it declares.
    #[serde(default = "one")]
    pub gpus: u8,
    /// Memory of each GPU that it declares, in GiB.
    #[serde(default)]
    pub vram_gib: u16,
    /// Most jobs it may hold on chain, those in review included.
    #[serde(default = "four")]
    pub max_jobs: u8,
    /// Where it is: the number that markets give its region, 0 to 31.
    #[serde(default)]
    pub region: u8,
}

/// What it computes on.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DeviceConfig {
    /// `auto`, `cpu`, an index, or a part of a device's name; several with commas between them, one for each GPU.
    pub select: Text<Devices>,
}

/// A kernel by the name it has in specs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum KernelName {
    /// Path-traced frames of a mesh.
    Render,
    /// An exact integer matrix product.
    Matmul,
    /// A linear model fitted in fixed point.
    Training,
}

impl KernelName {
    /// The name in specs and manifests.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Render => "render",
            Self::Matmul => "matmul",
            Self::Training => "training",
        }
    }
}

/// Which jobs it takes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PolicyConfig {
    /// Least price of a job, in HEAT.
    pub min_price: Text<Heat>,
    /// Least price of a second that a job may take, in HEAT.
    pub min_price_per_second: Text<Heat>,
    /// Most collateral to risk on one job, in HEAT.
    pub max_collateral: Text<Heat>,
    /// How far to go below the lowest bid of others in an auction, in basis points of it.
    pub bid_step_bps: u16,
    /// Markets to work in; all when empty.
    pub markets: Vec<Text<Address>>,
    /// Kernels to run.
    pub kernels: Vec<KernelName>,
    /// Least time from claim to deadline that a job must give.
    #[serde(with = "humantime_serde")]
    pub min_time: Duration,
    /// A job must give this many times the time it is estimated to take.
    pub time_margin: f64,
    /// Whether to go on from states that other workers computed.
    pub trust_checkpoints: bool,
    /// Beginnings of the artifact stores that may be read and written.
    pub stores: Vec<Text<StorePrefix>>,
}

impl Default for PolicyConfig {
    fn default() -> Self {
        Self {
            min_price: Text(Heat(0)),
            min_price_per_second: Text(Heat(0)),
            max_collateral: Text(Heat(1_000 * furnace_client::heat::UNIT)),
            bid_step_bps: 500,
            markets: Vec::new(),
            kernels: vec![KernelName::Render, KernelName::Matmul, KernelName::Training],
            min_time: Duration::from_secs(5),
            time_margin: 1.5,
            trust_checkpoints: true,
            stores: vec![Text(StorePrefix::https())],
        }
    }
}

pub use super::url::StorePrefix;

/// What a job may cost this machine.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Most bytes of all inputs of a job.
    pub max_input_bytes: u64,
    /// Most bytes of all results of a job.
    pub max_output_bytes: u64,
    /// Longest time to fetch a spec and its inputs, before the job is claimed.
    #[serde(with = "humantime_serde")]
    pub fetch_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_input_bytes: 256 << 20, max_output_bytes: 4 << 30, fetch_time: Duration::from_secs(120) }
    }
}

/// Name of the work folder, beside the configuration file.
pub(super) const DEFAULT_WORK_FOLDER: &str = "furnace-work";

/// How it runs.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RunConfig {
    /// Folder for the journal and for jobs under way.
    #[serde(serialize_with = "shown")]
    pub work_folder: RelativePathBuf,
    /// Jobs computed at the same time.
    pub jobs_at_once: u8,
    /// How long a job under way may go on once the worker is told to stop.
    #[serde(with = "humantime_serde")]
    pub grace: Duration,
    /// How long before its deadline an unfinished job is handed back.
    #[serde(with = "humantime_serde")]
    pub deadline_margin: Duration,
    /// Steps of a workload between two states that could be recorded.
    pub checkpoint_steps: u32,
    /// Least time between two checkpoints recorded on chain, and before the first.
    #[serde(with = "humantime_serde")]
    pub checkpoint_pause: Duration,
    /// Whether to settle own jobs when the client lets the review end.
    pub settle: bool,
    /// Whether to prove the device on chain once an epoch, and to take the emission for it.
    pub prove: bool,
    /// The part of a proof's time for which it is sized.
    pub prove_part: f64,
    /// How much memory of each device to prove, in MiB; what is declared where it is not named, none for zero.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prove_memory_mib: Option<u32>,
    /// How often to collect what a lease earns; each time costs a fee.
    #[serde(with = "humantime_serde")]
    pub lease_settle: Duration,
    /// How long a stopping worker waits for the end of the notice that it gives. Without any it gives no notice: it is
    /// expected back before its silence costs.
    #[serde(with = "humantime_serde")]
    pub lease_grace: Duration,
}

impl Default for RunConfig {
    fn default() -> Self {
        Self {
            work_folder: std::path::PathBuf::from(DEFAULT_WORK_FOLDER).into(),
            jobs_at_once: 1,
            grace: Duration::from_secs(30),
            deadline_margin: Duration::from_secs(10),
            checkpoint_steps: 100,
            checkpoint_pause: Duration::from_secs(60),
            settle: true,
            prove: false,
            prove_part: 0.6,
            prove_memory_mib: None,
            lease_settle: Duration::from_secs(3_600),
            lease_grace: Duration::from_secs(300),
        }
    }
}

/// How results of others are judged, by `furnace-worker verify`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VerifyConfig {
    /// The wallet that is registered as a verifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wallet: Option<Text<Address>>,
    /// Whether to take the steps, too, that anyone may take to bring disputes and audits to their end.
    pub keep: bool,
    /// Disputes whose work is done again at the same time.
    pub at_once: u8,
    /// Kernels whose results can be judged here.
    pub kernels: Vec<KernelName>,
    /// Longest time between two looks at the chain.
    #[serde(with = "humantime_serde")]
    pub poll: Duration,
}

impl Default for VerifyConfig {
    fn default() -> Self {
        Self {
            wallet: None,
            keep: true,
            at_once: 1,
            kernels: vec![KernelName::Render, KernelName::Matmul, KernelName::Training],
            poll: Duration::from_secs(5),
        }
    }
}

/// How others reach this machine: the other members of a gang, and the client of a lease.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NetworkConfig {
    /// The address that others use. Without it this worker joins no gangs and takes no leases.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<IpAddr>,
    /// The address to listen on.
    pub listen: IpAddr,
    /// Where leases are served; any free port when zero.
    pub serve_port: u16,
    /// Where gangs meet; any free port when zero.
    pub gang_port: u16,
}

impl Default for NetworkConfig {
    fn default() -> Self {
        Self { host: None, listen: Ipv4Addr::UNSPECIFIED.into(), serve_port: 7070, gang_port: 0 }
    }
}

/// Where it can be watched.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MetricsConfig {
    /// Loopback address for `/metrics` and `/healthz`; none when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<SocketAddr>,
}

fn one() -> u8 {
    1
}

fn four() -> u8 {
    4
}

/// Writes a path as it is used, which is not always as it is written.
fn shown<S: Serializer>(path: &RelativePathBuf, serializer: S) -> Result<S::Ok, S::Error> {
    path.relative().serialize(serializer)
}

fn shown_if_any<S: Serializer>(path: &Option<RelativePathBuf>, serializer: S) -> Result<S::Ok, S::Error> {
    path.as_ref().map(RelativePathBuf::relative).serialize(serializer)
}
