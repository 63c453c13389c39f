//! A network with three verifiers, jobs, and what becomes of disputes.

use std::path::Path;
use std::time::{Duration, Instant};

use furnace_client::accounts::{Dispute, Found, Job, PenaltyLedger};
use furnace_client::artifacts::Digest;
use furnace_client::chain::ChainError;
use furnace_client::furnace::Furnace;
use furnace_client::pda;
use furnace_common::dispute::VERIFIER_BOND;
use furnace_common::units::HEAT;
use furnace_tests::stage::scenario::{open_operator, text};
use furnace_tests::stage::{Ledger, Localnet, StageError, VerifierProcess, WorkerProcess};
use solana_address::Address;

pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
/// What a job pays, and what one vote on its result is paid, HEAT base units.
pub(crate) const PRICE: u64 = 20 * HEAT;
pub(crate) const FEE: u64 = PRICE / 2;
/// Stake of each operator, HEAT base units.
pub(crate) const STAKE: u64 = 2_000 * HEAT;
/// What nobody came to.
pub(crate) const LIE: Digest = Digest([9; 32]);
/// Of a job, in seconds.
pub(crate) const TIME_LIMIT: u64 = 300;

/// Each verifier with the actor whose key votes for it.
pub(crate) const VERIFIERS: [(&str, &str); 3] =
    [("verifier-1", "votes-1"), ("verifier-2", "votes-2"), ("verifier-3", "votes-3")];

/// A network with a registered worker of each of two operators, a client with money, and three registered verifiers.
pub(crate) fn network(folder: &Path, further: &[&str]) -> Result<Localnet, StageError> {
    let verifiers = VERIFIERS.iter().flat_map(|(wallet, key)| [*wallet, *key]);
    let net = Localnet::with_actors(folder, &verifiers.chain(further.iter().copied()).collect::<Vec<_>>())?;
    open_operator(&net, "operator-1", "worker-1", "2000", &mut |_| ())?;
    open_operator(&net, "operator-2", "worker-2", "2000", &mut |_| ())?;
    net.furnace("client", &["balance", "deposit", "100"])?;
    for (wallet, key) in VERIFIERS {
        net.verifier_register(wallet, key, VERIFIER_BOND)?;
    }
    Ok(net)
}

/// Starts a worker that looks often.
pub(crate) fn worker(net: &Localnet, worker: &str, operator: &str) -> Result<WorkerProcess, StageError> {
    net.worker_with(worker, operator, &["chain.poll=1s"])
}

/// Starts a verifier that looks often.
pub(crate) fn verifier(net: &Localnet, (wallet, key): (&str, &str)) -> Result<VerifierProcess, StageError> {
    net.verifier(wallet, key, &["verify.poll=1s"])
}

/// Posts a small job in a market, or in the one that is there.
pub(crate) fn post(net: &Localnet, market: Option<&Address>) -> Result<Address, StageError> {
    let (market, limit) = (market.map(ToString::to_string), format!("{TIME_LIMIT}s"));
    let mut arguments = vec!["job", "submit", "matmul", "--rows", "64", "--columns", "64", "--inner", "64"];
    arguments.extend(["--price", "20", "--time-limit", &limit, "--claim-within", "1h"]);
    arguments.extend(market.iter().flat_map(|market| ["--market", market]));
    let job = text(&net.furnace("client", &arguments)?, "job")?;
    job.parse().map_err(|_| StageError::Unexpected(format!("{job} is no address")))
}

pub(crate) fn job(net: &Localnet, address: &Address) -> Result<Found<Job>, StageError> {
    net.with_furnace(async |furnace| furnace.job(address).await)
}

/// The client says that a job's result is wrong.
pub(crate) fn accuse(net: &Localnet, address: &Address) -> Result<Address, StageError> {
    let (client, found) = (net.signer("client")?, job(net, address)?);
    Ok(net.with_furnace(async |furnace| furnace.dispute_open(&client, &found, LIE).await)?.1)
}

/// A dispute, while its account is open.
pub(crate) fn dispute(net: &Localnet, address: &Address) -> Result<Option<Found<Dispute>>, StageError> {
    net.with_furnace(async |furnace| furnace.find::<Dispute>(address).await)
}

/// Waits until a dispute is as it is asked to be.
pub(crate) fn wait_for(
    net: &Localnet,
    address: &Address,
    what: &str,
    holds: impl Fn(&Dispute) -> bool,
) -> Result<Found<Dispute>, StageError> {
    wait(what, || Ok(dispute(net, address)?.filter(|found| holds(&found.data))))
}

/// Waits until a dispute is over, and its account closed.
pub(crate) fn wait_until_closed(net: &Localnet, address: &Address) -> Result<(), StageError> {
    wait("a dispute to be closed", || Ok(dispute(net, address)?.is_none().then_some(())))
}

/// Waits until there is an answer.
pub(crate) fn wait<T>(what: &str, look: impl Fn() -> Result<Option<T>, StageError>) -> Result<T, StageError> {
    let start = Instant::now();
    loop {
        if let Some(answer) = look()? {
            return Ok(answer);
        }
        if start.elapsed() > PATIENCE {
            return Err(StageError::Late { what: what.into(), seconds: PATIENCE.as_secs(), log: String::new() });
        }
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// HEAT that an operator's workers have earned and that nobody has divided yet, base units.
pub(crate) fn income(net: &Localnet, operator: &str) -> Result<u64, StageError> {
    let vault = pda::income_vault(&pda::pool(&net.wallet(operator)?), &pda::heat_mint());
    net.with_furnace(async |furnace| furnace.chain().token_balance(&vault).await)
}

/// What the client has free in its balance, HEAT base units.
pub(crate) fn balance(net: &Localnet) -> Result<u64, StageError> {
    let client = net.wallet("client")?;
    let found = net.with_furnace(async |furnace| furnace.balance(&client).await)?;
    Ok(found.map_or(0, |found| found.data.free))
}

/// No HEAT was made or lost, and the vault of bonds has what its books say.
pub(crate) fn is_conserved(net: &Localnet) -> Result<bool, StageError> {
    let (held, books) = net.with_furnace(async |furnace| bonds(furnace).await)?;
    Ok(Ledger::read(net)?.is_conserved() && held == books)
}

async fn bonds(furnace: &Furnace) -> Result<(u64, u64), ChainError> {
    let held = furnace.chain().token_balance(&pda::bond_vault()).await?;
    Ok((held, furnace.get::<PenaltyLedger>(&pda::penalty_ledger()).await?.data.held))
}
