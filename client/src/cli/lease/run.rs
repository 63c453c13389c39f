//! `furnace lease run`

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use furnace_client::{
    accounts::{Found, Lease, LeaseState},
    artifacts::Store,
    furnace::Furnace,
    manifest::Manifest,
    service::{Answer, Endpoint, ServiceClient, ServiceError},
    spec::JobSpec,
};
use serde::Serialize;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{Target, view::state_name};
use crate::cli::{context::Context, download::Downloaded, failure::refusal, order::read_files, report::Report};

/// Have the worker of a lease compute a job spec, and wait for the result. It costs nothing beyond the lease.
///
/// Runs are computed one after the other, as they come. What comes out is in the lease's store; with --out it is fetched,
/// and every hash compared.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  furnace lease run 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 --spec job.json --input bunny.obj --out frames"
)]
pub(in crate::cli) struct Run {
    #[command(flatten)]
    target: Target,
    /// File with the job spec.
    #[arg(long, value_name = "FILE")]
    spec: PathBuf,
    /// File that the spec refers to by its hash; may be repeated. What is in the store already can be left out.
    #[arg(long, value_name = "FILE")]
    input: Vec<PathBuf>,
    /// Folder to fetch the result to, with the worker's log as job.log.
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

#[derive(Serialize)]
struct Finished {
    lease: String,
    /// Where it was computed.
    url: String,
    spec: String,
    result: String,
    log: String,
    seconds: f64,
    /// The files, where they were fetched.
    fetched: Option<Downloaded>,
}

pub(super) async fn run(command: Run, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let lease = command.target.read(&furnace).await?;
    require_own(&lease, &wallet)?;
    require_running(&lease)?;
    let store = lease.data.location().and_then(Store::at).context("opening the lease's artifact store")?;

    let progress = context.output.progress("storing the spec and its inputs");
    let spec = read_files(&store, &command.spec, &command.input).await?;
    spec.check_inputs(&store).await.context("looking for the inputs of the spec")?;
    store.put(spec.to_bytes()).await.context("storing the spec")?;
    progress.set("looking for the worker");
    let url = find(&store, &lease).await?;
    progress.set(format!("the worker at {url} computes"));
    let order = Order { furnace: &furnace, lease: &lease, wallet: &wallet, spec: &spec };
    let answer = order.send(&ServiceClient::at(&url)?, |text| progress.set(text)).await?;
    progress.set("fetching the result");
    let manifest = Manifest::load(&store, answer.manifest).await.context("reading the result's manifest")?;
    if manifest.spec() != spec.digest() {
        return Err(refusal(format!("the result is one for another spec: {}", manifest.spec())).into());
    }
    let fetched = match &command.out {
        Some(folder) => Some(Downloaded::fetch(&manifest, Some(answer.log), &store, folder).await?),
        None => None,
    };
    drop(progress);
    context.output.note(format!("computed on {} in {:.1} s", manifest.device(), answer.seconds));
    context.output.result(&Finished {
        lease: lease.address.to_string(),
        url,
        spec: spec.digest().to_string(),
        result: answer.manifest.to_string(),
        log: answer.log.to_string(),
        seconds: answer.seconds,
        fetched,
    })
}

fn require_own(lease: &Found<Lease>, wallet: &Keypair) -> anyhow::Result<()> {
    let client = lease.data.client;
    if client == wallet.pubkey() {
        return Ok(());
    }
    let other = refusal(format!("lease {} is rented by {client}, not by {}", lease.address, wallet.pubkey()));
    Err(other.hint("sign as its client with --keypair").into())
}

fn require_running(lease: &Found<Lease>) -> anyhow::Result<()> {
    let (address, state) = (lease.address, lease.data.state());
    let hint = match state {
        Some(LeaseState::Running) => return Ok(()),
        Some(LeaseState::Open) => format!("it waits for a worker; follow it with 'furnace lease watch {address}'"),
        Some(LeaseState::Assigned) => "its worker prepares; try again in a moment".to_owned(),
        Some(LeaseState::Suspended) => {
            format!("it is out of funds; add some with 'furnace lease top-up {address} --for 1h'")
        }
        _ => "open another one with 'furnace lease open'".to_owned(),
    };
    Err(refusal(format!("lease {address} is {}, and nothing is computed for it", state_name(state))).hint(hint).into())
}

/// Where the worker says that it is.
async fn find(store: &Store, lease: &Found<Lease>) -> anyhow::Result<String> {
    let endpoint = Endpoint::find(store, lease).await.context("looking for the worker")?;
    let missing = || {
        let missing =
            refusal(format!("worker {} has not said where it serves lease {}", lease.data.worker, lease.address));
        missing.hint(format!("ask whether it is there with 'furnace lease ping {} --wait'", lease.address))
    };
    Ok(endpoint.ok_or_else(missing)?.url)
}

/// A spec on its way to the worker of a lease.
struct Order<'a> {
    furnace: &'a Furnace,
    lease: &'a Found<Lease>,
    wallet: &'a Keypair,
    spec: &'a JobSpec,
}

impl Order<'_> {
    /// Sends it, and again while the worker is busy with others, or has not heard yet that the lease runs.
    async fn send(&self, worker: &ServiceClient, tell: impl Fn(&'static str)) -> anyhow::Result<Answer> {
        let Found { address, data } = self.lease;
        loop {
            // Its time is that of the chain, as is the worker's.
            let at = self.furnace.chain().clock().await?.unix_timestamp;
            let sent = worker.run(address, self.spec.to_bytes(), at, self.wallet, &data.worker_key).await;
            match sent {
                Err(ServiceError::Refused { again_in: Some(pause), .. }) => {
                    tell("waiting for its turn");
                    tokio::time::sleep(pause).await;
                    require_running(&self.furnace.lease(address).await?)?;
                }
                Err(error @ ServiceError::Unreachable { .. }) => {
                    let silent = refusal(error);
                    let hint = format!("ask whether it is there with 'furnace lease ping {address} --wait'");
                    return Err(silent.hint(hint).into());
                }
                other => return Ok(other?),
            }
        }
    }
}

impl Report for Finished {
    fn text(&self, colour: bool) -> String {
        match &self.fetched {
            Some(fetched) => Downloaded::table([fetched], colour),
            None => format!("result {}\nlog {}", self.result, self.log),
        }
    }
}

#[cfg(test)]
mod tests {
    use furnace_client::accounts::ProgramAccount;
    use solana_address::Address;

    use super::*;

    fn lease(state: LeaseState, client: Address) -> Found<Lease> {
        let data = Lease::parse(&vec![0; Lease::SIZE]).expect("a lease");
        Found { address: Address::default(), data: Lease { state: state.byte(), client, ..data } }
    }

    #[test]
    fn only_a_running_one_of_ones_own_computes() {
        let wallet = Keypair::new();
        assert!(require_own(&lease(LeaseState::Running, wallet.pubkey()), &wallet).is_ok());
        assert!(require_own(&lease(LeaseState::Running, Address::default()), &wallet).is_err());
        for state in LeaseState::ALL {
            let refused = require_running(&lease(*state, wallet.pubkey()));
            assert_eq!(refused.is_ok(), *state == LeaseState::Running, "{state:?}");
        }
    }
}
