//! Where each error of the program is covered, and what only a fault in the stored state brings about.

use furnace_client::accounts::{JobState, PenaltyLedger};
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::pda;
use furnace_tests::assert_every_error_is_covered;
use furnace_tests::coverage::Coverage::Asserted;
use furnace_tests::errors::assert_error;
use furnace_tests::scene::Scene;

#[test]
fn every_error_is_covered() {
    assert_every_error_is_covered!("slashing", FurnaceSlashingError {
        DeadlineNotPassed => Asserted("slash_missed_deadline.rs"),
        DeadlinePassed => Asserted("slash_quit.rs"),
        JobNotHeld => Asserted("slash_missed_deadline.rs"),
        NotWorker => Asserted("slash_quit.rs"),
        JobMismatch => Asserted("attacks_parties.rs"),
        WrongPool => Asserted("attacks_parties.rs"),
        Overflow => Asserted("errors.rs"),
        NotDown => Asserted("../leases/attacks_penalties.rs"),
        ProofNotWrong => Asserted("slash_wrong_proof.rs"),
        WorkerMismatch => Asserted("slash_wrong_proof.rs"),
        VaultShort => Asserted("../disputes/errors.rs"),
        WrongVault => Asserted("attacks_bonds.rs"),
        ZeroAmount => Asserted("../disputes/verifiers.rs"),
        NotVerifier => Asserted("../disputes/verifiers.rs"),
        Leaving => Asserted("../disputes/verifiers.rs"),
        NothingToWithdraw => Asserted("../disputes/verifiers.rs"),
        VerifierNotEmpty => Asserted("../disputes/verifiers.rs"),
        WrongRentPayer => Asserted("../disputes/verifiers.rs"),
        NoSuchPlace => Asserted("../disputes/roster.rs"),
        PlaceTaken => Asserted("../disputes/roster.rs"),
        PlaceSettling => Asserted("../disputes/roster.rs"),
        NotListed => Asserted("../disputes/roster.rs"),
        NotAccuser => Asserted("../disputes/accusations.rs"),
        SameResult => Asserted("../disputes/accusations.rs"),
        NotDrawing => Asserted("../disputes/drawing.rs"),
        SlotNotReached => Asserted("../disputes/drawing.rs"),
        NotSlotHashes => Asserted("../disputes/drawing.rs"),
        NotVoting => Asserted("../disputes/voting.rs"),
        CommitOver => Asserted("../disputes/voting.rs"),
        AlreadyCommitted => Asserted("../disputes/voting.rs"),
        RevealOver => Asserted("../disputes/voting.rs"),
        RevealTooEarly => Asserted("../disputes/voting.rs"),
        NotCommitted => Asserted("../disputes/voting.rs"),
        CommitmentMismatch => Asserted("../disputes/voting.rs"),
        NoSuchVote => Asserted("../disputes/voting.rs"),
        NotMember => Asserted("../disputes/voting.rs"),
        VotingOpen => Asserted("../disputes/rulings.rs"),
        NotRuled => Asserted("../disputes/rulings.rs"),
        OtherRuling => Asserted("../disputes/rulings.rs"),
        NotConvicted => Asserted("../disputes/appeals.rs"),
        AppealOver => Asserted("../disputes/appeals.rs"),
        AppealOpen => Asserted("../disputes/attacks_replays.rs"),
        NotEnded => Asserted("../disputes/votes.rs"),
        AlreadySettled => Asserted("../disputes/votes.rs"),
        FaultsFirst => Asserted("../disputes/votes.rs"),
        VotesUnsettled => Asserted("../disputes/votes.rs"),
        UnknownState => Asserted("../disputes/errors.rs"),
        DisputeMismatch => Asserted("attacks_bonds.rs"),
        WrongRecipient => Asserted("../disputes/attacks_replays.rs"),
        VerifierOpen => Asserted("../disputes/votes.rs"),
        NothingAttested => Asserted("slash_two_results.rs"),
        NotTwoResults => Asserted("slash_two_results.rs"),
        RosterNotFull => Asserted("../disputes/displacing.rs"),
        NotLowest => Asserted("../disputes/displacing.rs"),
        EntryOutside => Asserted("entry_refute.rs"),
        SpecMismatch => Asserted("entry_refute.rs"),
        ResultMismatch => Asserted("entry_refute.rs"),
        EntryRight => Asserted("entry_refute.rs"),
        ResultJudged => Asserted("slash_wrong_entry.rs"),
        AlreadyPunished => Asserted("slash_wrong_entry.rs"),
        RefutationCounts => Asserted("refutation_close.rs"),
    });
}

#[test]
fn counters_do_not_wrap() {
    // Given a ledger that cannot count further
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    scene.network.tamper(&pda::penalty_ledger(), |ledger: &mut PenaltyLedger| ledger.count = u64::MAX);

    // When a job is handed back, then it is refused and nothing is taken
    assert_error(scene.network.try_quit(&scene.worker, job), FurnaceSlashingError::Overflow);
    assert_eq!(scene.network.pool(&scene.operator.pool).slashed, 0);
}
