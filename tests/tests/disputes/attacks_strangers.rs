//! What only the slashing program asks of jobs and staking, asked by others; and what it could not ask itself.

use furnace_client::accounts::JobState;
use furnace_client::furnace::accuser_bond;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::{
    BalanceCredit, BalanceCreditInstructionArgs, JobDispute, JobDisputeInstructionArgs, JobUphold,
    JobUpholdInstructionArgs, SeatDispute, SeatDisputeInstructionArgs, SeatRule, SeatRuleInstructionArgs,
};
use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::generated::staking::instructions::{PenaltyEnd, PenaltyEndInstructionArgs};
use furnace_client::instructions::TOKEN_PROGRAM;
use furnace_client::pda;
use furnace_tests::copies::assert_forgeries_are_refused;
use furnace_tests::crowd::Crowd;
use furnace_tests::errors::{assert_error, assert_runtime_error};
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::network::{PRICE, replica_terms};
use furnace_tests::scene::{DEPOSIT, STAKE, Scene, replaced};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_instruction::error::InstructionError;
use solana_signer::Signer;

fn penalty_end(pool: Address, returned: u64) -> Instruction {
    let end = PenaltyEnd { authority: pda::slashing_authority(), pool, vault: pda::pool_vault(&pool) };
    end.instruction(PenaltyEndInstructionArgs { returned, of_unbonding: 0 })
}

fn balance_credit(balance: Address, amount: u64) -> Instruction {
    let credit = BalanceCredit { authority: pda::slashing_authority(), balance, vault: pda::balance_vault(&balance) };
    credit.instruction(BalanceCreditInstructionArgs { amount })
}

fn job_dispute(scene: &Scene, job: Address, audit: u8) -> Instruction {
    let balance = scene.network.job(&job).escrow.balance;
    let dispute = JobDispute { authority: pda::slashing_authority(), job, balance };
    dispute.instruction(JobDisputeInstructionArgs { audit, by_client: 0 })
}

fn job_uphold(scene: &Scene, job: Address) -> Instruction {
    let balance = scene.network.job(&job).escrow.balance;
    let uphold = JobUphold {
        authority: pda::slashing_authority(),
        job,
        balance,
        vault: pda::balance_vault(&balance),
        fees: pda::bond_vault(),
        token_program: TOKEN_PROGRAM,
    };
    uphold.instruction(JobUpholdInstructionArgs { audit: 1, by_committee: 1, found_right: 1, by_client: 0 })
}

/// What accuses the worker of a job's first seat, which is the scene's.
fn seat_dispute(scene: &Scene, job: Address) -> Instruction {
    let (crew, operator) = (pda::crew(&job).0, scene.operator.operator);
    let dispute = SeatDispute { authority: pda::slashing_authority(), job, crew, operator };
    dispute.instruction(SeatDisputeInstructionArgs { seat: 0 })
}

fn seat_rule(scene: &Scene) -> Instruction {
    let (worker, operator) = (scene.worker.address, scene.operator.operator);
    let rule = SeatRule { authority: pda::slashing_authority(), worker, operator };
    rule.instruction(SeatRuleInstructionArgs { wrong: 1 })
}

