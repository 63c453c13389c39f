//! Wrong accounts in every place, one of each kind that the programs have among them.

use furnace_client::generated::governance::instructions::ParametersProposeInstructionArgs;
use furnace_client::instructions::governance;
use furnace_common::pause;
use furnace_tests::crowd::Crowd;
use furnace_tests::network::{EPOCH, NOTICE, Network, parameters};
use furnace_tests::substitution::{Free, assert_accounts_are_checked};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::initialize::roles;

/// A crowd under governance, with an offer and an announcement made.
struct Scene {
    crowd: Crowd,
    authority: Keypair,
    guardian: Keypair,
}

fn scene() -> Scene {
    let mut crowd = Crowd::new();
    let network = &mut crowd.scene.network;
    let (authority, guardian) = (network.authority.insecure_clone(), network.guardian.insecure_clone());
    network.try_offer_authority(&authority, crowd.other.pubkey()).expect("offer");
    network.try_propose(&authority, parameters()).expect("propose");
    Scene { crowd, authority, guardian }
}

impl Scene {
    /// Puts every wrong account into every place of the instruction; everybody who can sign does.
    #[track_caller]
    fn assert_checked(mut self, instruction: &Instruction, free: &[Free]) {
        let mut wrong = self.crowd.wrong_accounts();
        wrong.extend(self.crowd.kinds());
        wrong.extend([("the authority", self.authority.pubkey()), ("the guardian", self.guardian.pubkey())]);
        let mut keys = self.crowd.keys();
        keys.extend([&self.authority, &self.guardian]);
        assert_accounts_are_checked(&self.crowd.scene.network.chain, instruction, &keys, &wrong, free);
    }
}

#[test]
fn initialize() {
    // Given programs and nothing else but a stranger and an account of the dollar token
    let mut network = Network::bare();
    let (deployer, stranger) = (network.chain.deployer.insecure_clone(), furnace_tests::chain::key("stranger"));
    network.chain.fund(&stranger.pubkey());
    network.chain.fund(&deployer.pubkey());
    let usd_mint = network.usd_mint;
    let dollars = network.token_account("dollars", &usd_mint, &stranger.pubkey());
    let instruction = governance::initialize(deployer.pubkey(), network.payer(), usd_mint, roles(EPOCH));
    let wrong = [
        ("a stranger", stranger.pubkey()),
        ("an account of the dollar token", dollars),
        ("an address without an account", furnace_tests::chain::key("nobody").pubkey()),
        ("another program's data", furnace_client::pda::program_data(&furnace_client::program::TOKEN)),
        ("the program", furnace_client::program::GOVERNANCE),
    ];

    // When any account is another one, then it fails
    let free = [Free { place: 1, why: "whoever signs may pay the rent" }];
    assert_accounts_are_checked(&network.chain, &instruction, &[&deployer, &stranger], &wrong, &free);
}

#[test]
fn authority_propose() {
    let scene = scene();
    let instruction = governance::authority_propose(scene.authority.pubkey(), scene.guardian.pubkey());
    scene.assert_checked(&instruction, &[]);
}

#[test]
fn authority_accept() {
    let scene = scene();
    let instruction = governance::authority_accept(scene.crowd.other.pubkey());
    scene.assert_checked(&instruction, &[]);
}

#[test]
fn guardian_set() {
    let scene = scene();
    let instruction = governance::guardian_set(scene.authority.pubkey(), scene.authority.pubkey());
    scene.assert_checked(&instruction, &[]);
}

#[test]
fn pausing() {
    let scene = scene();
    let instruction = governance::pause(scene.guardian.pubkey(), pause::ALL);
    scene.assert_checked(&instruction, &[Free { place: 0, why: "the authority may pause as well" }]);
}

#[test]
fn unpausing() {
    let scene = scene();
    let instruction = governance::unpause(scene.authority.pubkey(), pause::ALL);
    scene.assert_checked(&instruction, &[]);
}

#[test]
fn parameters_propose() {
    let scene = scene();
    let args = ParametersProposeInstructionArgs { args: parameters() };
    let instruction = governance::parameters_propose(scene.authority.pubkey(), args);
    scene.assert_checked(&instruction, &[]);
}

#[test]
fn parameters_apply() {
    let mut scene = scene();
    scene.crowd.scene.network.chain.advance(NOTICE);
    scene.assert_checked(&governance::parameters_apply(), &[]);
}

#[test]
fn parameters_cancel() {
    let scene = scene();
    let instruction = governance::parameters_cancel(scene.guardian.pubkey());
    scene.assert_checked(&instruction, &[Free { place: 0, why: "the authority may withdraw as well" }]);
}
