//! Plans to make money of disputes: of those who delegate, and of honest verifiers.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::types::JobTerms;
use furnace_client::pda;
use furnace_common::dispute::{COMMITTEE_SECONDS, VERIFIER_BOND};
use furnace_common::shares::VIRTUAL;
use furnace_common::units::HEAT;
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::network::{COOLDOWN, attestation, job_terms};
use solana_signer::Signer;

use crate::ring::{Ring, STAKE};
use crate::sampled::ALWAYS;

/// The result that all of the ring's workers attest to.
fn submitted() -> [u8; 32] {
    attestation().result_hash
}

#[test]
fn an_operator_that_convicts_itself_loses() {
    // Given committees of three with none, or one, of the ring's own, and prices from a unit to a tenth of the pool
    for own in [0, 1] {
        for price in [1, HEAT, 60 * HEAT, 200 * HEAT] {
            // When its worker delivers what is wrong, and it says so itself
            let mut ring = Ring::new(own, 3 - own, |terms| terms.collateral_bps = 0);
            let job = ring.job(price);
            let dispute = ring.accuse(job);
            ring.judge(dispute, CLAIMED_HASH, CLAIMED_HASH);
            ring.finish(dispute, job);

            // Then it has no more than before, for its own half bears as much as comes back
            let [gain, ..] = ring.gains();
            assert!(gain <= i128::from(VIRTUAL), "{own} of 3 at {price}: {gain}");
        }
    }
}

#[test]
fn most_of_a_committee_is_not_enough_to_live_off_delegators() {
    // Given committees of which two or all are the ring's own, and a price whose votes cost the whole penalty
    for own in [2, 3] {
        let mut ring = Ring::new(own, 3 - own, |terms| terms.collateral_bps = 0);
        let penalty = 2 * STAKE / 20;
        let job = ring.job(penalty * 2 / 3);

        // When it convicts itself of what is wrong, as honest verifiers find too
        let dispute = ring.accuse(job);
        ring.judge(dispute, CLAIMED_HASH, CLAIMED_HASH);
        ring.finish(dispute, job);

        // Then its delegator does not pay for it
        ring.assert_unprofitable();
    }
}

#[test]
fn an_operator_that_is_found_right_by_its_own_verifiers_gains_nothing() {
    // Given committees of which any number are the ring's own, when it accuses itself in vain
    for own in 0..=3 {
        let mut ring = Ring::new(own, 3 - own, |_| ());
        let job = ring.job(60 * HEAT);
        let dispute = ring.accuse(job);
        ring.judge(dispute, submitted(), submitted());
        ring.finish(dispute, job);
        ring.assert_unprofitable();
        assert!(ring.gains()[0] < 0);
    }
}

#[test]
fn an_operator_that_audits_itself_gains_nothing() {
    // Given a market of its own that audits all, and verifiers of its own alone
    for own in [1, 3] {
        let mut ring = Ring::new(own, 3 - own, |terms| terms.audit_bps = ALWAYS);
        let job = ring.job(60 * HEAT);
        ring.network.chain.pass_slots(3);
        let payer = ring.network.payer();
        let draw = furnace_client::instructions::dispute::audit_draw(job);
        let open = furnace_client::instructions::dispute::audit_open(payer, job, &ring.network.job(&job));
        ring.network.send(&[draw, open], &[]).expect("audit");
        let dispute = pda::dispute(&job, 0).0;
        ring.judge(dispute, submitted(), submitted());
        ring.finish(dispute, job);
        ring.assert_unprofitable();
    }
}

