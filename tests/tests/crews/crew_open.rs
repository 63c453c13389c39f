//! Opening the crew of a job.

use furnace_client::accounts::Crew;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::{CrewOpen, CrewOpenInstructionArgs};
use furnace_client::instructions::jobs;
use furnace_client::program;
use furnace_common::seeds;
use furnace_common::state::JobState;
use furnace_tests::errors::{SystemProgramError, assert_error};
use furnace_tests::events::assert_event;
use furnace_tests::network::{CLAIM_SECONDS, job_terms};
use furnace_tests::scene::DEPOSIT;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

use crate::stage::{EACH, Stage, gang, replicas};

/// A job for three replicas whose crew is not open yet.
fn posted() -> Stage {
    let mut stage = Stage::new(3);
    stage.post(replicas(3, 2)).expect("post");
    stage
}

/// Opens a crew under a bump of the caller's choice.
fn at_bump(stage: &Stage, crew: Address, bump: u8) -> Instruction {
    let (client, payer, job) = (stage.client.pubkey(), stage.network.payer(), stage.job);
    CrewOpen { client, payer, job, crew, system_program: program::SYSTEM }.instruction(CrewOpenInstructionArgs { bump })
}

/// Every address that the job's crew could have, by bump, the one that clients look for first.
fn addresses(job: &Address) -> Vec<(Address, u8)> {
    let with_bump = |bump: u8| {
        let seeds: &[&[u8]] = &[seeds::CREW, job.as_ref(), &[bump]];
        Some((Address::create_program_address(seeds, &program::JOBS).ok()?, bump))
    };
    (0..=u8::MAX).rev().filter_map(with_bump).collect()
}

#[test]
fn the_client_opens_a_crew_and_another_may_pay_its_rent() {
    // Given a job for three replicas, when its client opens the crew and the stranger pays
    let mut stage = posted();
    let (client, payer) = (stage.client.insecure_clone(), stage.stranger.insecure_clone());
    let before = stage.lamports(&payer.pubkey());
    let open = jobs::crew_open(client.pubkey(), payer.pubkey(), stage.job);
    let receipt = stage.send(&[open], &[&client, &payer]).expect("open");

    // Then it is there with three vacant seats, and what the job holds is theirs
    let crew = stage.crew();
    assert_eq!((crew.job, crew.rent_payer, crew.version), (stage.job, payer.pubkey(), 1));
    assert_eq!((crew.each, crew.joined, crew.open, crew.submitted, crew.paid), (EACH, 0, 0, 0, 0));
    assert_eq!((stage.state(), stage.job().attached), (JobState::Open, 1));
    assert_eq!(stage.books(), (DEPOSIT - 3 * EACH, 3 * EACH));
    let rent = stage.network.chain.svm.minimum_balance_for_rent_exemption(Crew::LEN);
    assert_eq!(stage.lamports(&payer.pubkey()), before - rent);
    assert_event(&receipt, "CrewOpened", (stage.job.to_bytes(), stage.crew_address().to_bytes()));
}

#[test]
fn nobody_but_the_client_opens_a_crew() {
    // Given a job for replicas, when anybody else opens its crew, then it is refused
    let mut stage = posted();
    for thief in [stage.stranger.insecure_clone(), stage.key(0), stage.operators[0].wallet.insecure_clone()] {
        let open = jobs::crew_open(thief.pubkey(), stage.network.payer(), stage.job);
        assert_error(stage.send(&[open], &[&thief]), FurnaceJobsError::NotClient);
    }
}

#[test]
fn a_job_for_one_worker_has_no_crew() {
    // Given a job for a single worker, when its client opens a crew, then it is refused
    let mut stage = Stage::new(1);
    stage.post(job_terms(EACH)).expect("post");
    assert_error(stage.open_crew(), FurnaceJobsError::WrongCrew);
}

#[test]
fn an_ended_job_gets_no_crew() {
    for cancelled in [true, false] {
        // Given a job that was cancelled or expired, when its client opens a crew, then it is refused
        let mut stage = posted();
        match cancelled {
            true => stage.cancel().expect("cancel"),
            false => stage.at(i64::from(CLAIM_SECONDS) + 1).expire().expect("expire"),
        };
        assert_error(stage.open_crew(), FurnaceJobsError::JobNotOpen);
    }
}

#[test]
fn a_job_has_one_crew_ever() {
    // Given a job with a crew
    let mut stage = Stage::open(gang(2));
    let [_, (other, bump)] = addresses(&stage.job)[..2] else { panic!("two addresses") };
    let client = stage.client.insecure_clone();

    // When another is opened, at the same address or under the next bump, then it is refused
    assert_error(stage.open_crew(), SystemProgramError::AccountAlreadyInUse);
    let second = at_bump(&stage, other, bump);
    assert_error(stage.send(&[second], &[&client]), FurnaceJobsError::AlreadyAttached);

    // and once the first is closed, with the job's end, it still is
    stage.cancel().expect("cancel");
    stage.close_crew().expect("close");
    assert_error(stage.open_crew(), FurnaceJobsError::JobNotOpen);
    let second = at_bump(&stage, other, bump);
    assert_error(stage.send(&[second], &[&client]), FurnaceJobsError::JobNotOpen);
}

#[test]
fn a_bump_that_is_not_the_addresss_is_refused() {
    // Given a job without a crew
    let mut stage = posted();
    let (crew, right) = addresses(&stage.job)[0];
    let client = stage.client.insecure_clone();

    // When the crew is opened under any other bump, or at the address of another job's, then it is refused
    for bump in (0..=u8::MAX).filter(|&bump| bump != right) {
        let wrong = at_bump(&stage, crew, bump);
        assert!(stage.send(&[wrong], &[&client]).is_err(), "bump {bump}");
    }
    for job in [stage.balance, stage.network.market] {
        let (another, bump) = addresses(&job)[0];
        let wrong = at_bump(&stage, another, bump);
        assert!(stage.send(&[wrong], &[&client]).is_err(), "another's address");
    }
    stage.open_crew().expect("open");
}

#[test]
fn a_crew_opens_at_a_funded_address() {
    for lamports in [890_880, 1_000_000_000] {
        // Given lamports at the address of the crew, when it is opened, then it is there and takes workers
        let mut stage = posted();
        let crew = stage.crew_address();
        stage.network.chain.svm.airdrop(&crew, lamports).expect("airdrop");
        stage.open_crew().expect("open");
        stage.join(0).expect("join");
    }
}
