//! What a proof is worth: points of the epoch's emission.

use furnace_client::accounts::{EmissionEpoch, WorkerPoints};
use furnace_client::generated::proofs::errors::FurnaceProofsError;
use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_client::instructions::{proofs, token};
use furnace_client::pda;
use furnace_common::proof::{OPENING_SECONDS, SAMPLES, WINDOW_SECONDS};
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::EPOCH;
use furnace_tests::scene::replaced;
use solana_instruction::Instruction;
use solana_signer::Signer;

use crate::stage::{SCORE, Stage};

/// Seconds of the next epoch in which proofs can still be completed.
const LATE: i64 = WINDOW_SECONDS + OPENING_SECONDS;

impl Stage {
    /// A worker that has been there since before the epoch, whose proof has begun, with an account of points.
    fn rewarding() -> Self {
        let mut stage = Self::new();
        stage.open_points();
        stage.next_epoch();
        stage.open_epoch();
        stage
    }

    fn open_points(&mut self) {
        let open = token::points_open(self.network.payer(), self.worker.address, self.operator.operator);
        self.network.send(&[open], &[]).expect("points open");
    }

    fn open_epoch(&mut self) {
        let open = token::epoch_open(self.network.payer(), self.epoch());
        self.network.send(&[open], &[]).expect("epoch opens");
    }

    /// The epoch whose proof has begun.
    fn epoch(&self) -> u64 {
        self.network.beacon().epoch
    }

    /// So many seconds after the end of the epoch whose proof has begun.
    fn after(&mut self, seconds: i64) -> &mut Self {
        self.network.chain.set_time((self.epoch().cast_signed() + 1) * EPOCH + seconds);
        self
    }

    fn grant(&self) -> Instruction {
        proofs::points_grant(self.worker.address, self.worker.wallet, self.epoch())
    }

    fn try_grant(&mut self) -> Result<furnace_tests::chain::Receipt, furnace_tests::errors::Failure> {
        let grant = self.grant();
        self.network.send(&[grant], &[])
    }

    fn total_points(&self) -> u64 {
        self.network.chain.read::<EmissionEpoch>(&pda::emission(self.epoch())).total_points
    }
}

#[test]
fn what_all_gpus_showed_counts_once_the_epoch_is_over() {
    // Given a worker that proved both of its GPUs, with five times the least stake for them
    let mut stage = Stage::rewarding();
    stage.prove(0);
    stage.prove(1);
    let (worker, epoch) = (stage.worker.address, stage.epoch());

    // When anyone gives it its points, then they are the sum of the scores, twice for the stake
    let receipt = stage.after(LATE).try_grant().expect("grant");
    let points = 2 * SCORE * 2;
    assert_event(&receipt, "PointsRecorded", (worker, epoch, points, points));
    assert_eq!(stage.total_points(), points);
    let held = stage.network.chain.read::<WorkerPoints>(&pda::points(&worker)).ring[(epoch % 16) as usize].clone();
    assert_eq!((held.epoch, held.start, held.points), (epoch, 0, points));
    assert!(receipt.compute_units <= 6_000, "{}", receipt.compute_units);
}

#[test]
fn points_become_what_the_epoch_emits() {
    // Given the only worker with points of an epoch
    let mut stage = Stage::rewarding();
    stage.prove(0);
    stage.after(LATE).try_grant().expect("grant");
    let (worker, wallet, epoch) = (stage.worker.address, stage.worker.wallet, stage.epoch());
    let income = pda::income_vault(&stage.operator.pool, &pda::heat_mint());
    let before = stage.network.tokens(&income);

    // When its share is claimed, then all of the epoch's budget comes into the pool's income
    stage.after(EPOCH);
    stage.network.send(&[token::emission_claim(worker, wallet, epoch)], &[]).expect("claim");
    let budget = stage.network.chain.read::<EmissionEpoch>(&pda::emission(epoch)).budget;
    assert!(budget > 100_000 * HEAT, "{budget}");
    assert_eq!(stage.network.tokens(&income) - before, budget);
}

#[test]
fn nothing_is_given_while_a_proof_can_still_be_completed() {
    // Given a worker that proved a GPU
    let mut stage = Stage::rewarding();
    stage.prove(0);

    // When it is given its points in the epoch itself, or before all proofs of it are over, then it is refused
    for seconds in [-EPOCH / 2, -1, 0, LATE - 1] {
        assert_error(stage.after(seconds).try_grant(), FurnaceProofsError::PointsTooEarly);
    }
    // and once they are, it has them
    stage.after(LATE).try_grant().expect("grant");
}

#[test]
fn the_last_proof_that_can_be_completed_counts() {
    // Given an epoch whose proof began in its last second, and a GPU that committed at the last moment
    let mut stage = Stage::new();
    stage.open_points();
    let begins = (stage.network.chain.now() / EPOCH + 1) * EPOCH;
    stage.network.chain.set_time(begins + EPOCH - 1);
    stage.network.begin_proofs();
    stage.open_epoch();
    stage.prove(1);
    stage.after(WINDOW_SECONDS - 1);
    let proof = stage.commit(0);
    stage.ask(0, &proof);

    // When it opens its samples at the last moment, then it counts, since nobody could give the points before
    stage.after(LATE - 1);
    assert_error(stage.try_grant(), FurnaceProofsError::PointsTooEarly);
    for index in 0..SAMPLES {
        stage.try_open(0, stage.opening(0, &proof, index)).expect("opening");
    }
    stage.after(LATE).try_grant().expect("grant");
    assert_eq!(stage.total_points(), 2 * SCORE * 2);
}

