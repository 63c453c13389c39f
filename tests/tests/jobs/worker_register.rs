//! Adding machines under an operator.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::WorkerRegisterInstructionArgs;
use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_common::limits::{MAX_WORKER_GPUS, MAX_WORKER_JOBS};
use furnace_tests::chain::{Receipt, key};
use furnace_tests::errors::{Failure, assert_error, assert_runtime_error};
use furnace_tests::network::{Network, OperatorActor, worker_args};
use furnace_tests::scene::replaced;
use solana_instruction::error::InstructionError;
use solana_keypair::Keypair;
use solana_signer::Signer;

fn register(
    network: &mut Network,
    operator: &OperatorActor,
    key: &Keypair,
    args: WorkerRegisterInstructionArgs,
) -> Result<Receipt, Failure> {
    let wallet = operator.wallet.pubkey();
    let instruction = jobs::worker_register(wallet, network.payer(), key.pubkey(), args);
    network.send(&[instruction], &[&operator.wallet, key])
}

#[test]
fn an_operator_adds_workers_and_counts_their_gpus() {
    // Given an operator
    let mut network = Network::new();
    let operator = network.operator("operator", 0);

    // When it registers two workers
    let large =
        WorkerRegisterInstructionArgs { encryption_key: [5; 32], vram_gib: 80, gpus: 8, max_jobs: 2, region: 31 };
    register(&mut network, &operator, &key("large"), large.clone()).expect("first worker");
    register(&mut network, &operator, &key("small"), worker_args()).expect("second worker");

    // Then each says what it has, and the book counts them
    let worker = network.worker_account(&pda::worker(&operator.operator, &key("large").pubkey()));
    assert_eq!((worker.operator, worker.key), (operator.operator, key("large").pubkey()));
    assert_eq!((worker.encryption_key, worker.vram_gib, worker.region), (large.encryption_key, 80, 31));
    assert_eq!((worker.gpus, worker.max_jobs, worker.jobs, worker.retired), (8, 2, 0, 0));
    assert_eq!((worker.registered_at, worker.version), (network.chain.now(), 1));
    let book = network.book(&operator.operator);
    assert_eq!((book.workers, book.gpus), (2, 9));
}

#[test]
fn one_key_may_work_under_two_operators() {
    // Given two operators
    let mut network = Network::new();
    let operators = ["first", "second"].map(|name| network.operator(name, 0));

    // When both register the same key, then each has a worker of its own
    for operator in &operators {
        register(&mut network, operator, &key("shared"), worker_args()).expect("worker registers");
        assert_eq!(network.book(&operator.operator).workers, 1);
    }
}

#[test]
fn hardware_stays_in_its_hard_bounds() {
    let mut network = Network::new();
    let operator = network.operator("operator", 0);
    let has = |gpus, max_jobs| WorkerRegisterInstructionArgs { gpus, max_jobs, ..worker_args() };
    for (gpus, max_jobs) in [(0, 1), (MAX_WORKER_GPUS + 1, 1), (1, 0), (1, MAX_WORKER_JOBS + 1)] {
        // Given hardware just outside, when it is registered, then it is refused
        let result = register(&mut network, &operator, &key("odd"), has(gpus, max_jobs));
        assert_error(result, FurnaceJobsError::ParameterOutOfBounds);
    }
    // and on the edge it is taken
    register(&mut network, &operator, &key("odd"), has(MAX_WORKER_GPUS, MAX_WORKER_JOBS)).expect("bounds");
}

#[test]
fn only_the_operator_adds_workers() {
    // Given an operator and a stranger with a machine
    let mut network = Network::new();
    let operator = network.operator("operator", 0);
    let stranger = network.wallet("stranger", 0);

    // When the stranger puts it under the operator, then it is refused
    let wallet = operator.wallet.pubkey();
    let instruction = jobs::worker_register(wallet, network.payer(), key("machine").pubkey(), worker_args());
    let instruction = replaced(instruction, wallet, stranger.pubkey());
    assert_error(network.send(&[instruction], &[&stranger, &key("machine")]), FurnaceJobsError::NotOperator);
}

#[test]
fn a_key_that_does_not_sign_is_refused() {
    // Given an operator that wants somebody else's key
    let mut network = Network::new();
    let operator = network.operator("operator", 0);
    let victim = key("victim").pubkey();

    // When it registers the key without its signature, then it is refused
    let mut instruction = jobs::worker_register(operator.wallet.pubkey(), network.payer(), victim, worker_args());
    instruction.accounts.iter_mut().filter(|meta| meta.pubkey == victim).for_each(|meta| meta.is_signer = false);
    let result = network.send(&[instruction], &[&operator.wallet]);
    assert_runtime_error(result, InstructionError::MissingRequiredSignature);
}
