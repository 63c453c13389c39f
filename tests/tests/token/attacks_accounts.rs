//! Wrong accounts in every place of every instruction, one of each kind that the programs have among them.

use furnace_client::generated::token::instructions::InitializeInstructionArgs;
use furnace_client::instructions::token;
use furnace_client::{pda, program};
use furnace_common::units::HEAT;
use furnace_tests::chain::{Chain, key};
use furnace_tests::crowd::Crowd;
use furnace_tests::network::{EPOCH, Network};
use furnace_tests::substitution::{Free, Named, TOKEN_2022, assert_accounts_are_checked};
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::price_update::PriceUpdate;
use super::scene::{
    USD, begin_of, buy, current_epoch, heat_fees, stock, try_open_epoch, try_open_points, try_record, try_start,
    usd_fees,
};

const PAYER: &str = "whoever signs may pay the rent";

/// A crowd at the begin of an epoch, and accounts that fit nowhere.
struct Scene {
    crowd: Crowd,
    wrong: Vec<Named>,
    /// Open, and so is the one before it.
    epoch: u64,
}

impl Scene {
    fn new() -> Self {
        let mut crowd = Crowd::new();
        let epoch = current_epoch(&crowd.scene.network) + 1;
        crowd.scene.network.chain.set_time(begin_of(epoch));
        let mut wrong = crowd.wrong_accounts();
        wrong.extend(crowd.kinds());
        let network = &mut crowd.scene.network;
        try_open_epoch(network, epoch - 1).expect("epoch opens");
        wrong.push(("another epoch of emission", pda::emission(epoch - 1)));
        Self { crowd, wrong, epoch }
    }

    fn network(&mut self) -> &mut Network {
        &mut self.crowd.scene.network
    }

    /// With points of the epoch for the worker and for its rival.
    fn with_points() -> Self {
        let mut scene = Self::new();
        let Scene { crowd, epoch, .. } = &mut scene;
        try_open_points(&mut crowd.scene.network, &crowd.scene.worker).expect("points open");
        for worker in [&crowd.scene.worker, &crowd.rivals_worker] {
            try_record(&mut crowd.scene.network, worker, *epoch, 1_000, 10_000).expect("record");
        }
        scene
    }

    /// Puts each wrong account into each place; everybody who can sign does.
    #[track_caller]
    fn assert_checked(&self, instruction: &Instruction, free: &[Free]) {
        assert_accounts_are_checked(
            &self.crowd.scene.network.chain,
            instruction,
            &self.crowd.keys(),
            &self.wrong,
            free,
        );
    }
}

/// What there is before a network.
fn bare_wrong(network: &Network) -> Vec<Named> {
    vec![
        ("a stranger", key("stranger").pubkey()),
        ("an address without an account", key("nobody").pubkey()),
        ("another program's data", pda::program_data(&program::STAKING)),
        ("the governance", pda::governance()),
        ("the dollar token", network.usd_mint),
        ("the staking program", program::STAKING),
        ("another token program", TOKEN_2022),
    ]
}

fn fund(chain: &mut Chain) {
    chain.fund(&key("stranger").pubkey());
    chain.fund(&chain.deployer.pubkey());
}

#[test]
fn initialize() {
    let mut network = Network::bare();
    fund(&mut network.chain);
    let (wrong, deployer) = (bare_wrong(&network), network.chain.deployer.insecure_clone());
    let args = InitializeInstructionArgs { treasury_owner: key("treasury").pubkey() };
    let instruction = token::initialize(deployer.pubkey(), network.payer(), args);
    let free = [Free { place: 1, why: PAYER }];
    assert_accounts_are_checked(&network.chain, &instruction, &[&deployer, &key("stranger")], &wrong, &free);
}

#[test]
fn usd_open() {
    let (mut network, instruction) = super::usd_open::before();
    fund(&mut network.chain);
    let mut wrong = bare_wrong(&network);
    let dollars = network.usd_mint;
    wrong.extend([
        ("the HEAT mint", pda::heat_mint()),
        ("a foreign mint", network.foreign_mint("forger")),
        (
            "the treasury owner's other account",
            network.token_account("other", &pda::heat_mint(), &key("treasury").pubkey()),
        ),
        ("the stakers' vault", pda::staker_fees_vault(&dollars)),
        ("the token statistics", pda::statistics()),
    ]);
    let deployer = network.chain.deployer.insecure_clone();
    let free = [Free { place: 1, why: PAYER }];
    assert_accounts_are_checked(&network.chain, &instruction, &[&deployer, &key("stranger")], &wrong, &free);
}

