//! Wrong accounts in every place of every instruction about disputes.

use furnace_client::pda;
use furnace_tests::copies::{assert_doubles_are_refused, assert_forgeries_are_refused, assert_signatures_are_needed};
use furnace_tests::substitution::{Named, assert_accounts_are_checked};
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::cases::CASES;
use crate::docket::Docket;

/// Accounts that are each right for another dispute, or another verifier.
fn wrong_accounts(docket: &mut Docket) -> Vec<Named> {
    let mut wrong = docket.crowd.wrong_accounts();
    let ([job, twin, foreign], [dispute, other, theirs]) = (docket.jobs, docket.disputes);
    wrong.extend([
        ("the job", job),
        ("another job of the same parties", twin),
        ("a job of others", foreign),
        ("the dispute", dispute),
        ("another dispute of the same parties", other),
        ("a dispute of others", theirs),
        ("the crew", pda::crew(&job).0),
        ("another crew of the same parties", pda::crew(&twin).0),
        ("a crew of others", pda::crew(&foreign).0),
        ("the worker", docket.crowd.scene.worker.address),
        ("the operator", docket.crowd.scene.operator.operator),
        ("the pool", docket.crowd.scene.operator.pool),
        ("the roster", pda::roster()),
        ("the bond vault", pda::bond_vault()),
        ("the client's balance", pda::heat_balance(&docket.crowd.scene.client.pubkey())),
        ("the operator's income", pda::income_vault(&docket.crowd.scene.operator.pool, &pda::heat_mint())),
        ("an absent account", furnace_client::program::SLASHING),
    ]);
    for verifier in &docket.verifiers {
        wrong.extend([
            ("a verifier", verifier.address),
            ("a verifier's hot key", verifier.key.pubkey()),
            ("a verifier's wallet", verifier.wallet.pubkey()),
            ("a verifier's HEAT", pda::heat_account(&verifier.wallet.pubkey())),
        ]);
    }
    wrong
}

/// Gives every verifier enough HEAT to accuse.
fn enrich(docket: &mut Docket) {
    for wallet in docket.verifiers.iter().map(|verifier| verifier.wallet.pubkey()).collect::<Vec<_>>() {
        docket.crowd.scene.network.give(&wallet, furnace_tests::scene::DEPOSIT);
    }
    let parties = [&docket.crowd.scene.client, &docket.crowd.scene.stranger].map(Signer::pubkey);
    for wallet in parties {
        docket.crowd.scene.network.give(&wallet, furnace_tests::scene::DEPOSIT);
    }
}

#[test]
fn each_account_is_the_one_it_must_be() {
    for case in &CASES {
        // Given where an instruction goes through, when each account is another, then it is refused, but where that
        // harms nobody
        println!("{}", case.name);
        let mut docket = case.docket();
        enrich(&mut docket);
        let (instruction, keys, wrong) = ((case.build)(&docket), docket.keys(), wrong_accounts(&mut docket));
        let keys: Vec<&Keypair> = keys.iter().collect();
        assert_accounts_are_checked(&docket.crowd.scene.network.chain, &instruction, &keys, &wrong, case.free);
    }
}

#[test]
fn copies_that_belong_to_another_program_are_refused() {
    // Where an appellant is due nothing, any account may stand for its own.
    for case in CASES.iter().filter(|case| case.name != "penalty_release after an appeal") {
        let mut docket = case.docket();
        enrich(&mut docket);
        let (instruction, keys) = ((case.build)(&docket), docket.keys());
        let keys: Vec<&Keypair> = keys.iter().collect();
        assert_forgeries_are_refused(&mut docket.crowd.scene.network.chain, &instruction, &keys, case.name);
    }
}

#[test]
fn one_account_in_two_written_places_is_refused() {
    // Where an appellant is due nothing, any account may stand for its own.
    for case in CASES.iter().filter(|case| !case.name.starts_with("penalty_release")) {
        let mut docket = case.docket();
        enrich(&mut docket);
        let (instruction, keys) = ((case.build)(&docket), docket.keys());
        let keys: Vec<&Keypair> = keys.iter().collect();
        assert_doubles_are_refused(&docket.crowd.scene.network.chain, &instruction, &keys, case.name);
    }
}

#[test]
fn every_signature_is_needed() {
    for case in &CASES {
        let mut docket = case.docket();
        enrich(&mut docket);
        let (instruction, keys) = ((case.build)(&docket), docket.keys());
        let keys: Vec<&Keypair> = keys.iter().collect();
        assert_signatures_are_needed(&docket.crowd.scene.network.chain, &instruction, &keys);
    }
}
