//! Steps that anyone may take, taken twice, too early, or for another outcome.

use furnace_client::accounts::Found;
use furnace_client::furnace::DisputeStep;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::dispute;
use furnace_client::pda;
use furnace_tests::errors::{Failure, assert_error};
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::scene::replaced;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

use crate::court::Court;
use crate::docket::{Docket, Far, RIGHT, TORN, Votes, WRONG};

/// What the same step a second time is refused with, from where it goes through once.
const STEPS: [(&str, Far, [Votes; 2], FurnaceSlashingError); 12] = [
    ("committee_draw", Far::Opened, [RIGHT; 2], FurnaceSlashingError::NotDrawing),
    ("dispute_rule", Far::Shown, [RIGHT; 2], FurnaceSlashingError::NotVoting),
    ("dispute_uphold", Far::Ruled, [RIGHT; 2], FurnaceSlashingError::NotRuled),
    ("dispute_convict", Far::Ruled, [WRONG; 2], FurnaceSlashingError::NotRuled),
    ("dispute_retry", Far::Ruled, [TORN; 2], FurnaceSlashingError::NotRuled),
    ("seat_uphold", Far::Ruled, [RIGHT; 2], FurnaceSlashingError::NotRuled),
    ("seat_uphold where nothing was found", Far::Ruled, [TORN; 2], FurnaceSlashingError::NotRuled),
    ("seat_convict", Far::Ruled, [WRONG; 2], FurnaceSlashingError::NotRuled),
    ("penalty_release", Far::Final, [WRONG; 2], FurnaceSlashingError::NotRuled),
    ("penalty_release after an appeal", Far::AppealRuled, [WRONG; 2], FurnaceSlashingError::NotRuled),
    ("penalty_reverse", Far::AppealRuled, [WRONG, RIGHT], FurnaceSlashingError::NotRuled),
    ("vote_settle", Far::Ended, [RIGHT; 2], FurnaceSlashingError::AlreadySettled),
];

#[test]
fn no_step_is_taken_twice() {
    for (name, far, votes, error) in STEPS {
        // Given where a step goes through, when it is taken twice at once, then neither happens
        println!("{name}");
        let of_seats = name.starts_with("seat_");
        let mut docket = if of_seats { Docket::of_seats(far, votes) } else { Docket::new(far, votes) };
        let step = docket.step();
        let twice = docket.crowd.scene.network.send(&[step.clone(), step.clone()], &[]);
        assert_error(twice, error.clone());

        // and after it was taken, it is not taken again
        docket.crowd.scene.network.send(std::slice::from_ref(&step), &[]).expect("the step");
        assert_error(docket.crowd.scene.network.send(&[step], &[]), error);
        crate::books::assert_books(&docket.crowd.scene.network);
    }
}

#[test]
fn a_closed_dispute_is_not_closed_again_and_comes_never_back() {
    // Given a dispute whose votes are settled, when it is closed twice, then it is refused
    let mut docket = Docket::new(Far::Settled, [RIGHT; 2]);
    let close = docket.step();
    assert!(docket.crowd.scene.network.send(&[close.clone(), close.clone()], &[]).is_err());
    docket.crowd.scene.network.send(std::slice::from_ref(&close), &[]).expect("close");
    assert!(docket.crowd.scene.network.send(&[close], &[]).is_err());

    // and the next dispute of the job has another address
    let (network, job) = (&docket.crowd.scene.network, docket.jobs[0]);
    assert_ne!(pda::dispute(&job, network.job(&job).disputes).0, docket.disputes[0]);
    crate::books::assert_books(network);
}

/// Every way to carry out a ruling.
const OUTCOMES: [DisputeStep; 5] =
    [DisputeStep::Uphold, DisputeStep::Convict, DisputeStep::Retry, DisputeStep::Release, DisputeStep::Reverse];

/// A step of a court's dispute, whether its time has come or not.
fn step(court: &Court, address: Address, step: DisputeStep) -> Instruction {
    let found = Found { address, data: court.dispute(&address) };
    step.instruction(&found, Some(&court.account()), true).expect("instruction")
}

fn try_each(court: &mut Court, address: Address) -> Vec<(DisputeStep, Failure)> {
    let mut refused = Vec::new();
    for outcome in OUTCOMES {
        let instruction = step(court, address, outcome);
        match court.scene.network.chain.simulate(&[instruction], &[]) {
            Ok(_) => {}
            Err(failure) => refused.push((outcome, failure)),
        }
    }
    refused
}

#[test]
fn a_ruling_is_carried_out_in_one_way() {
    // Given each ruling of a first committee and of an appeal, when every outcome is tried, then one goes through
    let rulings: [(Votes, DisputeStep, DisputeStep); 4] = [
        (|_| Court::result(), DisputeStep::Uphold, DisputeStep::Reverse),
        (|_| CLAIMED_HASH, DisputeStep::Convict, DisputeStep::Release),
        (|_| [0; 32], DisputeStep::Uphold, DisputeStep::Reverse),
        (|verifier| verifier.address.to_bytes(), DisputeStep::Retry, DisputeStep::Reverse),
    ];
    for (votes, first, of_appeal) in rulings {
        let mut court = Court::new(7);
        let dispute = court.accuse();
        court.scene.network.judge(dispute, &court.verifiers, |verifier| Some(votes(verifier)));
        assert_only(&mut court, dispute, first);

        let (mut court, dispute) = Court::convicted(7);
        court.try_appeal(dispute).expect("appeal");
        court.scene.network.judge(dispute, &court.verifiers, |verifier| Some(votes(verifier)));
        assert_only(&mut court, dispute, of_appeal);
    }
}

