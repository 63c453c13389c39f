//! An honest worker is accused, and acquitted by those who do its work again.

use furnace_client::furnace::accuser_bond;
use furnace_common::dispute::{ACCUSER_FEES, VERIFIER_BOND};
use furnace_tests::stage::StageError;
use furnace_tests::stage::scenario::wait_for_state;

use crate::bench::*;

#[test]
fn an_honest_worker_is_acquitted_and_a_verifier_that_was_killed_after_its_commitment_still_shows_its_vote()
-> Result<(), StageError> {
    // Given a result of an honest worker
    let folder = tempfile::tempdir().map_err(|error| StageError::Unexpected(error.to_string()))?;
    let net = network(folder.path(), &[])?;
    let mut worker = worker(&net, "worker-1", "operator-1")?;
    let posted = post(&net, None)?;
    wait_for_state(&net, &posted.to_string(), "review")?;
    // that the client says is wrong
    let before = net.heat("client")?;
    let accusation = accuse(&net, &posted)?;
    assert_eq!(before - net.heat("client")?, accuser_bond(&job(&net, &posted)?.data));
    assert_eq!(accuser_bond(&job(&net, &posted)?.data), ACCUSER_FEES * FEE);

    // When one of three verifiers, which are the committee, is killed as soon as it has committed to its vote
    let mut first = verifier(&net, VERIFIERS[0])?;
    first.wait_for("committed to a vote", PATIENCE)?;
    first.kill()?;
    let mut others = [verifier(&net, VERIFIERS[1])?, verifier(&net, VERIFIERS[2])?];
    for other in &mut others {
        other.wait_for("vote shown", PATIENCE)?;
    }
    // and started again
    let mut first = verifier(&net, VERIFIERS[0])?;
    first.wait_for("vote shown", PATIENCE)?;

    // Then the worker settles its job, and is paid what it always is and a tenth of the price
    worker.wait_for("job settled", PATIENCE)?;
    wait_until_closed(&net, &accusation)?;
    assert_eq!(income(&net, "operator-1")?, PRICE * 9 / 10 + PRICE / 10);
    // and the client paid that tenth and three votes
    assert_eq!(before - net.heat("client")?, 3 * FEE + PRICE / 10);
    for (wallet, _) in VERIFIERS {
        let verifier = net.verifier_of(wallet)?;
        assert_eq!((verifier.bond, verifier.earned, verifier.right, verifier.votes), (VERIFIER_BOND, FEE, 1, 0));
    }
    assert!(is_conserved(&net)?);
    Ok(())
}
