//! Replicas whose results are judged: the last of as many as a crew takes.

use furnace_client::furnace::accuser_bond;
use furnace_client::{pda, program};
use furnace_common::limits::MAX_SEATS;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::super::crews::assembled;
use super::super::stage::WAGE;
use super::OTHER_HASH;
use super::court::Court;
use crate::network::delivery::CLAIMED_HASH;
use crate::network::{attestation, replica_terms};

const SEATS: u8 = MAX_SEATS as u8;
const LAST: u8 = SEATS - 1;
/// What all replicas come to, which is what [`attestation`] says.
const RESULT: u8 = 9;

/// The last replica is accused by either, and is right, wrong, or nothing is found.
pub(super) fn all(court: &mut Court) {
    let job = replicated(court);
    court.apart(|court| {
        let client = court.stage.client.insecure_clone();
        accuse(court, job, &client, "by the client");
    });
    let accuser = court.accuser();
    let accused = accuse(court, job, &accuser, "by a verifier");
    court.pass(accused);
    court.apart(|court| judged(court, accused, &[attestation().result_hash; 2], "accused"));
    court.apart(|court| judged(court, accused, &[attestation().result_hash, CLAIMED_HASH, OTHER_HASH], "no majority"));
    judged(court, accused, &[CLAIMED_HASH; 3], "");
}

/// A job that replicas settled.
fn replicated(court: &mut Court) -> Address {
    let job = assembled(&mut court.stage, replica_terms(WAGE, SEATS, SEATS), false);
    let (network, workers) = (&mut court.stage.bench.network, &court.stage.workers);
    for (seat, worker) in (0..SEATS).zip(workers) {
        network.try_commit(worker, job, seat, RESULT).expect("commit");
    }
    for (seat, worker) in (0..SEATS).zip(workers) {
        network.try_reveal(worker, job, seat, RESULT).expect("reveal");
    }
    job
}

/// Measures how somebody says that the last replica's result is wrong; returns the dispute.
fn accuse(court: &mut Court, job: Address, accuser: &Keypair, case: &str) -> Address {
    let network = court.stage.network();
    let account = network.job(&job);
    network.give(&accuser.pubkey(), accuser_bond(&account));
    let open = network.disputing_seat(&accuser.pubkey(), job, LAST, CLAIMED_HASH);
    let receipt = court.step("seat_dispute_open", case, open, &[accuser]);
    court.record(&receipt, ("jobs", "seat_dispute", program::JOBS), case);
    pda::dispute(&job, account.disputes).0
}

/// Measures how the ruling of these votes is carried out.
fn judged(court: &mut Court, dispute: Address, votes: &[[u8; 32]], case: &str) {
    court.vote(dispute, None, votes);
    court.pass(dispute);
    let receipt = court.next(dispute, case);
    court.record(&receipt, ("jobs", "seat_rule", program::JOBS), case);
}
