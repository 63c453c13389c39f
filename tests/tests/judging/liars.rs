//! A worker that lies is found by an audit; verifiers that lie or keep silent are found by the others.

use std::time::Duration;

use furnace_client::accounts::{Dispute, Found, Pool};
use furnace_client::artifacts::Digest;
use furnace_client::furnace::NewMarket;
use furnace_client::pda;
use furnace_common::dispute::{APPEAL_SECONDS, VERIFIER_BOND, VOTE_MARGIN_SECONDS};
use furnace_common::penalties::split;
use furnace_common::state::{DisputeState, Payment, PriceMode, VoteState};
use furnace_tests::stage::scenario::{show, wait_for_state};
use furnace_tests::stage::{Ledger, Localnet, StageError, number};
use solana_address::Address;

use crate::bench::*;

/// So much more than the others have together that it is drawn but for once in 150,000 times.
const ROGUE_BOND: u64 = 97 * VERIFIER_BOND;
/// A verifier that the test plays, and whose key votes.
const ROGUE: (&str, &str) = ("rogue", "votes-rogue");

#[test]
fn a_worker_that_lies_is_found_by_an_audit_and_its_job_is_done_by_another() -> Result<(), StageError> {
    // Given a market in which every result is audited, and three verifiers
    let folder = tempfile::tempdir().map_err(|error| StageError::Unexpected(error.to_string()))?;
    let net = network(folder.path(), &[])?;
    let market = audited_market(&net)?;
    let _verifiers = VERIFIERS.map(|each| verifier(&net, each)).into_iter().collect::<Result<Vec<_>, _>>()?;

    // When a worker delivers what it did not compute
    let posted = post(&net, Some(&market))?;
    deliver_a_lie(&net, &posted)?;
    let audit = pda::dispute(&posted, 0).0;
    // Then a verifier that does the work again calls a committee, which finds the result wrong
    let convicted = wait_for(&net, &audit, "a conviction", |dispute| is_in(dispute, DisputeState::Convicted))?.data;
    let penalty = PRICE + STAKE / 20;
    assert_eq!((convicted.penalty, convicted.given().count()), (penalty, 1 + 3));
    assert_eq!(pool(&net, "operator-2")?.active, STAKE - penalty);

    // When an honest worker does the job
    let _honest = worker(&net, "worker-1", "operator-1")?;
    let reviewed = wait_for(&net, &pda::dispute(&posted, 1).0, "a second audit", |_| true)?.data;
    assert_eq!(reviewed.operator, pda::operator(&net.wallet("operator-1")?));
    wait_until_closed(&net, &pda::dispute(&posted, 1).0)?;
    wait_for_state(&net, &posted.to_string(), "review")?;
    net.furnace("client", &["job", "accept", &posted.to_string()])?;
    // Then that is paid as any other
    assert_eq!(number(&show(&net, &posted.to_string())?["settlement"], "paid")?, PRICE * 9 / 10);
    assert_eq!(income(&net, "operator-1")?, PRICE * 9 / 10);
    // and the liar's daemon tells how to appeal
    let mut liar = worker(&net, "worker-2", "operator-2")?;
    liar.wait_for(&format!("furnace dispute appeal {audit}"), PATIENCE)?;

    // When nobody appeals
    let before = balance(&net)?;
    net.skip(Duration::from_secs(u64::from(APPEAL_SECONDS) + 60))?;
    wait_until_closed(&net, &audit)?;

    // Then the penalty is divided between the client, who pays the votes out of its part, and the fire
    let votes = (1 + 3) * FEE;
    let parts = split(penalty, false).ok_or_else(|| StageError::Unexpected("a split".into()))?;
    assert_eq!(balance(&net)? - before, parts.client - votes);
    let ledger = Ledger::read(&net)?;
    assert_eq!((ledger.slashed, ledger.burned), (penalty, parts.burn + PRICE / 20));
    // and five votes were right: four about the lie, and one about the honest result
    let verifiers = VERIFIERS.map(|(wallet, _)| net.verifier_of(wallet)).into_iter().collect::<Result<Vec<_>, _>>()?;
    let earned: u64 = verifiers.iter().map(|verifier| verifier.earned).sum();
    assert_eq!((earned, verifiers.iter().map(|verifier| verifier.right).sum::<u64>()), (5 * FEE, 5));
    assert!(is_conserved(&net)?);
    Ok(())
}

