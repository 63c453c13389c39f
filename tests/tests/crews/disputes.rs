//! What crews delivered does not wait to be judged: a gang's result is the work of many, and replicas are judged one by
//! one once the job has ended, as the suite of disputes shows.

use furnace_client::furnace::accuser_bond;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::{JobDispute, JobDisputeInstructionArgs};
use furnace_client::pda;
use furnace_common::state::JobState;
use furnace_tests::errors::{assert_error, assert_runtime_error};
use furnace_tests::network::delivery::CLAIMED_HASH;
use solana_address::Address;
use solana_instruction::error::InstructionError;
use solana_signer::Signer;

use crate::stage::Stage;

/// Results of crews: of a gang, and of replicas that agreed or have yet to reveal.
fn delivered() -> [Stage; 3] {
    [Stage::delivered(2), Stage::revealed(2, &[5, 5]), Stage::committed(2, &[5, 5])]
}

#[test]
fn a_client_does_not_dispute_what_a_crew_delivered() {
    for mut stage in delivered() {
        // Given a client that has the bond
        let (client, state, books) = (stage.client.insecure_clone(), stage.state(), stage.books());
        let bond = accuser_bond(&stage.job());
        stage.network.give(&client.pubkey(), bond);

        // When it says that the result is wrong, then it is refused: the job names no operator who would answer for it
        assert_eq!(stage.job().operator, Address::default());
        let result = stage.network.try_dispute(&client, stage.job, CLAIMED_HASH);
        assert_runtime_error(result, InstructionError::IllegalOwner);
        assert_eq!((stage.state(), stage.books(), stage.network.heat(&client.pubkey())), (state, books, bond));
    }
}

#[test]
fn even_the_slashing_program_does_not_dispute_it() {
    // Given a gang that delivered, when the slashing program asks to judge its result, then it is refused
    let mut stage = Stage::delivered(2);
    for audit in [0, 1] {
        let call = JobDispute { authority: pda::slashing_authority(), job: stage.job, balance: stage.balance };
        let call = call.instruction(JobDisputeInstructionArgs { audit, by_client: 0 });
        assert_error(stage.network.impersonate(call), FurnaceJobsError::WrongCrew);
    }
    assert_eq!(stage.state(), JobState::Review);
    stage.accept().expect("accept");
}
