//! An audit that was drawn: one verifier does the work again, and where it differs three do.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_common::dispute::VERIFIER_BOND;
use furnace_common::state::{AuditState, Round, Ruling};
use furnace_tests::errors::assert_error;
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::network::{PRICE, REVIEW_SECONDS};
use furnace_tests::scene::{DEPOSIT, STAKE};
use solana_address::Address;

use crate::court::{Court, FEE};
use crate::sampled::ALWAYS;

/// The part of a bond that a wrong vote costs, and one that is not given.
const WRONG: u64 = VERIFIER_BOND / 5;
const SILENT: u64 = VERIFIER_BOND / 20;

/// An audit to which the auditor did not find the worker's result.
fn differing(vote: Option<[u8; 32]>) -> (Court, Address) {
    let mut court = Court::sampled(5, ALWAYS);
    let dispute = court.audit();
    court.scene.network.judge(dispute, &court.verifiers, |_| vote);
    assert_eq!(court.dispute(&dispute).round(), Some(Round::First));
    assert_eq!(court.scene.network.state(&court.job), JobState::Disputed);
    court.assert_books();
    (court, dispute)
}

#[test]
fn nothing_is_paid_without_the_client_before_it_is_judged() {
    // Given a result whose review is over and whose audit is not drawn, then drawn, then under way
    let mut court = Court::sampled(3, ALWAYS);
    court.scene.network.chain.advance(i64::from(REVIEW_SECONDS));
    assert_error(court.scene.network.try_settle(court.job), FurnaceJobsError::AuditOutstanding);
    court.draw_audit();
    assert_error(court.scene.network.try_settle(court.job), FurnaceJobsError::AuditOutstanding);
    court.try_open_audit().expect("an audit opens after the review too");
    assert_error(court.scene.network.try_settle(court.job), FurnaceJobsError::AuditOutstanding);
    assert_error(court.scene.network.try_accept(&court.scene.client, court.job), FurnaceJobsError::JobNotInReview);
    court.assert_books();
}

#[test]
fn the_client_may_do_without_the_audit() {
    for drawn in [false, true] {
        // Given an audit that is not drawn, or drawn and not begun, when the client accepts
        let mut court = Court::sampled(3, ALWAYS);
        if drawn {
            court.draw_audit();
        }
        court.scene.network.try_accept(&court.scene.client, court.job).expect("accept");

        // Then the worker is paid its price, and the fee is the client's again
        assert_eq!(court.scene.books(), (DEPOSIT - PRICE, 0));
        assert_eq!((court.income(), court.balance().spent), (PRICE * 9 / 10, PRICE));
        assert_error(court.try_open_audit(), FurnaceJobsError::JobNotInReview);
        court.assert_books();
    }
}

#[test]
fn only_what_was_drawn_is_audited_and_once() {
    // Given a result whose audit is not drawn, and one that is spared
    let mut court = Court::sampled(3, ALWAYS);
    assert_error(court.try_open_audit(), FurnaceJobsError::AuditNotDrawn);
    let mut spared = Court::sampled(3, 500);
    spared.draw_audit();
    assert_eq!(spared.account().audit(), Some(AuditState::Clear));
    assert_error(spared.try_open_audit(), FurnaceJobsError::AuditNotDrawn);

    // and one that is audited, when it is audited again during and after, then it is refused
    let dispute = court.audit();
    assert_error(court.try_open_audit(), FurnaceJobsError::JobNotInReview);
    court.judge(dispute, Court::result());
    court.scene.network.finish_dispute(dispute);
    assert_error(court.try_open_audit(), FurnaceJobsError::AuditNotDrawn);
    court.assert_books();
}

