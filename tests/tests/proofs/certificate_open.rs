//! Creating a worker's certificate.

use furnace_client::generated::proofs::errors::FurnaceProofsError;
use furnace_client::instructions::proofs;
use furnace_client::pda;
use furnace_tests::errors::{SystemProgramError, assert_error};
use solana_signer::Signer;

use crate::stage::{NOTHING, Stage};

#[test]
fn anyone_opens_a_certificate_that_says_nothing_yet() {
    // Given a worker without a certificate
    let mut stage = Stage::new();
    let worker = stage.network.worker(&stage.operator, "newcomer").address;

    // When a stranger opens it
    let open = proofs::certificate_open(stage.stranger.pubkey(), worker);
    stage.network.send(&[open], &[&stage.stranger]).expect("certificate opens");

    // Then it is the worker's, and shows nothing
    let certificate = stage.network.certificate(&worker);
    assert_eq!((certificate.worker, certificate.rent_payer), (worker, stage.stranger.pubkey()));
    assert_eq!(certificate.generations, [NOTHING, NOTHING]);
    assert_eq!((certificate.convicted_at, certificate.version, certificate.reserved), (0, 1, [0; 6]));
}

#[test]
fn a_worker_has_one_certificate() {
    // Given a proven GPU, when the certificate is opened again, then it is refused, and says what it said
    let mut stage = Stage::begun();
    stage.prove(0);
    let before = stage.certificate();
    let again = proofs::certificate_open(stage.stranger.pubkey(), stage.worker.address);
    let result = stage.network.send(&[again], &[&stage.stranger]);
    assert_error(result, SystemProgramError::AccountAlreadyInUse);
    assert_eq!(stage.certificate(), before);
}

#[test]
fn a_retired_worker_gets_none() {
    // Given a worker without a certificate that has retired, when one is opened, then it is refused
    let mut stage = Stage::new();
    let newcomer = stage.network.worker(&stage.operator, "newcomer");
    stage.retire_key(newcomer.key.pubkey());
    let open = proofs::certificate_open(stage.network.payer(), newcomer.address);
    assert_error(stage.network.send(&[open], &[]), FurnaceProofsError::WorkerRetired);
}

#[test]
fn lamports_sent_ahead_block_nothing() {
    for lamports in [890_880, 1_000_000_000] {
        // Given lamports where certificate and attempt of a worker will be, when they are opened, then they are there
        let mut stage = Stage::new();
        let worker = stage.network.worker(&stage.operator, "newcomer").address;
        for address in [pda::certificate(&worker), pda::attempt(&worker, 0)] {
            stage.network.chain.svm.airdrop(&address, lamports).expect("airdrop");
        }
        stage.network.open_certificate(&worker);
        stage.network.open_attempt(&worker, 0);
        assert_eq!(stage.network.certificate(&worker).worker, worker);
        assert_eq!(stage.network.attempt(&worker, 0).worker, worker);
    }
}
