//! The leases that are served now, and the work that their clients ask for.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use furnace_client::{
    service::{Answer, Request, Served, ServiceState},
    spec::JobSpec,
};
use solana_address::Address;
use tokio::sync::{mpsc, oneshot};

use super::{gate::Gate, refusal::Denied};

/// Runs that wait for one lease while another one is computed.
pub(super) const QUEUE: usize = 4;

/// A run that the client of a lease asks for.
#[derive(Debug)]
pub struct Commission {
    /// What to compute.
    pub spec: JobSpec,
    /// What was signed, to which the answer refers.
    pub request: Request,
    /// Where the answer goes. Closed once nobody waits for it any more.
    pub answer: oneshot::Sender<Result<Answer, Denied>>,
}

/// The runs asked for, in the order in which they came.
pub type Commissions = mpsc::Receiver<Commission>;

/// The leases served; clones are the same.
#[derive(Clone, Debug)]
pub struct Services(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// Where they are served.
    bound: SocketAddr,
    worker: Address,
    device: String,
    kernels: Vec<String>,
    open: Mutex<HashMap<Address, Arc<Service>>>,
}

/// One lease that is served.
#[derive(Debug)]
pub(super) struct Service {
    pub(super) client: Address,
    pub(super) gate: Gate,
    pub(super) runs: mpsc::Sender<Commission>,
    paused: AtomicBool,
}

impl Service {
    pub(super) fn is_paused(&self) -> bool {
        self.paused.load(Ordering::Relaxed)
    }
}

impl Services {
    /// No lease yet, served at an address by a worker that runs kernels on a device.
    pub fn new(bound: SocketAddr, worker: Address, device: String, kernels: Vec<String>) -> Self {
        Self(Arc::new(Inner { bound, worker, device, kernels, open: Mutex::default() }))
    }

    /// The URL under which others reach this machine at `host`.
    pub fn url(&self, host: IpAddr) -> String {
        format!("http://{}", SocketAddr::new(host, self.0.bound.port()))
    }

    /// The URL at which this machine reaches itself.
    pub fn own_url(&self) -> String {
        match self.0.bound.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => self.url(Ipv4Addr::LOCALHOST.into()),
            IpAddr::V6(ip) if ip.is_unspecified() => self.url(std::net::Ipv6Addr::LOCALHOST.into()),
            ip => self.url(ip),
        }
    }

    /// Serves a lease of `client` until what is returned is dropped.
    pub fn open(&self, lease: Address, client: Address) -> (Open, Commissions) {
        let (runs, commissions) = mpsc::channel(QUEUE);
        let service = Arc::new(Service { client, gate: Gate::default(), runs, paused: AtomicBool::new(false) });
        self.all().insert(lease, Arc::clone(&service));
        (Open { services: self.clone(), lease, service }, commissions)
    }

    pub(super) fn find(&self, lease: &Address) -> Option<Arc<Service>> {
        self.all().get(lease).map(Arc::clone)
    }

    /// What anyone may know of a lease that is served.
    pub(super) fn describe(&self, lease: &Address) -> Option<Served> {
        let service = self.find(lease)?;
        let state = if service.is_paused() { ServiceState::Paused } else { ServiceState::Serving };
        let Inner { worker, device, kernels, .. } = self.0.as_ref();
        Some(Served { lease: *lease, worker: *worker, device: device.clone(), kernels: kernels.clone(), state })
    }

    fn all(&self) -> MutexGuard<'_, HashMap<Address, Arc<Service>>> {
        self.0.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A lease that is served, until this is dropped.
#[derive(Debug)]
pub struct Open {
    services: Services,
    lease: Address,
    service: Arc<Service>,
}

impl Open {
    /// Takes no more work, or takes it again. Says whether that is a change.
    pub fn pause(&self, paused: bool) -> bool {
        self.service.paused.swap(paused, Ordering::Relaxed) != paused
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.services.all().remove(&self.lease);
    }
}
