//! Each account of each instruction replaced by wrong ones.

use furnace_client::generated::staking::instructions::{InitializeInstructionArgs, SlashInstructionArgs};
use furnace_client::instructions::staking;
use furnace_client::{pda, program};
use furnace_common::units::HEAT;
use furnace_tests::chain::{Chain, key};
use furnace_tests::network::{COOLDOWN, Network, OperatorActor};
use furnace_tests::substitution::{Free, Named, TOKEN_2022, assert_accounts_are_checked};
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::scene::{delegator, slash};

const PAYER: &str = "whoever signs may pay the rent";
const DESTINATION: &str = "the owner chooses any HEAT account";
const BENEFICIARY: &str = "the slashing program answers for whose account it is";

/// Two pools with an operator each, a delegator with ripe unbondings, and accounts that fit nowhere.
struct Scene {
    network: Network,
    operator: OperatorActor,
    /// Has a position in both pools, and signs along as somebody else.
    stranger: Keypair,
    wrong: Vec<Named>,
}

fn scene() -> Scene {
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    let other = network.operator("other operator", 1_000 * HEAT);
    let stranger = delegator(&mut network, "stranger", operator.pool, 100 * HEAT);
    network.open_position(&stranger, other.pool);
    network.open_position(&operator.wallet, other.pool);
    network.give(&operator.wallet.pubkey(), 10 * HEAT);
    network.give(&stranger.pubkey(), 10 * HEAT);
    network.try_unstake(&operator.wallet, operator.pool, 100 * HEAT).expect("unstake");
    network.try_unstake(&stranger, operator.pool, 50 * HEAT).expect("unstake");
    network.chain.advance(COOLDOWN);
    let mut wrong = network.wrong_accounts();
    wrong.extend([
        ("a stranger", stranger.pubkey()),
        ("the stranger's position", pda::position(&operator.pool, &stranger.pubkey())),
        ("the stranger's position in the other pool", pda::position(&other.pool, &stranger.pubkey())),
        ("the operator's position in the other pool", pda::position(&other.pool, &operator.wallet.pubkey())),
        ("the other pool", other.pool),
        ("the other pool's vault", pda::pool_vault(&other.pool)),
        ("the other operator's position", pda::position(&other.pool, &other.wallet.pubkey())),
        ("the operator's book", operator.operator),
        ("the operator's earnings", pda::earnings(&operator.operator)),
    ]);
    Scene { network, operator, stranger, wrong }
}

#[test]
fn initialize() {
    // Given programs and nothing else
    let mut chain = Chain::new();
    let (deployer, stranger) = (chain.deployer.insecure_clone(), key("stranger"));
    chain.fund(&stranger.pubkey());
    chain.fund(&deployer.pubkey());
    let args = InitializeInstructionArgs {
        authority: stranger.pubkey(),
        cooldown_seconds: COOLDOWN,
        delegation_cap_bps: 10_000,
    };
    let instruction = staking::initialize(deployer.pubkey(), chain.payer.pubkey(), args);
    let wrong = [
        ("a stranger", stranger.pubkey()),
        ("an address without an account", key("nobody").pubkey()),
        ("another program's data", pda::program_data(&program::TOKEN)),
        ("the token configuration", pda::token_config()),
        ("the staking program", program::STAKING),
        ("another token program", TOKEN_2022),
    ];

    // When any account is another one, then it fails
    let free = [Free { place: 1, why: PAYER }];
    assert_accounts_are_checked(&chain, &instruction, &[&deployer, &stranger], &wrong, &free);
}

#[test]
fn pool_create() {
    // Given a wallet without a pool
    let Scene { mut network, stranger, wrong, .. } = scene();
    let wallet = network.wallet("newcomer", 0);
    let instruction = staking::pool_create(wallet.pubkey(), network.payer(), 0);

    // When any account is another one, then it fails
    let free = [Free { place: 1, why: PAYER }];
    assert_accounts_are_checked(&network.chain, &instruction, &[&wallet, &stranger], &wrong, &free);
}

#[test]
fn position_open() {
    // Given a wallet without a position
    let Scene { mut network, operator, stranger, wrong } = scene();
    let wallet = network.wallet("newcomer", 0);
    let instruction = staking::position_open(wallet.pubkey(), network.payer(), operator.pool);

    // When any account is another one, then it fails
    let free = [Free { place: 1, why: PAYER }];
    assert_accounts_are_checked(&network.chain, &instruction, &[&wallet, &stranger], &wrong, &free);
}

#[test]
fn stake() {
    // Given an operator with HEAT to stake
    let Scene { network, operator, stranger, wrong } = scene();
    let wallet = operator.wallet.pubkey();
    let instruction = staking::stake(wallet, operator.pool, pda::heat_account(&wallet), HEAT);

    // When any account is another one, then it fails
    assert_accounts_are_checked(&network.chain, &instruction, &[&operator.wallet, &stranger], &wrong, &[]);
}

#[test]
fn unstake() {
    // Given an operator with stake
    let Scene { network, operator, stranger, wrong } = scene();
    let instruction = staking::unstake(operator.wallet.pubkey(), operator.pool, HEAT);

    // When any account is another one, then it fails
    assert_accounts_are_checked(&network.chain, &instruction, &[&operator.wallet, &stranger], &wrong, &[]);
}

#[test]
fn withdraw() {
    // Given an operator with a ripe unbonding
    let Scene { network, operator, stranger, wrong } = scene();
    let wallet = operator.wallet.pubkey();
    let instruction = staking::withdraw(wallet, operator.pool, pda::heat_account(&wallet), 0);

    // When any account is another one, then it fails
    let free = [Free { place: 4, why: DESTINATION }];
    assert_accounts_are_checked(&network.chain, &instruction, &[&operator.wallet, &stranger], &wrong, &free);
}

#[test]
fn a_slash() {
    // Given the slashing program's signature
    let Scene { mut network, operator, stranger, wrong } = scene();
    let reporter = pda::heat_account(&operator.wallet.pubkey());
    let args = SlashInstructionArgs { amount: 10, to_client: 4, to_reporter: 1 };
    let instruction = slash(operator.pool, Some(reporter), args);
    network.chain.verify_signatures(false);

    // When any account is another one, then it fails
    let free = [Free { place: 3, why: BENEFICIARY }, Free { place: 4, why: BENEFICIARY }];
    assert_accounts_are_checked(&network.chain, &instruction, &[&stranger], &wrong, &free);
}