#[test]
fn an_auditor_that_agrees_is_paid_and_the_review_goes_on() {
    // Given an audit
    let mut court = Court::sampled(5, ALWAYS);
    let (review_ends_at, dispute) = (court.account().review_ends_at, court.audit());
    assert_eq!(court.dispute(&dispute).accuser, Address::default());

    // When the auditor comes to the same result
    court.judge(dispute, Court::result());
    assert_eq!(court.dispute(&dispute).given().count(), 1);
    court.scene.network.finish_dispute(dispute);

    // Then it has the fee, which the client paid, and the review is as long as ever
    let account = court.account();
    assert_eq!((account.audit(), account.audit_fee, account.upheld), (Some(AuditState::Clear), 0, 0));
    assert_eq!((account.review_ends_at, account.escrow.reserved), (review_ends_at, PRICE));
    assert_eq!((court.scene.books(), court.balance().spent), ((DEPOSIT - PRICE - FEE, PRICE), FEE));
    assert_eq!(court.earned_and_slashed(), (FEE, 0));
    assert_eq!((court.balance().rejected, court.balance().lost_disputes), (0, 0));
    assert_error(court.scene.network.try_settle(court.job), FurnaceJobsError::ReviewOpen);

    // and the job is settled as any other
    court.settle();
    assert_eq!((court.income(), court.scene.books()), (PRICE * 9 / 10, (DEPOSIT - PRICE - FEE, 0)));
    court.assert_books();
}

#[test]
fn a_client_that_knows_better_than_the_auditor_may_still_accuse() {
    // Given a result that its auditor found right
    let mut court = Court::sampled(5, ALWAYS);
    let audit = court.audit();
    court.judge(audit, Court::result());
    court.scene.network.finish_dispute(audit);

    // When the client says otherwise and three agree with it, then the worker is convicted all the same
    let dispute = court.accuse();
    assert_ne!(dispute, audit);
    court.judge(dispute, CLAIMED_HASH);
    court.scene.network.try_step(dispute).expect("conviction");
    assert_eq!(court.scene.network.state(&court.job), JobState::Open);
    court.assert_books();
}

#[test]
fn a_lying_auditor_pays_for_the_committee_that_it_called() {
    // Given an auditor that says that a right result is wrong
    let (mut court, dispute) = differing(Some(CLAIMED_HASH));

    // When three find it right
    court.judge(dispute, Court::result());
    court.scene.network.finish_dispute(dispute);

    // Then they have their fees, of the client's and of the fifth of the liar's bond
    assert_eq!(court.earned_and_slashed(), (3 * FEE, WRONG));
    assert_eq!((court.scene.books(), court.balance().spent), ((DEPOSIT - PRICE - FEE, PRICE), FEE));
    // and the result is not judged again
    let (account, now) = (court.account(), court.scene.network.chain.now());
    assert_eq!((account.upheld, account.audit(), account.audit_fee), (1, Some(AuditState::Clear), 0));
    assert!(account.review_ends_at <= now);
    court.settle();
    assert_eq!((court.income(), court.pool().active), (PRICE * 9 / 10, STAKE));
    court.assert_books();
}

#[test]
fn a_silent_auditor_pays_less_and_a_committee_judges() {
    // Given an auditor that votes nothing, or that it could not do the work again
    for vote in [None, Some([0; 32])] {
        let (mut court, dispute) = differing(vote);
        let supply = court.scene.network.supply();

        // When three find the result right, then a twentieth of its bond pays them beside the fee
        court.judge(dispute, Court::result());
        court.scene.network.finish_dispute(dispute);
        assert_eq!(court.earned_and_slashed(), (3 * FEE, SILENT));
        // and what they do not need is burned
        assert_eq!(court.scene.network.supply(), supply - (FEE + SILENT - 3 * FEE));
        court.settle();
        court.assert_books();
    }
}

