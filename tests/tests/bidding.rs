//! Two workers bid for a job, over a real chain and with real processes.

use furnace_common::units::HEAT;
use furnace_tests::stage::scenario::{open_operator, text, wait_for_state};
use furnace_tests::stage::{Ledger, Localnet, StageError, number};

/// Each worker with its operator, and the least that it works for.
const BIDDERS: [(&str, &str, &str); 2] =
    [("worker-1", "operator-1", "policy.min_price=8"), ("worker-2", "operator-2", "policy.min_price=5")];

#[test]
fn the_worker_that_asks_for_less_gets_the_job_below_what_the_other_asks() -> Result<(), StageError> {
    // Given two workers, one of which works for less
    let folder = tempfile::tempdir().map_err(|error| StageError::Unexpected(error.to_string()))?;
    let net = Localnet::start(folder.path())?;
    for (worker, operator, _) in BIDDERS {
        open_operator(&net, operator, worker, "2000", &mut |_| ())?;
    }
    net.furnace("client", &["balance", "deposit", "100"])?;
    let mut workers = Vec::new();
    for (worker, operator, price) in BIDDERS {
        workers.push(net.worker_with(worker, operator, &[price, "policy.bid_step_bps=2500", "chain.poll=1s"])?);
    }

    // When a job for at most 20 HEAT is put up for auction, and nobody but the workers does anything
    let kernel = ["job", "submit", "matmul", "--rows", "64", "--columns", "64", "--inner", "64"];
    let terms = ["--price", "20", "--auction", "--claim-within", "20s", "--time-limit", "1m"];
    let job = text(&net.furnace("client", &[&kernel[..], &terms[..]].concat())?, "job")?;
    let reviewed = wait_for_state(&net, &job, "review")?;
    for worker in workers {
        worker.terminate()?;
    }

    // Then the cheaper one has done it, for less than the other would have
    let price = number(&reviewed, "price")?;
    assert!((5 * HEAT..8 * HEAT).contains(&price), "{reviewed}");
    let cheaper = net.address("worker-2")?;
    let listed = net.furnace("client", &["worker", "list"])?;
    let workers = listed["workers"].as_array().into_iter().flatten();
    let known: Vec<_> = workers.filter(|worker| worker["key"] == cheaper).collect();
    assert_eq!(known.len(), 1, "{listed}");
    assert_eq!(reviewed["worker"], known[0]["worker"]);
    // and the client pays that, and has the rest back
    net.furnace("client", &["job", "accept", &job])?;
    let balance = net.furnace("client", &["balance", "show"])?;
    assert_eq!(balance["free"], 100 * HEAT - price, "{balance}");
    assert!(Ledger::read(&net)?.is_conserved());
    Ok(())
}