#[track_caller]
fn assert_only(court: &mut Court, dispute: Address, expected: DisputeStep) {
    let refused = try_each(court, dispute);
    assert_eq!(refused.len(), OUTCOMES.len() - 1, "{expected:?}");
    for (outcome, failure) in refused {
        assert_ne!(outcome, expected);
        assert_error::<()>(Err(failure), FurnaceSlashingError::OtherRuling);
    }
    court.scene.network.try_step(dispute).expect("the step");
    court.assert_books();
}

#[test]
fn nothing_is_carried_out_that_is_not_ruled() {
    // Given a dispute that is drawing, and one that is voting, when every outcome is tried, then none goes through
    let mut court = Court::new(3);
    let dispute = court.accuse();
    for _ in 0..2 {
        for (_, failure) in assert_all_refused(&mut court, dispute) {
            assert_error::<()>(Err(failure), FurnaceSlashingError::NotRuled);
        }
        if court.dispute(&dispute).seats == 0 {
            court.scene.network.draw_committee(dispute);
        }
    }
    // and a conviction is not paid out while it may be appealed against
    let (mut court, dispute) = Court::convicted(3);
    for (outcome, failure) in assert_all_refused(&mut court, dispute) {
        let error = match outcome {
            DisputeStep::Release => FurnaceSlashingError::AppealOpen,
            _ => FurnaceSlashingError::NotRuled,
        };
        assert_error::<()>(Err(failure), error);
    }
}

fn assert_all_refused(court: &mut Court, dispute: Address) -> Vec<(DisputeStep, Failure)> {
    let refused = try_each(court, dispute);
    assert_eq!(refused.len(), OUTCOMES.len());
    refused
}

#[test]
fn what_is_due_goes_to_whom_it_is_due() {
    // Given money due to the accuser, by each outcome, when a stranger's account is given, then it is refused
    type Begin = fn(Far, [Votes; 2]) -> Docket;
    let cases: [(Begin, Far, [Votes; 2]); 7] = [
        (Docket::new, Far::Ruled, [RIGHT; 2]),
        (Docket::new, Far::Ruled, [TORN; 2]),
        (Docket::new, Far::Final, [WRONG; 2]),
        (Docket::new, Far::AppealRuled, [WRONG; 2]),
        (Docket::new, Far::AppealRuled, [WRONG, TORN]),
        (Docket::of_seats, Far::Ruled, [RIGHT; 2]),
        (Docket::of_seats, Far::Ruled, [TORN; 2]),
    ];
    for (begin, far, votes) in cases {
        let mut docket = begin(far, votes);
        let (step, client) = (docket.step(), docket.crowd.scene.client.pubkey());
        let thief = docket.crowd.other.pubkey();
        let stolen = replaced(step.clone(), pda::heat_account(&client), pda::heat_account(&thief));
        let outcome = docket.crowd.scene.network.send(&[stolen], &[]);
        assert_error(outcome, FurnaceSlashingError::WrongRecipient);

        // nor one of the accuser's in another mint
        let dollars = docket.crowd.scene.network.usd_mint;
        let own = docket.crowd.scene.network.token_account("the accuser's dollars", &dollars, &client);
        let outcome = docket.crowd.scene.network.send(&[replaced(step.clone(), pda::heat_account(&client), own)], &[]);
        assert_error(outcome, FurnaceSlashingError::WrongRecipient);

        // but any HEAT account of its own will do
        let own = docket.crowd.scene.network.token_account("the accuser's other", &pda::heat_mint(), &client);
        let outcome = docket.crowd.scene.network.send(&[replaced(step, pda::heat_account(&client), own)], &[]);
        outcome.expect("the accuser is paid");
        assert!(docket.crowd.scene.network.tokens(&own) > 0);
        crate::books::assert_books(&docket.crowd.scene.network);
    }
}

#[test]
fn an_accuser_opens_one_dispute_of_one_result() {
    // Given a result, when the client accuses twice at once, or again, or a verifier too, then the first one stands
    let mut court = Court::new(4);
    let (client, payer) = (court.scene.client.insecure_clone(), court.scene.network.payer());
    court.scene.network.give(&client.pubkey(), 10 * crate::court::FEE);
    let (account, source) = (court.account(), pda::heat_account(&client.pubkey()));
    let open = dispute::dispute_open(client.pubkey(), payer, court.job, &account, CLAIMED_HASH, source);
    assert!(court.scene.network.send(&[open.clone(), open.clone()], &[&client]).is_err());
    court.scene.network.send(std::slice::from_ref(&open), &[&client]).expect("accusation");
    assert!(court.scene.network.send(&[open], &[&client]).is_err());
    let verifier = court.verifiers[0].wallet.insecure_clone();
    court.scene.network.give(&verifier.pubkey(), 10 * crate::court::FEE);
    let again = court.scene.network.try_dispute(&verifier, court.job, [2; 32]);
    assert_error(again, FurnaceJobsError::JobNotInReview);
    court.assert_books();
}

#[test]
fn an_address_that_has_money_already_is_no_obstacle() {
    // Given somebody who sent SOL to the address of a dispute to come, when it is opened, then it opens
    let mut court = Court::new(3);
    let address = pda::dispute(&court.job, 0).0;
    court.scene.network.chain.fund(&address);
    assert_eq!(court.accuse(), address);
    court.judge(address, Court::result());
    court.scene.network.finish_dispute(address);
    assert!(court.scene.network.chain.account(&address).is_none());
    court.assert_books();
}