/// Each of the six, where the slashing program could ask for it.
fn all(crowd: &mut Crowd) -> [(&'static str, Instruction); 6] {
    let Crowd { scene, rivals_worker, .. } = crowd;
    let workers = [&scene.worker, &*rivals_worker];
    let network = &mut scene.network;
    let [seated, accused] =
        [(); 2].map(|()| network.replicated(&scene.client, replica_terms(PRICE, 2, 2), &workers, &[9; 2]));
    let bond = accuser_bond(&network.job(&accused));
    network.give(&scene.client.pubkey(), bond);
    network.dispute_seat(&scene.client, accused, 0, CLAIMED_HASH);
    let (review, disputed) = (scene.job(JobState::Review), scene.job(JobState::Disputed));
    let balance = pda::heat_balance(&scene.client.pubkey());
    [
        ("penalty_end", penalty_end(scene.operator.pool, 0)),
        ("balance_credit", balance_credit(balance, 0)),
        ("job_dispute", job_dispute(scene, review, 0)),
        ("job_uphold", job_uphold(scene, disputed)),
        ("seat_dispute", seat_dispute(scene, seated)),
        ("seat_rule", seat_rule(scene)),
    ]
}

#[test]
fn nobody_but_the_slashing_program_asks() {
    // Given everyone who may think itself entitled, and what other programs sign with
    let mut crowd = Crowd::new();
    let instructions = all(&mut crowd);
    let keys = crowd.copied_keys();
    let signed = keys.iter().map(Signer::pubkey);
    let others = [pda::token_config(), pda::staker_fees(), pda::proofs_authority(), pda::governance(), pda::roster()];
    let authorities: Vec<Address> = signed.chain(others).collect();
    for (name, instruction) in instructions {
        for authority in &authorities {
            // When one of them asks, then it is refused
            let asked = replaced(instruction.clone(), pda::slashing_authority(), *authority);
            let outcome = crowd.scene.network.impersonate(asked);
            match name {
                "penalty_end" => assert_error(outcome, FurnaceStakingError::NotSlashingProgram),
                _ => assert_error(outcome, FurnaceJobsError::NotSlashingProgram),
            }
        }
        // and so is the right name without its signature
        let mut unsigned = instruction.clone();
        unsigned.accounts[0].is_signer = false;
        let outcome = crowd.scene.network.send(&[unsigned], &[]);
        assert_runtime_error(outcome, InstructionError::MissingRequiredSignature);
    }
}

#[test]
fn forged_accounts_are_refused_whoever_asks() {
    let mut crowd = Crowd::new();
    let instructions = all(&mut crowd);
    let network = &mut crowd.scene.network;
    network.chain.verify_signatures(false);
    for (name, instruction) in instructions.into_iter().filter(|(name, _)| *name != "job_uphold") {
        assert_forgeries_are_refused(&mut network.chain, &instruction, &[], name);
    }
}

#[test]
fn no_penalty_ends_that_does_not_wait() {
    // Given a pool without a penalty, when one ends, with or without anything returned, then it is refused
    let mut scene = Scene::new();
    for returned in [0, 1, STAKE] {
        let outcome = scene.network.impersonate(penalty_end(scene.operator.pool, returned));
        assert_error(outcome, FurnaceStakingError::NoPenaltyPending);
    }
}

#[test]
fn no_more_is_booked_than_came_in() {
    // Given a penalty that waits, when more comes back in the books than in the vault, then it is refused
    let (mut court, dispute) = crate::court::Court::convicted(3);
    let (pool, penalty) = (court.scene.operator.pool, court.dispute(&dispute).penalty);
    for returned in [1, penalty] {
        let outcome = court.scene.network.impersonate(penalty_end(pool, returned));
        assert_error(outcome, FurnaceStakingError::VaultShort);
    }
    // and so it is with a client's balance
    let balance = pda::heat_balance(&court.scene.client.pubkey());
    let outcome = court.scene.network.impersonate(balance_credit(balance, 1));
    assert_error(outcome, FurnaceJobsError::VaultShort);
    court.scene.network.impersonate(balance_credit(balance, 0)).expect("nothing is booked");
    court.assert_books();
}

#[test]
fn vaults_of_others_do_not_cover_a_balance_or_a_pool() {
    // Given a rich vault of another client and of another pool, when a booking names them, then it is refused
    let mut crowd = Crowd::new();
    let (own, other) = (pda::heat_balance(&crowd.scene.client.pubkey()), pda::heat_balance(&crowd.other.pubkey()));
    let credit = replaced(balance_credit(own, 1), pda::balance_vault(&own), pda::balance_vault(&other));
    assert_error(crowd.scene.network.impersonate(credit), FurnaceJobsError::WrongVault);
    let (own, rival) = (crowd.scene.operator.pool, crowd.rival.pool);
    let end = replaced(penalty_end(own, 1), pda::pool_vault(&own), pda::pool_vault(&rival));
    assert_error(crowd.scene.network.impersonate(end), FurnaceStakingError::WrongVault);
}

#[test]
fn only_a_result_in_review_is_judged() {
    // Given jobs without a result, judged already, or over, when the slashing program asks to judge them
    let mut scene = Scene::new();
    for state in [JobState::Open, JobState::Assigned, JobState::Running, JobState::Disputed, JobState::Settled] {
        let job = scene.job(state);
        for audit in [0, 1] {
            let outcome = scene.network.impersonate(job_dispute(&scene, job, audit));
            assert_error(outcome, FurnaceJobsError::JobNotInReview);
        }
    }
    // and one that is not being judged is not upheld
    let job = scene.job(JobState::Review);
    let outcome = scene.network.impersonate(job_uphold(&scene, job));
    assert_error(outcome, FurnaceJobsError::JobNotDisputed);
}

#[test]
fn nobody_else_pays_for_an_audit() {
    // Given a job that is judged, when it is upheld with the balance or the vault of another client
    let mut crowd = Crowd::new();
    let job = crowd.scene.job(JobState::Disputed);
    let (own, other) = (pda::heat_balance(&crowd.scene.client.pubkey()), pda::heat_balance(&crowd.other.pubkey()));
    let uphold = job_uphold(&crowd.scene, job);
    let vault = replaced(uphold.clone(), pda::balance_vault(&own), pda::balance_vault(&other));
    assert_error(crowd.scene.network.impersonate(vault.clone()), FurnaceJobsError::WrongVault);
    let balance = replaced(vault, own, other);
    assert_error(crowd.scene.network.impersonate(balance), FurnaceJobsError::JobMismatch);

    // Then neither pays; and without a fee nothing is paid by its own either
    crowd.scene.network.impersonate(uphold).expect("the job is upheld");
    assert_eq!(crowd.scene.books(), (DEPOSIT - PRICE, PRICE));
    let rich = crowd.scene.network.balance(&crowd.other.pubkey());
    assert_eq!((rich.free, rich.spent), (DEPOSIT, 0));
}
