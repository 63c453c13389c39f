//! A replica that copies another's result instead of computing it.

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use furnace_client::accounts::{Crew, Found};
use furnace_client::artifacts::Digest;
use furnace_client::chain::ChainError;
use furnace_client::generated::jobs::types::{Attestation, Seat};
use furnace_client::pda;
use furnace_common::limits::REVEAL_SECONDS;
use furnace_tests::stage::scenario::{open_operator, text, wait_for_state};
use furnace_tests::stage::{Ledger, Localnet, StageError, number};
use serde_json::json;
use solana_address::Address;

use crate::bench::*;

/// An operator whose worker the test plays.
const COPIER: (&str, &str) = ("operator-3", "worker-3");

#[test]
fn a_replica_that_copies_a_result_cannot_show_it_and_is_punished_as_if_it_were_late() -> Result<(), StageError> {
    // Given a job for three replicas, two of which are honest workers
    let folder = tempfile::tempdir().map_err(|error| StageError::Unexpected(error.to_string()))?;
    let net = network(folder.path(), &[COPIER.0, COPIER.1])?;
    open_operator(&net, COPIER.0, COPIER.1, "2000", &mut |_| ())?;
    let job = post_replicas(&net)?;
    let _honest = [worker(&net, "worker-1", "operator-1")?, worker(&net, "worker-2", "operator-2")?];
    let (key, wallet) = (net.signer(COPIER.1)?, net.wallet(COPIER.0)?);
    net.with_furnace(async |furnace| furnace.crew_join(&key, &wallet, &job).await.map(drop))?;

    // When the third commits to the very same as the first that has
    let committed = wait_for_other(&net, &job, "a commitment", |seat| seat.commitment != [0; 32])?;
    let (_, own) = seats(&net, &job)?;
    net.with_furnace(async |furnace| furnace.crew_commit(&key, &job, own, committed.commitment).await)?;
    // and, once that is shown, shows the same result with the same salt
    let is_shown = |seat: &Seat| seat.worker == committed.worker && seat.result_hash != [0; 32];
    let shown = wait_for_other(&net, &job, "a result", is_shown)?;
    let salt = salt_of(&net, &job, &shown)?;
    let copied = Attestation { result_hash: shown.result_hash, log_hash: shown.log_hash, exit_code: 0 };
    let refused = net.with_furnace(async |furnace| Ok(furnace.crew_reveal(&key, &job, own, copied, salt).await))?;

    // Then it is not what it committed to, because the commitment has the worker in it
    let is_mismatch = matches!(&refused, Err(ChainError::Program { name, .. }) if name == "CommitmentMismatch");
    assert!(is_mismatch, "{refused:?}");
    // and the honest ones agree and are paid
    wait_for_state(&net, &job.to_string(), "settled")?;
    let paid = PRICE * 9 / 10;
    let both_paid = || Ok((income(&net, "operator-1")? == paid && income(&net, "operator-2")? == paid).then_some(()));
    wait("both to be paid", both_paid)?;
    assert_eq!(income(&net, COPIER.0)?, 0);

    // When the time to show is over, then anyone takes half of its collateral, which is the price
    let before = balance(&net)?;
    net.skip(Duration::from_secs(TIME_LIMIT + u64::from(REVEAL_SECONDS) + 5))?;
    let reporter = net.heat("delegator")?;
    let reclaimed = net.furnace("delegator", &["job", "reclaim", &job.to_string()])?;
    let penalty = PRICE / 2;
    assert_eq!(number(&reclaimed, "slashed")?, penalty);
    assert_eq!(pool(&net, COPIER.0)?.active, STAKE - penalty);
    // of which 40% are the client's, whose money for the seat is free again, 10% the reporter's, and the rest burns
    assert_eq!(balance(&net)? - before, PRICE + penalty * 4 / 10);
    assert_eq!(net.heat("delegator")? - reporter, penalty / 10);
    let ledger = Ledger::read(&net)?;
    assert_eq!((ledger.slashed, ledger.burned), (penalty, penalty / 2 + 2 * PRICE / 20));
    // and the honest ones lost nothing
    assert_eq!((pool(&net, "operator-1")?.active, pool(&net, "operator-2")?.active), (STAKE, STAKE));
    assert!(is_conserved(&net)?);
    Ok(())
}

fn post_replicas(net: &Localnet) -> Result<Address, StageError> {
    let limit = format!("{TIME_LIMIT}s");
    let order = ["job", "submit", "matmul", "--rows", "64", "--columns", "64", "--inner", "64", "--price", "20"];
    let crew = ["--replicas", "3", "--quorum", "2", "--time-limit", &limit];
    address(&text(&net.furnace("client", &[&order[..], &crew].concat())?, "job")?)
}

/// The seats of the others, and the number of the copier's own.
fn seats(net: &Localnet, job: &Address) -> Result<(Vec<Seat>, u8), StageError> {
    let own = pda::worker(&pda::operator(&net.wallet(COPIER.0)?), &net.wallet(COPIER.1)?);
    let crew: Found<Crew> = net.with_furnace(async |furnace| furnace.get(&pda::crew(job).0).await)?;
    let taken = crew.data.taken();
    let number = (0u8..).zip(taken).find(|(_, seat)| seat.worker == own).map(|(number, _)| number);
    let number = number.ok_or_else(|| StageError::Unexpected("the copier has no seat".into()))?;
    Ok((taken.iter().filter(|seat| seat.worker != own).cloned().collect(), number))
}

/// Waits until the seat of another is as it is asked to be.
fn wait_for_other(
    net: &Localnet,
    job: &Address,
    what: &str,
    holds: impl Fn(&Seat) -> bool,
) -> Result<Seat, StageError> {
    wait(what, || Ok(seats(net, job)?.0.into_iter().find(|seat| holds(seat))))
}

/// The salt with which a seat's result was shown, as everyone can read it in the transaction: it follows result, log and
/// exit code, and opens the commitment of who computed it. Another seat may have shown the same result before.
fn salt_of(net: &Localnet, job: &Address, seat: &Seat) -> Result<[u8; 32], StageError> {
    let result = seat.result_hash;
    let opens = |salt: &[u8; 32]| Digest::of(&[result, seat.worker.to_bytes(), *salt].concat()).0 == seat.commitment;
    let nowhere = || StageError::Unexpected("no transaction shows the result".into());
    wait("the transaction", || {
        let crew = pda::crew(job).0.to_string();
        let sent = net.ask("getSignaturesForAddress", &json!([crew, { "commitment": "confirmed" }]))?;
        for signature in sent.as_array().into_iter().flatten().filter_map(|entry| entry["signature"].as_str()) {
            let options =
                json!({ "encoding": "base64", "commitment": "confirmed", "maxSupportedTransactionVersion": 0 });
            let found = net.ask("getTransaction", &json!([signature, options]))?;
            let bytes = found["transaction"][0].as_str().and_then(|text| BASE64_STANDARD.decode(text).ok());
            let bytes = bytes.ok_or_else(nowhere)?;
            let at = bytes.windows(32).position(|window| window == result);
            let salt = at.and_then(|at| bytes.get(at + 68..at + 100)).and_then(|salt| salt.try_into().ok());
            let salt = salt.filter(opens);
            if salt.is_some() {
                return Ok(salt);
            }
        }
        Ok(None)
    })
}