#[test]
fn an_epoch_counts_once_and_until_the_next_one_ends() {
    // Given a worker that was given its points, when it is given them again, then it is refused
    let mut stage = Stage::rewarding();
    stage.prove(0);
    let mut late = stage.copy();
    stage.after(LATE).try_grant().expect("grant");
    assert_error(stage.try_grant(), FurnaceTokenError::AlreadyRecorded);
    assert_eq!(stage.total_points(), SCORE * 2);

    // and one that was not is too late when the next epoch has ended
    assert_error(late.after(EPOCH).try_grant(), FurnaceTokenError::RecordingClosed);
    late.after(EPOCH - 1).try_grant().expect("grant");
}

#[test]
fn proofs_of_the_next_epoch_change_nothing() {
    // Given a worker that proved both GPUs in an epoch, and one of them in the next
    let mut stage = Stage::rewarding();
    stage.prove(0);
    stage.prove(1);
    let grant = stage.grant();
    stage.after(LATE);
    stage.network.begin_proofs();
    stage.prove(0);

    // When it is given its points of the first, then they are those of both
    stage.network.send(&[grant], &[]).expect("grant");
    let first = pda::emission(stage.epoch() - 1);
    assert_eq!(stage.network.chain.read::<EmissionEpoch>(&first).total_points, 2 * SCORE * 2);
}

#[test]
fn who_proved_nothing_in_the_epoch_gets_nothing() {
    // Given a worker that proved a GPU in the epoch before, and committed to a proof without opening it
    let mut stage = Stage::new();
    stage.open_points();
    stage.network.begin_proofs();
    stage.prove(0);
    stage.next_epoch();
    stage.open_epoch();
    stage.commit(1);

    // When it is given points, then it is refused, although its certificate is good
    assert_error(stage.after(LATE).try_grant(), FurnaceProofsError::NothingProven);
}

#[test]
fn a_convicted_worker_gets_nothing() {
    // Given a worker with a GPU that is proven, and another that turns out to have lied
    let mut stage = Stage::rewarding();
    stage.prove(0);
    stage.network.convict(&stage.worker, 1);

    // When it is given points, then it is refused
    assert_error(stage.after(LATE).try_grant(), FurnaceProofsError::Convicted);
    assert_eq!(stage.total_points(), 0);
}

#[test]
fn the_token_program_has_the_last_word() {
    // Given a worker that proved a GPU, and is retired before its points are given
    let mut stage = Stage::rewarding();
    stage.prove(0);
    let mut poor = stage.copy();
    stage.retire();
    assert_error(stage.after(LATE).try_grant(), FurnaceTokenError::WorkerRetired);

    // or whose operator took its stake out
    let wallet = poor.operator.wallet.insecure_clone();
    let pool = poor.operator.pool;
    poor.network.try_unstake(&wallet, pool, 601 * HEAT).expect("unstake");
    assert_error(poor.after(LATE).try_grant(), FurnaceTokenError::StakeTooLow);
}

#[test]
fn a_worker_that_came_during_the_epoch_does_not_count() {
    // Given a worker that registered in the epoch in which it proved itself
    let mut stage = Stage::new();
    stage.open_points();
    stage.network.begin_proofs();
    stage.open_epoch();
    stage.prove(0);

    // When it is given points, then it is refused
    assert_error(stage.after(LATE).try_grant(), FurnaceTokenError::WorkerTooNew);
}

#[test]
fn nobody_gets_the_points_of_another() {
    // Given a worker that proved a GPU, and a colleague that did not
    let mut stage = Stage::new();
    stage.open_points();
    let colleague = stage.colleague();
    let open = token::points_open(stage.network.payer(), colleague.address, stage.operator.operator);
    stage.network.send(&[open], &[]).expect("points open");
    stage.next_epoch();
    stage.open_epoch();
    stage.prove(0);
    stage.after(LATE);

    // When the colleague is given points for the worker's certificate, or to the worker's account, then it is refused
    let (own, other) = (stage.worker.address, colleague.address);
    let proper = stage.grant();
    let worker = replaced(proper.clone(), own, other);
    assert_error(stage.network.send(&[worker], &[]), FurnaceProofsError::WorkerMismatch);
    let certificate = replaced(proper.clone(), pda::certificate(&own), pda::certificate(&other));
    assert_error(stage.network.send(&[certificate], &[]), FurnaceProofsError::WorkerMismatch);
    let points = replaced(proper.clone(), pda::points(&own), pda::points(&other));
    assert_error(stage.network.send(&[points], &[]), FurnaceTokenError::WrongWorker);
    let both = replaced(replaced(proper.clone(), own, other), pda::certificate(&own), pda::certificate(&other));
    assert_error(stage.network.send(&[both], &[]), FurnaceProofsError::NothingProven);

    // and neither in the name of a key: the program alone signs for its authority
    let key = stage.stranger.insecure_clone();
    let mut signed = replaced(proper, pda::proofs_authority(), key.pubkey());
    signed.accounts[0].is_signer = true;
    assert!(stage.network.send(&[signed], &[&key]).is_err());
    assert_eq!(stage.total_points(), 0);
}
