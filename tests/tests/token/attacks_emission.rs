//! Emission taken twice, for another, from another epoch, or after everything was closed and opened again.

use furnace_client::accounts::EmissionEpoch;
use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_client::instructions::token;
use furnace_client::{pda, program};
use furnace_common::units::HEAT;
use furnace_tests::chain::key;
use furnace_tests::errors::{assert_error, assert_runtime_error};
use furnace_tests::scene::replaced;
use solana_account::Account;
use solana_instruction::error::InstructionError;
use solana_signer::Signer;

use super::scene::{Emission, try_claim, try_close_epoch, try_open_epoch, try_open_points, try_record};

#[test]
fn a_share_is_claimed_once_in_a_transaction() {
    // Given a worker's share, when it is claimed twice at once, then nothing is minted
    let mut emission = Emission::earned();
    let claim = token::emission_claim(emission.worker.address, emission.worker.wallet, emission.epoch);
    let result = emission.network.send(&[claim.clone(), claim], &[]);
    assert_error(result, FurnaceTokenError::NothingToClaim);
    assert_eq!(emission.network.statistics().emitted, 0);
}

#[test]
fn another_workers_points_do_not_pay_ones_own_pool() {
    // Given a rival without points
    let mut emission = Emission::earned();
    let rival = emission.network.operator("rival", 400 * HEAT);
    let rivals_worker = emission.network.worker(&rival, "rival's worker");
    try_open_points(&mut emission.network, &rivals_worker).expect("points open");

    // When it claims the worker's share into its pool, or names its points beside the worker's pool, then not
    let theirs = token::emission_claim(rivals_worker.address, rivals_worker.wallet, emission.epoch);
    let (own, points) = (pda::points(&rivals_worker.address), pda::points(&emission.worker.address));
    let stolen = replaced(theirs.clone(), own, points);
    assert_error(emission.network.send(&[stolen], &[]), FurnaceTokenError::WrongPool);
    let nothing = emission.network.send(&[theirs], &[]);
    assert_error(nothing, FurnaceTokenError::NothingToClaim);
    assert_eq!(emission.network.statistics().emitted, 0);
}

#[test]
fn points_of_one_epoch_are_not_claimed_from_another() {
    // Given points of one epoch, and another one that is open too, with points of somebody else
    let mut emission = Emission::new();
    emission.record(1_000).expect("record");
    emission.go_to(1);
    let (first, second) = (emission.epoch, emission.epoch + 1);
    try_open_epoch(&mut emission.network, second).expect("epoch opens");
    let colleague = emission.network.worker(&emission.operator, "colleague");
    try_open_points(&mut emission.network, &colleague).expect("points open");
    try_record(&mut emission.network, &colleague, second, 1, 10_000).expect("record");
    emission.go_to(3);

    // When they are claimed from the other, then it is refused, either way
    let result = try_claim(&mut emission.network, &emission.worker, second);
    assert_error(result, FurnaceTokenError::NothingToClaim);
    assert_error(try_claim(&mut emission.network, &colleague, first), FurnaceTokenError::NothingToClaim);
}

#[test]
fn a_forged_epoch_pays_nothing() {
    // Given a copy of the epoch with a greater budget, owned by anyone but the program
    let mut emission = Emission::earned();
    let (genuine, forged) = (pda::emission(emission.epoch), key("forged epoch").pubkey());
    let proper = token::emission_claim(emission.worker.address, emission.worker.wallet, emission.epoch);
    let account = emission.network.chain.account(&genuine).expect("epoch");
    for owner in [program::SYSTEM, program::STAKING] {
        emission.network.chain.svm.set_account(forged, Account { owner, ..account.clone() }).expect("account is set");
        emission.network.tamper(&forged, |epoch: &mut EmissionEpoch| epoch.budget *= 1_000);

        // When a share of it is claimed, then it is refused
        let instruction = replaced(proper.clone(), genuine, forged);
        let result = emission.network.send(&[instruction], &[]);
        assert_runtime_error(result, InstructionError::IllegalOwner);
    }
}

#[test]
fn points_opened_again_have_nothing() {
    // Given a worker that claimed, retired, and whose points were closed
    let mut emission = Emission::earned();
    emission.claim().expect("claim");
    emission.retire();
    emission.close_points().expect("points close");

    // When they are opened again, then they are empty, and a retired worker is given no others
    let worker = &emission.worker;
    try_open_points(&mut emission.network, worker).expect("points open");
    let claimed = emission.income();
    assert_error(emission.claim(), FurnaceTokenError::NothingToClaim);
    emission.go_to(1);
    assert_error(emission.record(1), FurnaceTokenError::WorkerRetired);
    assert_eq!(emission.income(), claimed);
}

#[test]
fn a_closed_epoch_pays_nobody() {
    // Given a worker that never claimed, and an epoch that was closed since
    let mut emission = Emission::earned();
    emission.go_to(17);
    try_close_epoch(&mut emission.network, emission.epoch).expect("epoch closes");

    // When it claims, or has the epoch opened again, then it is refused
    let gone = emission.claim();
    assert_runtime_error(gone, InstructionError::AccountDataTooSmall);
    let again = try_open_epoch(&mut emission.network, emission.epoch);
    assert_error(again, FurnaceTokenError::EpochOutOfReach);
}

#[test]
fn a_pool_that_was_slashed_or_left_has_its_share_all_the_same() {
    // Given an operator that left with its stake after its points were recorded
    let mut emission = Emission::new();
    emission.record(1_000).expect("record");
    let (wallet, pool) = (emission.operator.wallet.insecure_clone(), emission.operator.pool);
    emission.network.try_unstake(&wallet, pool, 400 * HEAT).expect("unstake");
    emission.go_to(15);
    emission.network.try_withdraw_stake(&wallet, pool, 0).expect("withdraw");

    // When the share is claimed, then it is the pool's: points were proven when they were recorded
    let budget = emission.account().budget;
    emission.claim().expect("claim");
    assert_eq!(emission.income(), budget);
}
