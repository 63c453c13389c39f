//! A closed account stays closed, whatever else its transaction does.

use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_client::instructions::token;
use furnace_client::{pda, program};
use furnace_tests::errors::{assert_error, assert_runtime_error};
use furnace_tests::network::Network;
use solana_address::Address;
use solana_instruction::error::InstructionError;
use solana_system_interface::instruction::transfer;

use super::scene::Emission;

/// Lamports are all that lies at the address.
#[track_caller]
fn assert_shell(network: &Network, address: &Address) {
    let shell = network.chain.account(address).expect("lamports");
    assert_eq!((shell.owner, shell.data.len()), (program::SYSTEM, 0));
}

#[test]
fn lamports_do_not_bring_an_epoch_back() {
    // Given an epoch that is over with points that nobody claimed
    let mut emission = Emission::earned();
    emission.go_to(17);
    let (payer, epoch) = (emission.network.payer(), emission.epoch);
    let close = token::epoch_close(epoch, payer);
    let revive = transfer(&payer, &pda::emission(epoch), 10_000_000);
    let claim = token::emission_claim(emission.worker.address, emission.worker.wallet, epoch);

    // When it is closed, funded and claimed or closed again at once, then nothing happens
    for again in [claim.clone(), close.clone()] {
        assert!(emission.network.send(&[close.clone(), revive.clone(), again], &[]).is_err());
    }
    // When it is closed and funded, then it is none any more for any instruction
    emission.network.send(&[close.clone(), revive], &[]).expect("close and fund");
    assert_shell(&emission.network, &pda::emission(epoch));
    for instruction in [claim, close, token::epoch_open(payer, epoch)] {
        assert!(emission.network.send(&[instruction], &[]).is_err());
    }
    assert_eq!(emission.network.statistics().emitted, 0);
}

#[test]
fn lamports_do_not_bring_points_back() {
    // Given a retired worker that claimed its share
    let mut emission = Emission::earned();
    emission.claim().expect("claim");
    emission.retire();
    let (payer, worker) = (emission.network.payer(), emission.worker.address);
    let points = pda::points(&worker);
    let close = token::points_close(worker, payer);
    let revive = transfer(&payer, &points, 10_000_000);
    let claim = token::emission_claim(worker, emission.worker.wallet, emission.epoch);

    // When its points are closed, funded, and claimed or closed again at once, then nothing happens
    for again in [claim.clone(), close.clone()] {
        assert!(emission.network.send(&[close.clone(), revive.clone(), again], &[]).is_err());
    }
    assert_eq!(emission.points().ring[(emission.epoch % 16) as usize].points, 0);

    // When they are closed and funded, then they are none any more
    emission.network.send(&[close.clone(), revive], &[]).expect("close and fund");
    assert_shell(&emission.network, &points);
    for instruction in [claim, close] {
        let result = emission.network.send(&[instruction], &[]);
        assert_runtime_error(result, InstructionError::AccountDataTooSmall);
    }
}

#[test]
fn points_closed_and_opened_at_once_are_empty() {
    // Given a retired worker with points that can be claimed no more
    let mut emission = Emission::earned();
    emission.go_to(16);
    emission.retire();
    let (payer, worker) = (emission.network.payer(), emission.worker.address);
    let close = token::points_close(worker, payer);
    let open = token::points_open(payer, worker, emission.operator.operator);

    // When they are closed and opened in one transaction, then it is refused or they are empty
    if emission.network.send(&[close, open], &[]).is_ok() {
        assert!(emission.points().ring.iter().all(|place| place.points == 0));
    }
    emission.network.chain.set_time(super::scene::begin_of(emission.epoch + 2));
    assert_error(emission.record(1), FurnaceTokenError::WorkerRetired);
}
