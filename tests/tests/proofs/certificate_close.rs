//! Closing the certificate of a retired worker.

use furnace_client::generated::proofs::errors::FurnaceProofsError;
use furnace_client::instructions::proofs;
use furnace_client::pda;
use furnace_tests::errors::assert_error;
use furnace_tests::scene::replaced;
use solana_signer::Signer;

use crate::stage::Stage;

#[test]
fn the_rent_goes_back_to_whoever_paid_it() {
    // Given a certificate whose rent a stranger paid, of a worker that has proven itself and retired
    let mut stage = Stage::begun();
    let newcomer = stage.network.worker(&stage.operator, "newcomer");
    let stranger = stage.stranger.pubkey();
    let before = stage.lamports(&stranger);
    let open = proofs::certificate_open(stranger, newcomer.address);
    stage.network.send(&[open], &[&stage.stranger]).expect("certificate opens");
    assert!(stage.lamports(&stranger) < before);
    stage.retire_key(newcomer.key.pubkey());

    // When anyone closes it, then it is gone, and the stranger has all of its lamports back
    stage.network.try_close_certificate(&newcomer.address).expect("close");
    assert_eq!(stage.lamports(&pda::certificate(&newcomer.address)), 0);
    assert_eq!(stage.lamports(&stranger), before);
}

#[test]
fn as_long_as_the_worker_is_active_its_certificate_stays() {
    // Given an active worker, when its certificate is closed, then it is refused
    let mut stage = Stage::new();
    let worker = stage.worker.address;
    assert_error(stage.network.try_close_certificate(&worker), FurnaceProofsError::WorkerActive);
    // and once it has retired it goes through
    stage.retire();
    stage.network.try_close_certificate(&worker).expect("close");
}

#[test]
fn no_other_worker_and_no_other_payer_stands_in() {
    // Given a retired worker and an active one of the same operator
    let mut stage = Stage::new();
    let colleague = stage.colleague();
    stage.retire();

    // When the active one's certificate is closed with the retired one, or the rent is to go elsewhere, then not
    let close = proofs::certificate_close(&stage.certificate());
    let ours = pda::certificate(&stage.worker.address);
    let theirs = replaced(close.clone(), ours, pda::certificate(&colleague.address));
    assert_error(stage.network.send(&[theirs], &[]), FurnaceProofsError::WorkerMismatch);
    let stolen = replaced(close, stage.network.payer(), stage.stranger.pubkey());
    assert_error(stage.network.send(&[stolen], &[]), FurnaceProofsError::WrongRentPayer);
}