#[test]
fn fee_vault_open() {
    let mut scene = Scene::new();
    let instruction = token::fee_vault_open(scene.network().payer(), key("market of tomorrow").pubkey());
    scene.assert_checked(&instruction, &[Free { place: 0, why: PAYER }]);
}

#[test]
fn fees_distribute() {
    let mut scene = Scene::new();
    heat_fees(scene.network(), 1_000);
    let instruction = token::fees_distribute(scene.network().market);
    scene.assert_checked(&instruction, &[Free { place: 7, why: "the auction has no part of fees in HEAT" }]);
}

#[test]
fn fees_distribute_usd() {
    let mut scene = Scene::new();
    usd_fees(scene.network(), 1_000);
    let instruction = token::usd_fees_distribute(scene.network().market, scene.network().usd_mint);
    scene.assert_checked(&instruction, &[]);
}

#[test]
fn auction_start() {
    let mut scene = Scene::new();
    stock(scene.network(), 1_000 * USD);
    let instruction = token::auction_start(scene.network().usd_mint);
    scene.assert_checked(&instruction, &[]);
}

#[test]
fn auction_buy() {
    let mut scene = Scene::new();
    stock(scene.network(), 1_000 * USD);
    try_start(scene.network()).expect("lot starts");
    let wallet = scene.crowd.scene.client.pubkey();
    scene.network().give(&wallet, 10 * HEAT);
    scene.network().give_usd(&wallet, 0);
    let instruction = buy(scene.network(), &wallet, USD, u64::MAX);
    scene.assert_checked(&instruction, &[Free { place: 6, why: "the buyer chooses where its dollars go" }]);
}

#[test]
fn price_quote() {
    let mut scene = Scene::new();
    let update = PriceUpdate::now(scene.network()).post(scene.network());
    scene.assert_checked(&token::price_quote(update, 1), &[]);
}

#[test]
fn epoch_open() {
    let mut scene = Scene::new();
    scene.network().chain.advance(EPOCH);
    let instruction = token::epoch_open(scene.network().payer(), scene.epoch + 1);
    scene.assert_checked(&instruction, &[Free { place: 0, why: PAYER }]);
}

#[test]
fn points_open() {
    let mut scene = Scene::new();
    let (worker, operator) = (scene.crowd.scene.worker.address, scene.crowd.scene.operator.operator);
    let instruction = token::points_open(scene.network().payer(), worker, operator);
    scene.assert_checked(&instruction, &[Free { place: 0, why: PAYER }]);
}

#[test]
fn points_record() {
    let mut scene = Scene::new();
    let Scene { crowd, epoch, .. } = &mut scene;
    try_open_points(&mut crowd.scene.network, &crowd.scene.worker).expect("points open");
    let (worker, wallet) = (crowd.scene.worker.address, crowd.scene.worker.wallet);
    let instruction = token::points_record(worker, wallet, *epoch, 1_000, 10_000);
    scene.network().chain.verify_signatures(false);
    let why = "the proofs program answers for whose proofs they are, and of which epoch";
    scene.assert_checked(&instruction, &[Free { place: 2, why }]);
}

#[test]
fn emission_claim() {
    let mut scene = Scene::with_points();
    scene.network().chain.advance(2 * EPOCH);
    let worker = &scene.crowd.scene.worker;
    let instruction = token::emission_claim(worker.address, worker.wallet, scene.epoch);
    scene.assert_checked(&instruction, &[]);
}

#[test]
fn epoch_close() {
    let mut scene = Scene::with_points();
    scene.network().chain.advance(17 * EPOCH);
    let instruction = token::epoch_close(scene.epoch, scene.network().payer());
    let why = "anyone closes any epoch that is over, to the profit of who paid for it";
    scene.assert_checked(&instruction, &[Free { place: 1, why }]);
}

#[test]
fn points_close() {
    let mut scene = Scene::with_points();
    scene.network().chain.advance(16 * EPOCH);
    let worker = &scene.crowd.scene.worker;
    let retire = furnace_client::instructions::jobs::worker_retire(worker.wallet, worker.key.pubkey());
    let (address, wallet) = (worker.address, scene.crowd.scene.operator.wallet.insecure_clone());
    scene.network().send(&[retire], &[&wallet]).expect("worker retires");
    let instruction = token::points_close(address, scene.network().payer());
    scene.assert_checked(&instruction, &[]);
}
