//! The client says that a result is wrong, and a committee of three judges.

use furnace_client::accounts::JobState;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::dispute;
use furnace_client::{pda, program};
use furnace_common::dispute::{ACCUSER_FEES, APPEAL_FEES};
use furnace_tests::errors::assert_error;
use furnace_tests::network::PRICE;
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::scene::{DEPOSIT, STAKE, replaced};
use solana_signer::Signer;

use crate::court::{Court, FEE};

#[test]
fn an_honest_worker_is_whole_and_the_accuser_pays() {
    // Given a right result, and a client that says otherwise
    let mut court = Court::new(5);
    let dispute = court.accuse();
    assert_eq!(court.scene.network.state(&court.job), JobState::Disputed);
    assert_eq!(court.clients_heat(), 0);

    // When three do the work again and find it right
    court.judge(dispute, Court::result());
    court.scene.network.finish_dispute(dispute);

    // Then the worker is paid its price, and a tenth of it for its trouble
    court.scene.network.try_settle(court.job).expect("the job settles at once");
    assert_eq!(court.income(), PRICE * 9 / 10 + PRICE / 10);
    // and the accuser paid that and three votes
    assert_eq!(court.clients_heat(), ACCUSER_FEES * FEE - 3 * FEE - PRICE / 10);
    let earned: u64 = court.verifiers.iter().map(|verifier| court.scene.network.verifier_of(verifier).earned).sum();
    assert_eq!(earned, 3 * FEE);
    assert_eq!(court.pool().active, STAKE);
    let balance = court.scene.network.balance(&court.scene.client.pubkey());
    assert_eq!((balance.rejected, balance.lost_disputes), (1, 1));
    assert_eq!(court.scene.network.ledger().held, court.scene.network.bonds());
}

#[test]
fn a_liar_loses_its_collateral_and_a_part_of_the_pool() {
    // Given a wrong result, and a client that says so
    let mut court = Court::new(5);
    let dispute = court.accuse();

    // When three come to another result
    court.judge(dispute, CLAIMED_HASH);
    let supply = court.scene.network.supply();
    court.scene.network.try_step(dispute).expect("the worker is convicted");

    // Then the job is open again, and the penalty waits
    assert_eq!(court.scene.network.state(&court.job), JobState::Open);
    let penalty = PRICE + STAKE / 20;
    assert_eq!((court.pool().active, court.dispute(&dispute).penalty), (STAKE - penalty, penalty));
    assert_eq!(court.scene.network.next_step(&dispute), None);

    // When nobody appeals
    let ends_at = court.dispute(&dispute).appeal_ends_at;
    court.scene.network.chain.set_time(ends_at + 1);
    court.scene.network.finish_dispute(dispute);

    // Then half of the penalty burns, the client's part pays the votes, and the accuser has all of its bond back
    assert_eq!(court.scene.books().0, DEPOSIT - PRICE + penalty * 4 / 10 - 3 * FEE);
    assert_eq!(court.clients_heat(), ACCUSER_FEES * FEE + penalty / 10);
    assert_eq!(court.scene.network.supply(), supply - penalty / 2);
    assert_eq!(court.pool().penalties_pending, 0);
    assert_eq!(court.scene.network.ledger().held, court.scene.network.bonds());
}

#[test]
fn an_appeal_that_holds_gives_all_back() {
    // Given a right result that three found wrong
    let mut court = Court::new(12);
    let dispute = court.accuse();
    court.judge(dispute, CLAIMED_HASH);
    court.scene.network.try_step(dispute).expect("the worker is convicted");

    // When the operator appeals, and seven find it right
    let wallet = court.scene.operator.wallet.insecure_clone();
    court.scene.network.give(&wallet.pubkey(), APPEAL_FEES * FEE);
    court.scene.network.try_appeal(&wallet, dispute).expect("appeal");
    court.judge(dispute, Court::result());
    court.scene.network.finish_dispute(dispute);

    // Then stake and bond are back, and the accuser pays the price
    assert_eq!((court.pool().active, court.pool().slashed), (STAKE, 0));
    assert_eq!(court.scene.network.heat(&wallet.pubkey()), APPEAL_FEES * FEE);
    assert_eq!(court.income(), PRICE);
    assert_eq!(court.clients_heat(), 0);
    // and those who voted against the outcome lost a fifth of their bonds
    let slashed: Vec<u64> =
        court.verifiers.iter().map(|verifier| court.scene.network.verifier_of(verifier).slashed).collect();
    assert_eq!(slashed.iter().filter(|amount| **amount > 0).count(), 3);
    assert_eq!(court.scene.network.ledger().held, court.scene.network.bonds());
}

#[test]
fn nobody_accuses_in_the_name_of_a_verifier() {
    // Given a result, a verifier on the roster, and a stranger with HEAT
    let mut court = Court::new(1);
    let stranger = court.scene.stranger.insecure_clone();
    court.scene.network.give(&stranger.pubkey(), ACCUSER_FEES * FEE);
    let (payer, account) = (court.scene.network.payer(), court.scene.network.job(&court.job));
    let source = pda::heat_account(&stranger.pubkey());
    let open = dispute::dispute_open(stranger.pubkey(), payer, court.job, &account, CLAIMED_HASH, source);

    // When the stranger accuses with no verifier's account, or with that of another, then it is refused
    for verifier in [program::SLASHING, court.verifiers[0].address] {
        let open = replaced(open.clone(), pda::verifier(&stranger.pubkey()), verifier);
        assert_error(court.scene.network.send(&[open], &[&stranger]), FurnaceSlashingError::NotAccuser);
    }
    assert_eq!(court.scene.network.state(&court.job), JobState::Review);
}

#[test]
fn an_accusation_names_another_result() {
    // Given a result, when the client says that it is wrong and the same is right, or nothing is, then it is refused
    let mut court = Court::new(1);
    let client = court.scene.client.insecure_clone();
    court.scene.network.give(&client.pubkey(), ACCUSER_FEES * FEE);
    for claimed in [Court::result(), [0; 32]] {
        let result = court.scene.network.try_dispute(&client, court.job, claimed);
        assert_error(result, FurnaceSlashingError::SameResult);
    }
    assert_eq!(court.clients_heat(), ACCUSER_FEES * FEE);
}
