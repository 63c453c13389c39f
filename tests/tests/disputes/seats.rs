//! A replica's result is judged once its job has ended: what each ruling means to the replica, to who accused it, and to the
//! others.

use furnace_client::accounts::JobState;
use furnace_common::dispute::{ACCUSER_FEES, APPEAL_FEES, APPEAL_SECONDS, VERIFIER_BOND};
use furnace_common::state::{DisputeState, Ruling, SeatState};
use furnace_tests::events::{assert_event, assert_event_call};
use furnace_tests::network::PRICE;
use furnace_tests::scene::{DEPOSIT, STAKE};
use solana_signer::Signer;

use crate::court::FEE;
use crate::replicas::{RIGHT, Replicas, THIRD, WRONG};

/// What a wrong result takes of a pool with the usual stake: the collateral, and 5%. HEAT base units.
const PENALTY: u64 = PRICE + STAKE / 20;
/// What a replica is paid.
const PAY: u64 = PRICE * 9 / 10;

#[test]
fn a_replica_that_disagreed_loses_its_collateral_and_a_part_of_its_pool() {
    // Given three replicas of which two agreed and were paid, and a client that accuses the third
    let mut replicas = Replicas::ended(5, 2, &[RIGHT, RIGHT, WRONG]);
    let opened = replicas.try_accuse(2, RIGHT).expect("accusation");
    let fields = (replicas.job.to_bytes(), replicas.workers[2].address.to_bytes(), [WRONG; 32]);
    assert_event(&opened, "SeatDisputed", fields);
    let dispute = furnace_client::pda::dispute(&replicas.job, 0).0;
    let found = replicas.dispute(&dispute);
    assert_eq!((found.seat(), found.result_hash, found.claimed_hash), (Some(2), [WRONG; 32], [RIGHT; 32]));
    assert_eq!((found.bond, replicas.clients_heat()), (ACCUSER_FEES * FEE, 0));
    assert_eq!((replicas.book(2).disputed_seats, replicas.network.job(&replicas.job).disputes), (1, 1));
    replicas.assert_books();

    // When three come to the result of the two
    replicas.judge(dispute, RIGHT);
    let (supply, balance) = (replicas.network.supply(), replicas.balance());
    let convicted = replicas.network.try_step(dispute).expect("conviction");

    // Then the penalty waits, it counts against the worker, and the job is as it was
    let found = replicas.dispute(&dispute);
    let (job, worker, pool) = (found.job.to_bytes(), found.worker.to_bytes(), found.pool.to_bytes());
    let fields = (dispute.to_bytes(), job, worker, pool, PENALTY, found.appeal_ends_at);
    assert_event_call(&convicted, "Convicted", fields);
    assert_eq!(
        (found.penalty, found.appeal_ends_at),
        (PENALTY, replicas.network.chain.now() + i64::from(APPEAL_SECONDS))
    );
    assert_eq!((replicas.pool(2).active, replicas.pool(2).penalties_pending), (STAKE - PENALTY, 1));
    assert_eq!((replicas.failed(2), replicas.book(2).disputed_seats), (1, 0));
    assert_eq!((replicas.network.state(&replicas.job), replicas.balance()), (JobState::Settled, balance));
    replicas.assert_books();

    // When seven days pass without an appeal, and not before
    replicas.network.chain.set_time(found.appeal_ends_at);
    assert_eq!(replicas.network.next_step(&dispute), None);
    replicas.finish(dispute);

    // Then half of the penalty burned, the client's part paid the votes, and it has all of its bond back
    assert_eq!(replicas.balance(), (DEPOSIT - 2 * PRICE + PENALTY * 4 / 10 - 3 * FEE, 0));
    assert_eq!(replicas.clients_heat(), ACCUSER_FEES * FEE + PENALTY / 10);
    assert_eq!(replicas.network.supply(), supply - PENALTY / 2);
    assert_eq!((replicas.earned_and_slashed(), replicas.incomes()), ((3 * FEE, 0), vec![PAY, PAY, 0]));
    assert_eq!((replicas.pool(2).active, replicas.pool(2).penalties_pending), (STAKE - PENALTY, 0));
    let ledger = replicas.network.ledger();
    assert_eq!((ledger.count, ledger.slashed, ledger.to_reporters), (1, PENALTY, PENALTY / 10));
    replicas.assert_books();
}

