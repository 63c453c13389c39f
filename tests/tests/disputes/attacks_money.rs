//! Plans to make money of disputes: of those who delegate, of honest verifiers, of rounding, and of gifts.

use furnace_client::generated::jobs::types::JobTerms;
use furnace_common::dispute::{ACCUSER_FEES, APPEAL_FEES, VERIFIER_BOND};
use furnace_common::shares::VIRTUAL;
use furnace_common::units::HEAT;
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::network::{COOLDOWN, attestation, job_terms};
use furnace_client::pda;
use furnace_client::accounts::JobState;
use solana_signer::Signer;

use crate::books::assert_books_beside;
use crate::court::{Court, FEE};
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
    let honest: Vec<_> =
        (0..5).map(|n| ring.network.verifier(&format!("honest {n}"), VERIFIER_BOND)).collect();
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
    // Given a market with the longest jobs and reviews, where an operator claims a job of its own and takes its own
    // stake out of the pool at once
    let week = 7 * 86_400;
    let mut ring = Ring::new(0, 3, |terms| {
        (terms.max_job_seconds, terms.review_seconds, terms.collateral_bps) = (week, week, 50_000);
    });
    let terms = JobTerms { max_seconds: week, ..job_terms(STAKE / 5) };
    let job = ring.network.try_post(&ring.operator.wallet, ring.network.market, terms).expect("post");
    ring.network.drive(&ring.worker, job, JobState::Running);
    let (wallet, pool) = (ring.operator.wallet.insecure_clone(), ring.operator.pool);
    let shares = ring.network.position(&pool, &wallet.pubkey()).shares;
    ring.network.try_unstake(&wallet, pool, shares).expect("unstake");
    let unlocks_at = ring.network.chain.now() + COOLDOWN;

    // When it delivers what is wrong at the last moment, accuses itself in the last second of the review, and takes its
    // stake away before any committee can be drawn
    let deadline = ring.network.job(&job).deadline;
    ring.network.chain.set_time(deadline);
    ring.network.try_submit(&ring.worker, job).expect("submit");
    let review_ends_at = ring.network.job(&job).review_ends_at;
    ring.network.chain.set_time(review_ends_at - 1);
    let dispute = ring.accuse(job);
    ring.network.chain.set_time(unlocks_at);
    ring.network.try_withdraw_stake(&wallet, pool, 0).expect("withdraw");
    ring.judge(dispute, CLAIMED_HASH, CLAIMED_HASH);
    ring.finish(dispute, job);

    // Then its delegator is not left alone with the penalty, of which half comes back to the ring
    ring.assert_unprofitable();
}

#[test]
fn the_smallest_prices_round_against_nobody_but_the_accuser() {
    // Given a job of one unit, whose vote costs a unit too
    for price in [1u64, 2, 3] {
        let fee = price.div_ceil(2);
        let mut court = Court::new(12);
        court.job = court.scene.network.post(&court.scene.client, price);
        court.scene.network.drive(&court.scene.worker, court.job, JobState::Review);

        // When the accusation falls, then the votes are paid, and what a tenth of so little is
        let dispute = court.accuse();
        court.judge(dispute, Court::result());
        court.scene.network.finish_dispute(dispute);
        let (earned, _) = court.earned_and_slashed();
        assert_eq!((earned, court.clients_heat()), (3 * fee, (ACCUSER_FEES - 3) * fee - fee / 5));
        court.assert_books();

        // and when a conviction is overturned, the operator has at least its price
        let mut court = Court::new(12);
        court.job = court.scene.network.post(&court.scene.client, price);
        court.scene.network.drive(&court.scene.worker, court.job, JobState::Review);
        let dispute = court.convict();
        court.reverse(dispute);
        assert_eq!((court.income(), court.clients_heat()), (2 * fee, 0));
        assert!(2 * fee >= price);
        court.assert_books();
    }
}

#[test]
fn gifts_to_the_bond_vault_change_nothing() {
    // Given somebody who sends HEAT to the vault of bonds, when disputes go on, then each gets what it would have
    let mut court = Court::new(12);
    let stranger = court.scene.stranger.insecure_clone();
    court.scene.network.give(&stranger.pubkey(), HEAT);
    court.scene.network.donate(&stranger, pda::bond_vault(), HEAT);
    let dispute = court.convict();
    let held = court.scene.network.ledger().held;
    assert_eq!(court.scene.network.bonds(), held + HEAT);
    court.reverse(dispute);
    assert_eq!((court.pool().active, court.strangers_heat()), (furnace_tests::scene::STAKE, APPEAL_FEES * FEE));
    assert_books_beside(&court.scene.network, &[(pda::bond_vault(), HEAT)]);
}

#[test]
fn gifts_to_the_pool_and_the_clients_vault_are_not_booked_as_penalties() {
    // Given gifts to the vaults that a penalty passes, when it is paid out, then the books grow by its parts alone
    let (mut court, dispute) = Court::convicted(3);
    let (stranger, client) = (court.scene.stranger.insecure_clone(), court.scene.client.pubkey());
    let vaults = [pda::pool_vault(&court.scene.operator.pool), pda::balance_vault(&pda::heat_balance(&client))];
    for vault in vaults {
        court.scene.network.give(&stranger.pubkey(), HEAT);
        court.scene.network.donate(&stranger, vault, HEAT);
    }
    let free = court.balance().free;
    let (ends_at, rest) = (court.dispute(&dispute).appeal_ends_at, court.dispute(&dispute).penalty - 3 * FEE);
    court.scene.network.chain.set_time(ends_at + 1);
    court.scene.network.finish_dispute(dispute);
    assert_eq!(court.balance().free, free + rest * 4 / 10);
    assert_books_beside(&court.scene.network, &vaults.map(|vault| (vault, HEAT)));
}

#[test]
fn two_disputes_at_once_keep_their_money_apart() {
    // Given two accusations before the same three verifiers, one of which falls and one holds
    let mut court = Court::new(3);
    let first = court.accuse();
    court.job = court.scene.job(JobState::Review);
    let second = court.accuse();
    court.judge(first, Court::result());
    court.judge(second, CLAIMED_HASH);
    court.assert_books();

    // When both are carried out step by step in turn
    for _ in 0..2 {
        for dispute in [second, first] {
            if court.scene.network.chain.account(&dispute).is_some() && court.scene.network.next_step(&dispute).is_some() {
                court.scene.network.try_step(dispute).expect("step");
                court.assert_books();
            }
        }
    }
    let ends_at = court.dispute(&second).appeal_ends_at;
    court.scene.network.chain.set_time(ends_at + 1);
    for dispute in [first, second] {
        court.scene.network.finish_dispute(dispute);
    }

    // Then each vote of both is paid by its own dispute
    assert_eq!(court.earned_and_slashed(), (6 * FEE, 0));
    assert!(court.verifiers.iter().all(|verifier| court.scene.network.verifier_of(verifier).votes == 0));
    assert_eq!(court.scene.network.ledger().held, 3 * VERIFIER_BOND + 6 * FEE);
    court.assert_books();
}