#[test]
fn a_verifier_that_lies_loses_a_fifth_of_its_bond_and_one_that_keeps_silent_a_twentieth() -> Result<(), StageError> {
    // Given three honest verifiers, and one that is drawn before all others
    let folder = tempfile::tempdir().map_err(|error| StageError::Unexpected(error.to_string()))?;
    let net = network(folder.path(), &[ROGUE.0, ROGUE.1])?;
    net.verifier_register(ROGUE.0, ROGUE.1, ROGUE_BOND)?;
    let _verifiers = VERIFIERS.map(|each| verifier(&net, each)).into_iter().collect::<Result<Vec<_>, _>>()?;
    let mut worker = worker(&net, "worker-1", "operator-1")?;

    // When the client accuses an honest worker, and the rogue says the same
    let posted = post(&net, None)?;
    wait_for_state(&net, &posted.to_string(), "review")?;
    let accusation = accuse(&net, &posted)?;
    vote_for_a_lie(&net, &accusation)?;
    worker.wait_for("job settled", PATIENCE)?;
    wait_until_closed(&net, &accusation)?;
    // Then it loses a fifth of its bond
    let (rogue, left) = (net.verifier_of(ROGUE.0)?, ROGUE_BOND - ROGUE_BOND / 5);
    assert_eq!((rogue.bond, rogue.wrong, rogue.earned), (left, 1, 0));

    // When it is drawn again and gives no vote
    let posted = post(&net, None)?;
    wait_for_state(&net, &posted.to_string(), "review")?;
    let accusation = accuse(&net, &posted)?;
    wait_for(&net, &accusation, "two commitments", |dispute| count(dispute, VoteState::Committed) == 2)?;
    net.skip(Duration::from_secs(TIME_LIMIT + u64::from(VOTE_MARGIN_SECONDS) + 5))?;
    wait_until_closed(&net, &accusation)?;
    // Then it loses a twentieth of what is left
    let rogue = net.verifier_of(ROGUE.0)?;
    assert_eq!((rogue.bond, rogue.silent, rogue.earned), (left - left / 20, 1, 0));

    // and nobody else loses anything
    let verifiers = VERIFIERS.map(|(wallet, _)| net.verifier_of(wallet)).into_iter().collect::<Result<Vec<_>, _>>()?;
    assert!(verifiers.iter().all(|verifier| (verifier.bond, verifier.wrong, verifier.silent) == (VERIFIER_BOND, 0, 0)));
    assert_eq!(verifiers.iter().map(|verifier| verifier.earned).sum::<u64>(), 4 * FEE);
    assert_eq!(pool(&net, "operator-1")?.active, STAKE);
    assert!(is_conserved(&net)?);
    Ok(())
}

/// A market whose results are all audited.
fn audited_market(net: &Localnet) -> Result<Address, StageError> {
    let market = NewMarket {
        index: 0,
        payment: Payment::Heat,
        modes: vec![PriceMode::Fixed],
        name: "audited".into(),
        max_job_seconds: 3_600,
        max_lease_seconds: 3_600,
        review_seconds: 3_600,
        grace_seconds: 0,
        notice_seconds: 60,
        collateral_bps: 10_000,
        audit_bps: 10_000,
        class_multiplier: 100,
        min_vram_gib: 0,
        min_gpus: 1,
        min_score: 0,
        regions: Vec::new(),
    };
    let opener = net.signer("operator-1")?;
    Ok(net.with_furnace(async |furnace| furnace.market_open(&opener, &market).await)?.0)
}

/// The second operator's worker claims a job, and delivers at once.
fn deliver_a_lie(net: &Localnet, job: &Address) -> Result<(), StageError> {
    let (key, wallet) = (net.signer("worker-2")?, net.wallet("operator-2")?);
    net.with_furnace(async |furnace| {
        furnace.job_claim(&key, &wallet, job).await?;
        furnace.job_start(&key, job, 0).await?;
        furnace.job_submit(&key, job, LIE, Digest([8; 32]), 0).await.map(drop)
    })
}

/// The rogue, which must be drawn, commits to what the accuser claims, and shows it as soon as it may.
fn vote_for_a_lie(net: &Localnet, dispute: &Address) -> Result<(), StageError> {
    let (key, wallet, salt) = (net.signer(ROGUE.1)?, net.wallet(ROGUE.0)?, [4; 32]);
    let own = |found: &Found<Dispute>| {
        let vote = found.data.vote_of(&pda::verifier(&wallet)).map(|(vote, _)| vote);
        vote.ok_or_else(|| StageError::Unexpected("the rogue was not drawn".into()))
    };
    let drawn = wait_for(net, dispute, "a committee", |dispute| is_in(dispute, DisputeState::Voting))?;
    let vote = own(&drawn)?;
    net.with_furnace(async |furnace| furnace.vote_commit(&key, &wallet, &drawn, vote, LIE, &salt).await)?;
    let committed = wait_for(net, dispute, "all commitments", |dispute| dispute.may_reveal(0))?;
    net.with_furnace(async |furnace| furnace.vote_reveal(&key, &wallet, &committed, vote, LIE, salt).await.map(drop))
}

fn is_in(dispute: &Dispute, state: DisputeState) -> bool {
    dispute.state() == Some(state)
}

/// How many votes of the present round are in a state.
fn count(dispute: &Dispute, state: VoteState) -> usize {
    dispute.members().filter(|(_, vote)| vote.state() == Some(state)).count()
}

fn pool(net: &Localnet, operator: &str) -> Result<Pool, StageError> {
    let address = pda::pool(&net.wallet(operator)?);
    Ok(net.with_furnace(async |furnace| furnace.get::<Pool>(&address).await)?.data)
}