#[test]
fn a_verifier_that_accuses_has_the_reporters_part_and_no_vote() {
    // Given a replica that disagreed, and a verifier that says so
    let mut replicas = Replicas::ended(4, 2, &[RIGHT, WRONG, RIGHT]);
    let accuser = replicas.verifiers[0].wallet.insecure_clone();
    replicas.network.give(&accuser.pubkey(), replicas.bond());
    let dispute = replicas.network.dispute_seat(&accuser, replicas.job, 1, [RIGHT; 32]);
    assert_eq!(replicas.network.heat(&accuser.pubkey()), 0);

    // When the three others find so too, and nobody appeals
    replicas.judge(dispute, RIGHT);
    assert!(replicas.dispute(&dispute).vote_of(&replicas.verifiers[0].address).is_none());
    replicas.network.try_step(dispute).expect("conviction");
    replicas.finish(dispute);

    // Then the verifier has its bond and a tenth, and the client what the votes leave of its part
    assert_eq!(replicas.network.heat(&accuser.pubkey()), ACCUSER_FEES * FEE + PENALTY / 10);
    assert_eq!(replicas.balance(), (DEPOSIT - 2 * PRICE + PENALTY * 4 / 10 - 3 * FEE, 0));
    assert_eq!((replicas.network.verifier_of(&replicas.verifiers[0]).earned, replicas.failed(1)), (0, 1));
    replicas.assert_books();
}

#[test]
fn a_quorum_that_lies_is_convicted_though_it_was_paid() {
    // Given three replicas of which two lied and were paid, and the third was right
    let mut replicas = Replicas::ended(5, 2, &[WRONG, RIGHT, WRONG]);
    assert_eq!(replicas.network.job(&replicas.job).result_hash, [WRONG; 32]);

    // When the client accuses both liars, and committees find the third's result
    let disputes = [0, 2].map(|seat| replicas.convict(seat, RIGHT));
    assert_ne!(disputes[0], disputes[1]);
    replicas.assert_books();
    disputes.into_iter().for_each(|dispute| replicas.finish(dispute));

    // Then each paid for itself, what they were paid stays theirs, and the third has lost nothing
    let stakes: Vec<_> = (0..3).map(|seat| replicas.pool(seat).active).collect();
    assert_eq!(stakes, [STAKE - PENALTY, STAKE, STAKE - PENALTY]);
    assert_eq!(replicas.incomes(), [PAY, 0, PAY]);
    assert_eq!([0, 1, 2].map(|seat| replicas.failed(seat)), [1, 0, 1]);
    assert_eq!(replicas.balance(), (DEPOSIT - 2 * PRICE + 2 * (PENALTY * 4 / 10 - 3 * FEE), 0));
    // and the client, which put down the same HEAT twice, has more than it paid for the job
    assert_eq!(replicas.clients_heat(), 2 * (ACCUSER_FEES * FEE + PENALTY / 10));
    assert!(replicas.balance().0 + replicas.clients_heat() > DEPOSIT + 2 * ACCUSER_FEES * FEE);
    replicas.assert_books();
}

#[test]
fn replicas_that_agreed_on_nothing_are_judged_too() {
    // Given a job that failed for three results, of which one is right
    let mut replicas = Replicas::ended(5, 2, &[WRONG, THIRD, RIGHT]);
    assert_eq!((replicas.network.state(&replicas.job), replicas.balance()), (JobState::Failed, (DEPOSIT, 0)));

    // When the client accuses the other two, then both are convicted, and nobody is paid for the job
    let disputes = [0, 1].map(|seat| replicas.convict(seat, RIGHT));
    disputes.into_iter().for_each(|dispute| replicas.finish(dispute));
    assert_eq!([0, 1, 2].map(|seat| replicas.pool(seat).active), [STAKE - PENALTY, STAKE - PENALTY, STAKE]);
    assert_eq!((replicas.network.state(&replicas.job), replicas.incomes()), (JobState::Failed, vec![0; 3]));
    assert_eq!(replicas.balance(), (DEPOSIT + 2 * (PENALTY * 4 / 10 - 3 * FEE), 0));
    replicas.assert_books();
}

