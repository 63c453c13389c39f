//! The whole product over a real chain: processes for the chain, the workers and every command.

use std::path::{Path, PathBuf};
use std::time::Duration;

use furnace_common::units::HEAT;
use furnace_tests::stage::scenario::{self, Outcome, Picture};
use furnace_tests::stage::{Localnet, StageError};

/// For the job whose first worker is killed.
const TIME_LIMIT: Duration = Duration::from_secs(20);

fn small_picture() -> Picture {
    let mesh = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../examples/bunny.obj");
    Picture { mesh, frames: 2, width: 64, height: 48, samples: 8 }
}

#[test]
fn two_jobs_are_paid_one_worker_is_slashed_and_every_unit_is_accounted_for() -> Result<(), StageError> {
    // Given a network with two operators, a delegator and a client
    let folder = tempfile::tempdir().map_err(|error| StageError::Unexpected(error.to_string()))?;
    let net = Localnet::start(folder.path())?;

    // When one job goes well and the first worker of another is killed
    let outcome = scenario::whole(&net, &small_picture(), TIME_LIMIT, &mut |step| println!("{step}"))?;
    let Outcome { settled, rewards, ledger } = outcome;

    // Then both jobs were paid 90%, with 5% burned and 5% to the market's fees
    for job in &settled {
        assert_eq!((job.paid, job.burned, job.fee), (18 * HEAT, HEAT, HEAT));
    }
    // and half of the lost job's collateral of 20 HEAT was slashed, of which half was burned
    assert_eq!(ledger.slashed, 10 * HEAT);
    assert_eq!(ledger.burned, 2 * HEAT + 5 * HEAT);
    // and the same frame of the same scene, rendered in both jobs, is the same to the bit
    let [first, second] = [&settled[0].files, &settled[1].files];
    assert_eq!((first.len(), second.len()), (2, 1));
    assert_eq!(read(&first[0])?, read(&second[0])?);
    // and the operator had a tenth of both jobs' pay as its commission
    assert_eq!(rewards.commission, 2 * 18 * HEAT / 10);
    // and of what was not burned of the take, three fifths went to stakers and the rest to the treasury
    assert_eq!((rewards.to_stakers, rewards.to_treasury, rewards.undistributed), (12 * HEAT / 10, 8 * HEAT / 10, 0));
    // and the delegator, with a fifth of the pool, got no more than its part of the first job's pay and fees
    let (income, fees) = (18 * HEAT * 9 / 10 / 5, 6 * HEAT / 10);
    assert!((1..=income + fees).contains(&rewards.claimed), "{rewards:?}");
    // and what nobody has claimed yet is still in the vaults
    let paid = 2 * 18 * HEAT + rewards.to_stakers;
    assert_eq!(rewards.commission + rewards.claimed + rewards.unclaimed, paid);
    // and nothing was made or lost
    assert!(ledger.is_conserved(), "{ledger:?}");
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>, StageError> {
    std::fs::read(path).map_err(|error| StageError::Unexpected(format!("{}: {error}", path.display())))
}