#[test]
fn a_convict_of_an_audit_pays_all_and_the_next_result_is_audited_too() {
    // Given a wrong result that its auditor and three others find wrong
    let (mut court, dispute) = differing(Some(CLAIMED_HASH));
    court.judge(dispute, CLAIMED_HASH);
    court.scene.network.try_step(dispute).expect("conviction");

    // Then the fee stays for the next one's audit
    let account = court.account();
    assert_eq!((account.state(), account.audit()), (Some(JobState::Open), Some(AuditState::Pending)));
    assert_eq!((account.audit_fee, account.escrow.reserved), (FEE, PRICE + FEE));

    // When another worker delivers, then it is audited, and its auditor paid
    let rival = court.scene.network.operator("rival", STAKE);
    let worker = court.scene.network.worker(&rival, "rival's worker");
    court.scene.network.drive(&worker, court.job, JobState::Review);
    let second = court.audit();
    court.judge(second, Court::result());
    court.scene.network.finish_dispute(second);
    assert_eq!((court.account().audit_fee, court.earned_and_slashed()), (0, (FEE, 0)));
    court.settle();

    // and of the first one's penalty the client's part pays the four votes, and there is no reporter
    let (ends_at, supply) = (court.dispute(&dispute).appeal_ends_at, court.scene.network.supply());
    court.scene.network.chain.set_time(ends_at + 1);
    court.scene.network.finish_dispute(dispute);
    let penalty = PRICE + STAKE / 20;
    assert_eq!(court.earned_and_slashed(), (5 * FEE, 0));
    assert_eq!(court.scene.books(), (DEPOSIT - PRICE - FEE + penalty * 4 / 10 - 4 * FEE, 0));
    assert_eq!(court.scene.network.supply(), supply - penalty * 6 / 10);
    court.assert_books();
}

#[test]
fn an_audit_in_which_nobody_shows_a_vote_is_for_the_worker_and_free() {
    // Given an audit in which neither the auditor nor a committee shows a vote
    let (mut court, dispute) = differing(None);
    court.scene.network.judge(dispute, &court.verifiers, |_| None);
    assert_eq!(court.dispute(&dispute).ruling(), Some(Ruling::Unavailable));
    court.scene.network.finish_dispute(dispute);

    // Then the worker is paid, and the client has its fee back
    court.settle();
    assert_eq!((court.scene.books(), court.income()), ((DEPOSIT - PRICE, 0), PRICE * 9 / 10));
    let (earned, slashed) = court.earned_and_slashed();
    assert!(earned == 0 && slashed > 3 * SILENT, "{slashed}");
    court.assert_books();
}

#[test]
fn an_audit_that_finds_no_majority_leaves_the_fee_to_the_next_one() {
    // Given an audit whose committee comes to as many results as it has members
    let (mut court, dispute) = differing(Some(CLAIMED_HASH));
    court.scene.network.judge(dispute, &court.verifiers, |verifier| Some(verifier.address.to_bytes()));
    assert_eq!(court.dispute(&dispute).ruling(), Some(Ruling::Undecided));

    // When it is carried out, then the job is open, nobody paid, and its next result is audited again
    court.scene.network.finish_dispute(dispute);
    let account = court.account();
    assert_eq!((account.state(), account.audit()), (Some(JobState::Open), Some(AuditState::Pending)));
    assert_eq!((account.attempts, account.escrow.reserved), (1, PRICE + FEE));
    assert_eq!((court.earned_and_slashed(), court.pool().active), ((0, 0), STAKE));
    court.assert_books();
}

#[test]
fn an_accusation_while_the_audit_is_drawn_stands_for_it() {
    // Given a result whose audit is drawn, when the client accuses the worker before the audit begins
    let mut court = Court::sampled(5, ALWAYS);
    court.draw_audit();
    let dispute = court.accuse();
    assert_error(court.try_open_audit(), FurnaceJobsError::JobNotInReview);

    // and three find the result right, then it is judged for good, and the fee of the audit is not spent
    court.judge(dispute, Court::result());
    court.scene.network.finish_dispute(dispute);
    assert_error(court.try_open_audit(), FurnaceJobsError::AuditNotDrawn);
    court.settle();
    assert_eq!(court.scene.books(), (DEPOSIT - PRICE, 0));
    court.assert_books();
}