#[test]
fn an_operator_that_appeals_against_itself_in_vain_loses_more() {
    // Given an operator that convicted itself, with one of seven verifiers its own, when it appeals too
    let mut ring = Ring::new(1, 6, |_| ());
    let job = ring.job(60 * HEAT);
    let dispute = ring.accuse(job);
    ring.judge(dispute, CLAIMED_HASH, CLAIMED_HASH);
    ring.network.try_step(dispute).expect("conviction");
    let wallet = ring.operator.wallet.insecure_clone();
    ring.network.try_appeal(&wallet, dispute).expect("appeal");
    ring.judge(dispute, CLAIMED_HASH, CLAIMED_HASH);
    ring.finish(dispute, job);
    let [gain, _, honest] = ring.gains();
    assert!(gain < 0 && honest > 0, "{gain} {honest}");
}

#[test]
fn liars_that_convict_themselves_to_be_acquitted_lose_their_bonds() {
    // Given the ring's own committee, which convicts it of what is right, and an appeal before five honest ones
    let mut ring = Ring::new(3, 0, |_| ());
    let job = ring.job(60 * HEAT);
    let dispute = ring.accuse(job);
    ring.judge(dispute, CLAIMED_HASH, CLAIMED_HASH);
    ring.network.try_step(dispute).expect("conviction");
    let honest: Vec<_> = (0..5).map(|n| ring.network.verifier(&format!("honest {n}"), VERIFIER_BOND)).collect();
    ring.verifiers.extend(honest);
    let wallet = ring.operator.wallet.insecure_clone();
    ring.network.try_appeal(&wallet, dispute).expect("appeal");
    ring.judge(dispute, CLAIMED_HASH, submitted());
    let seats = ring.network.disputed(&dispute).given().count();
    ring.finish(dispute, job);

    // Then the pool is whole, and the liars lost a fifth at least once each
    let [gain, delegator, _] = ring.gains();
    assert_eq!((delegator, seats), (0, 10));
    assert!(gain <= -i128::from(3 * VERIFIER_BOND / 5), "{gain}");
}

#[test]
fn a_penalty_reaches_the_stake_that_was_there_when_the_job_was_claimed() {
    // Given a market with the longest review that goes with jobs of two days, where an operator claims a job of its own and takes its own
    // stake out of the pool at once
    let longest = 2 * 86_400;
    let mut ring = Ring::new(0, 3, |terms| {
        (terms.max_job_seconds, terms.review_seconds, terms.collateral_bps) = (longest, 7 * 86_400, 50_000);
    });
    let terms = JobTerms { max_seconds: longest, ..job_terms(STAKE / 5) };
    let job = ring.network.try_post(&ring.operator.wallet, ring.network.market, terms).expect("post");
    ring.network.drive(&ring.worker, job, JobState::Running);
    let (wallet, pool) = (ring.operator.wallet.insecure_clone(), ring.operator.pool);
    let shares = ring.network.position(&pool, &wallet.pubkey()).shares;
    ring.network.try_unstake(&wallet, pool, shares).expect("unstake");
    let unlocks_at = ring.network.chain.now() + COOLDOWN;

    // When it delivers what is wrong at the last moment, accuses itself in the last second of the review, and its
    // committee takes all the time that there is
    let deadline = ring.network.job(&job).deadline;
    ring.network.chain.set_time(deadline);
    ring.network.try_submit(&ring.worker, job).expect("submit");
    let review_ends_at = ring.network.job(&job).review_ends_at;
    ring.network.chain.set_time(review_ends_at - 1);
    let dispute = ring.accuse(job);
    let drawn_by = ring.network.chain.now() + COMMITTEE_SECONDS - 1;
    ring.network.chain.set_time(drawn_by);
    // It is announced anew, so late.
    ring.network.draw_committee(dispute);
    ring.judge(dispute, CLAIMED_HASH, CLAIMED_HASH);
    assert!(ring.network.disputed(&dispute).reveal_ends_at + 86_400 <= unlocks_at);
    ring.finish(dispute, job);
    ring.network.try_withdraw_stake(&wallet, pool, 0).expect("withdraw");

    // Then its delegator is not left alone with the penalty, of which half comes back to the ring
    ring.assert_unprofitable();
}