#[test]
fn an_honest_replica_is_whole_and_the_accuser_pays() {
    // Given two replicas that were right and paid, and a client that accuses one of them
    let mut replicas = Replicas::ended(5, 2, &[RIGHT, RIGHT]);
    let before = replicas.network.worker_account(&replicas.workers[1].address);
    let dispute = replicas.accuse(1, WRONG);

    // When three find its result right
    replicas.judge(dispute, RIGHT);
    let upheld = replicas.network.try_step(dispute).expect("acquittal");
    let found = replicas.dispute(&dispute);
    let (job, worker) = (found.job.to_bytes(), found.worker.to_bytes());
    let ruling = Ruling::Right.byte();
    let parts = (0u64, PRICE / 10, 2 * FEE - PRICE / 10);
    assert_event_call(&upheld, "Acquitted", (dispute.to_bytes(), job, worker, parts, ruling, [0u8; 7]));
    replicas.finish(dispute);

    // Then its operator has a tenth of the price for its trouble, and the client paid that and three votes
    assert_eq!(replicas.incomes(), [PAY, PAY + PRICE / 10]);
    assert_eq!(replicas.clients_heat(), ACCUSER_FEES * FEE - 3 * FEE - PRICE / 10);
    assert_eq!((replicas.earned_and_slashed(), replicas.pool(1).active), ((3 * FEE, 0), STAKE));
    // and the worker is as it was, and so is the job
    let after = replicas.network.worker_account(&replicas.workers[1].address);
    assert_eq!((after.failed, after.completed, after.jobs), (before.failed, before.completed, before.jobs));
    assert_eq!((replicas.book(1).disputed_seats, replicas.balance()), (0, (DEPOSIT - 2 * PRICE, 0)));
    assert_eq!(replicas.network.seat(&replicas.job, 1).state, SeatState::Paid.byte());
    let balance = replicas.network.balance(&replicas.client.pubkey());
    assert_eq!((balance.rejected, balance.lost_disputes, balance.settled), (0, 0, 1));
    replicas.assert_books();
}

#[test]
fn what_cannot_be_done_again_is_not_held_against_the_replica() {
    // Given a replica that disagreed, of whose work nobody can do anything again, or does
    for votes in [Some([0; 32]), None] {
        let mut replicas = Replicas::ended(5, 2, &[RIGHT, RIGHT, WRONG]);
        let supply = replicas.network.supply();
        let dispute = replicas.accuse(2, RIGHT);
        replicas.network.judge(dispute, &replicas.verifiers, |_| votes);
        assert_eq!(replicas.dispute(&dispute).ruling(), Some(Ruling::Unavailable));

        // When that is carried out, then the accuser pays as if the result were right
        replicas.finish(dispute);
        assert_eq!(replicas.clients_heat(), ACCUSER_FEES * FEE - 3 * FEE - PRICE / 10);
        assert_eq!((replicas.incomes()[2], replicas.pool(2).active), (PRICE / 10, STAKE));
        assert_eq!((replicas.failed(2), replicas.book(2).disputed_seats), (0, 0));
        // and what no vote earned burns, with what silence costs
        let (earned, slashed) = replicas.earned_and_slashed();
        let silence = if votes.is_none() { 3 * VERIFIER_BOND / 20 } else { 0 };
        assert_eq!((earned, slashed), (0, silence));
        assert_eq!(replicas.network.supply(), supply - 3 * FEE - silence);
        replicas.assert_books();
    }
}

