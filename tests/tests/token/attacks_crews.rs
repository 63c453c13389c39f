//! One stake that is to answer for more workers than it can.

use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_client::instructions::jobs;
use furnace_common::limits::LEAVING_SECONDS;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{Network, OperatorActor, WorkerActor};
use solana_signer::Signer;

use super::scene::{Emission, begin_of, try_open_epoch, try_open_points, try_record};

/// The scene's operator, at twice the minimum for one GPU, with a second worker: just enough for both.
fn crew() -> (Emission, WorkerActor) {
    let mut emission = Emission::new();
    let second = emission.network.worker(&emission.operator, "second");
    try_open_points(&mut emission.network, &second).expect("points open");
    (emission, second)
}

fn retire(network: &mut Network, operator: &OperatorActor, worker: &WorkerActor) {
    let retire = jobs::worker_retire(operator.wallet.pubkey(), worker.key.pubkey());
    network.send(&[retire], &[&operator.wallet]).expect("worker retires");
}

#[test]
fn retiring_the_recorded_gains_the_others_nothing() {
    // Given two workers of which the first has its points and retires
    let (mut emission, second) = crew();
    emission.record(1_000).expect("record");
    retire(&mut emission.network, &emission.operator, &emission.worker);

    // When the second is given as many, then the stake still counts once for each
    try_record(&mut emission.network, &second, emission.epoch, 1_000, 10_000).expect("record");
    assert_eq!(emission.account().total_points, 2_000);
}

#[test]
fn a_new_crew_needs_stake_of_its_own_until_the_old_one_is_forgotten() {
    // Given two recorded workers that retire, and a third in their place
    let (mut emission, second) = crew();
    emission.record(1_000).expect("record");
    try_record(&mut emission.network, &second, emission.epoch, 1_000, 10_000).expect("record");
    for worker in [&emission.worker, &second] {
        retire(&mut emission.network, &emission.operator, worker);
    }
    let third = emission.network.worker(&emission.operator, "third");
    try_open_points(&mut emission.network, &third).expect("points open");

    // When the third is given points of the next epoch, then the stake is not enough for three
    let next = emission.epoch + 1;
    emission.go_to(1);
    try_open_epoch(&mut emission.network, next).expect("epoch opens");
    let result = try_record(&mut emission.network, &third, next, 1_000, 10_000);
    assert_error(result, FurnaceTokenError::StakeTooLow);

    // and once the old crew cannot have points any more, it is enough for twice the minimum of one
    let later = emission.epoch + u64::try_from(LEAVING_SECONDS / furnace_tests::network::EPOCH).expect("epochs");
    emission.network.chain.set_time(begin_of(later));
    try_open_epoch(&mut emission.network, later).expect("epoch opens");
    try_record(&mut emission.network, &third, later, 1_000, 10_000).expect("record");
    let account: furnace_client::accounts::EmissionEpoch =
        emission.network.chain.read(&furnace_client::pda::emission(later));
    assert_eq!(account.total_points, 2_000);
}
