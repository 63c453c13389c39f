use furnace_client::artifacts::Digest;
use solana_address::Address;
use solana_signature::Signature;

use super::*;
use crate::{
    chain::{Attestation, Sealed},
    verifying::Ballot,
};

fn job(number: u8) -> Address {
    Address::new_from_array([number; 32])
}

#[test]
fn an_intent_outlives_a_kill() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("work/journal.sqlite");
    let journal = Journal::open(&path).expect("open");
    let claim = journal.intend(&job(1), Step::Claim).expect("write");
    journal.conclude(claim, Outcome::Done, "").expect("write");
    let start = journal.intend(&job(1), Step::Start).expect("write");
    let signature = Signature::from([7; 64]);
    journal.sent(start, &signature).expect("write");
    let checkpoint = journal.intend(&job(1), Step::Checkpoint(7)).expect("write");
    let submit = journal.intend(&job(2), Step::Submit).expect("write");
    drop(journal);

    let journal = Journal::open(&path).expect("open again");
    let open = journal.unconcluded().expect("read");
    assert_eq!(
        open,
        [
            Intent { id: start, order: job(1), step: Step::Start, signature: Some(signature) },
            Intent { id: checkpoint, order: job(1), step: Step::Checkpoint(7), signature: None },
            Intent { id: submit, order: job(2), step: Step::Submit, signature: None },
        ]
    );
    assert_eq!(journal.times_done(&job(1), Step::Claim).expect("read"), 1);
    assert_eq!(journal.times_done(&job(1), Step::Start).expect("read"), 0);
}

#[test]
fn every_step_is_read_as_it_was_written() {
    let numbered = [Step::Checkpoint(7), Step::Bid(u64::MAX), Step::Meet(3)];
    for step in Step::PLAIN.into_iter().chain(numbered) {
        assert_eq!(step.to_string().parse::<Step>().expect("a step"), step);
    }
    assert!("bid".parse::<Step>().is_err() && "meet -1".parse::<Step>().is_err() && "dance".parse::<Step>().is_err());
}

#[test]
fn two_workers_cannot_share_a_journal() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("journal.sqlite");
    let first = Journal::open(&path).expect("open");
    first.intend(&job(1), Step::Claim).expect("write");
    assert!(matches!(Journal::open(&path), Err(JournalError::InUse)));
}

#[test]
fn a_journal_of_a_newer_program_is_left_alone() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("journal.sqlite");
    let connection = Connection::open(&path).expect("open");
    connection.pragma_update(None, "user_version", 9).expect("write");
    drop(connection);
    assert!(matches!(Journal::open(&path), Err(JournalError::Version(9))));
}

#[test]
fn of_each_attempt_the_first_result_stands() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("journal.sqlite");
    let journal = Journal::open(&path).expect("open");
    assert_eq!(journal.result(&job(1), 0).expect("read"), None);
    let [first, second] =
        [1, 2].map(|byte| Attestation { result: Digest([byte; 32]), log: Digest([2; 32]), exit_code: -3 });
    assert_eq!(journal.keep_result(&job(1), 0, &first).expect("write"), first);
    drop(journal);

    // Whoever has signed it has signed it, also where the job is computed again and comes to something else.
    let journal = Journal::open(&path).expect("open again");
    assert_eq!(journal.keep_result(&job(1), 0, &second).expect("write"), first);
    assert_eq!(journal.result(&job(1), 0).expect("read"), Some(first));
    // The next attempt is another matter, and so is another job.
    assert_eq!(journal.result(&job(1), 1).expect("read"), None);
    assert_eq!(journal.keep_result(&job(1), 1, &second).expect("write"), second);
    assert_eq!(journal.keep_result(&job(2), 0, &second).expect("write"), second);
}

#[test]
fn a_sealed_result_outlives_a_kill_with_its_salt() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("journal.sqlite");
    let attestation = Attestation { result: Digest([1; 32]), log: Digest([2; 32]), exit_code: -3 };
    let sealed = Sealed { attestation, salt: [7; 32] };
    let journal = Journal::open(&path).expect("open");
    assert_eq!(journal.sealed(&job(1)).expect("read"), None);
    journal.keep_sealed(&job(1), &sealed).expect("write");
    drop(journal);
    let journal = Journal::open(&path).expect("open again");
    assert_eq!(journal.sealed(&job(1)).expect("read"), Some(sealed));
    assert_eq!(journal.result(&job(1), 0).expect("read"), None, "it is in no store yet");
}

#[test]
fn a_ballot_outlives_a_kill_and_is_never_exchanged_for_another() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("journal.sqlite");
    let [first, second] = [1, 2].map(|byte| Ballot { result: Digest([byte; 32]), salt: [byte; 32] });
    let journal = Journal::open(&path).expect("open");
    assert_eq!(journal.ballot(&job(1), 2).expect("read"), None);
    assert_eq!(journal.keep_ballot(&job(1), 2, &first).expect("write"), first);
    drop(journal);

    // Whoever has voted in a round has voted, also where the work is done again and comes to something else.
    let journal = Journal::open(&path).expect("open again");
    assert_eq!(journal.keep_ballot(&job(1), 2, &second).expect("write"), first);
    assert_eq!(journal.ballot(&job(1), 2).expect("read"), Some(first));
    // The next round is another vote, and so is another dispute.
    assert_eq!(journal.keep_ballot(&job(1), 3, &second).expect("write"), second);
    assert_eq!(journal.keep_ballot(&job(2), 2, &second).expect("write"), second);
}

#[test]
fn what_is_long_over_is_forgotten_at_the_next_start() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("journal.sqlite");
    let journal = Journal::open(&path).expect("open");
    let attestation = Attestation { result: Digest([1; 32]), log: Digest([2; 32]), exit_code: 0 };
    for number in [1, 2] {
        journal.keep_result(&job(number), 0, &attestation).expect("write");
        journal.give_up(&job(number), "no power").expect("write");
    }
    let old = format!("job = '{}'", job(1));
    journal.connection().execute(&format!("UPDATE result SET stored_at = 0 WHERE {old}"), []).expect("write");
    journal.connection().execute(&format!("UPDATE given_up SET at = 0 WHERE {old}"), []).expect("write");
    let ballot = Ballot { result: Digest([1; 32]), salt: [1; 32] };
    for round in [1, 2] {
        journal.keep_ballot(&job(1), round, &ballot).expect("write");
    }
    journal.connection().execute("UPDATE ballot SET stored_at = 0 WHERE round = 1", []).expect("write");
    drop(journal);
    let journal = Journal::open(&path).expect("open again");
    let ballots = [1, 2].map(|round| journal.ballot(&job(1), round).expect("read"));
    assert_eq!(ballots, [None, Some(ballot)]);
    let known = [1, 2].map(|number| journal.result(&job(number), 0).expect("read").is_some());
    let given_up = [1, 2].map(|number| journal.has_given_up(&job(number)).expect("read"));
    assert_eq!((known, given_up), ([false, true], [false, true]));
}

#[test]
fn failures_are_remembered() {
    let journal = Journal::in_memory().expect("open");
    assert!(!journal.has_given_up(&job(1)).expect("read"));
    journal.give_up(&job(1), "no power").expect("write");
    assert!(journal.has_given_up(&job(1)).expect("read"));
    assert!(!journal.has_given_up(&job(2)).expect("read"));
}