#[test]
fn where_nothing_is_found_nobody_pays_and_the_replica_goes() {
    // Given a replica that disagreed, whose committee comes to three results
    let mut replicas = Replicas::ended(3, 2, &[RIGHT, RIGHT, WRONG]);
    let (balance, incomes) = (replicas.balance(), replicas.incomes());
    let dispute = replicas.accuse(2, RIGHT);
    replicas.network.judge(dispute, &replicas.verifiers, |verifier| Some(verifier.address.to_bytes()));
    assert_eq!(replicas.dispute(&dispute).ruling(), Some(Ruling::Undecided));

    // When that is carried out, then the accuser has its bond, and nobody else anything
    replicas.finish(dispute);
    assert_eq!((replicas.clients_heat(), replicas.balance()), (ACCUSER_FEES * FEE, balance));
    assert_eq!((replicas.incomes(), replicas.earned_and_slashed()), (incomes, (0, 0)));
    assert_eq!((replicas.pool(2).active, replicas.failed(2)), (STAKE, 0));
    // and the job is not done again: its operator is free, and the result stays
    assert_eq!((replicas.network.state(&replicas.job), replicas.book(2).disputed_seats), (JobState::Settled, 0));
    assert_eq!(replicas.network.job(&replicas.job).attempts, 0);
    replicas.assert_books();
}

#[test]
fn an_appeal_that_holds_gives_all_back() {
    // Given a right minority that a committee convicted
    let mut replicas = Replicas::ended(12, 2, &[WRONG, WRONG, RIGHT]);
    let supply = replicas.network.supply();
    let dispute = replicas.convict(2, WRONG);
    assert_eq!(replicas.pool(2).active, STAKE - PENALTY);

    // When its operator appeals, and seven find it right
    let wallet = replicas.operators[2].wallet.insecure_clone();
    replicas.network.give(&wallet.pubkey(), APPEAL_FEES * FEE);
    replicas.network.try_appeal(&wallet, dispute).expect("appeal");
    replicas.judge(dispute, RIGHT);
    replicas.finish(dispute);

    // Then stake and bond are back, the accuser paid the price, and those who were wrong lost a fifth of their bonds
    assert_eq!((replicas.pool(2).active, replicas.pool(2).slashed, replicas.pool(2).penalties_pending), (STAKE, 0, 0));
    assert_eq!((replicas.network.heat(&wallet.pubkey()), replicas.incomes()[2]), (APPEAL_FEES * FEE, PRICE));
    assert_eq!((replicas.clients_heat(), replicas.balance()), (0, (DEPOSIT - 2 * PRICE, 0)));
    let (earned, slashed) = replicas.earned_and_slashed();
    assert_eq!((earned, slashed), (7 * FEE, 3 * VERIFIER_BOND / 5));
    // and what those lost beyond the votes burned
    let in_pot = ACCUSER_FEES * FEE - PRICE + 3 * VERIFIER_BOND / 5;
    assert_eq!(replicas.network.supply(), supply - (in_pot - 7 * FEE));
    replicas.assert_books();
}

#[test]
fn an_appeal_in_vain_changes_nothing_for_the_replica() {
    // Given a replica that was convicted, when a stranger appeals and seven find the same
    let mut replicas = Replicas::ended(12, 2, &[RIGHT, RIGHT, WRONG]);
    let dispute = replicas.convict(2, RIGHT);
    let stranger = replicas.stranger.insecure_clone();
    replicas.network.give(&stranger.pubkey(), APPEAL_FEES * FEE);
    replicas.network.try_appeal(&stranger, dispute).expect("appeal");
    replicas.judge(dispute, RIGHT);
    assert_eq!(replicas.dispute(&dispute).state(), Some(DisputeState::Ruled));
    replicas.finish(dispute);

    // Then the stranger paid seven votes, the client's part three, and it counts against the worker once
    assert_eq!((replicas.network.heat(&stranger.pubkey()), replicas.earned_and_slashed()), (0, (10 * FEE, 0)));
    assert_eq!((replicas.pool(2).active, replicas.failed(2)), (STAKE - PENALTY, 1));
    assert_eq!(replicas.clients_heat(), ACCUSER_FEES * FEE + PENALTY / 10);
    replicas.assert_books();
}
