//! What several tests of the token set up alike.

use furnace_client::accounts::{EmissionEpoch, TokenConfig, WorkerPoints};
use furnace_client::generated::governance::instructions::InitializeInstructionArgs;
use furnace_client::instructions::{governance, token};
use furnace_client::{pda, program};
use furnace_common::units::HEAT;
use furnace_tests::chain::{Receipt, key};
use furnace_tests::errors::Failure;
use furnace_tests::network::{EPOCH, Network, OperatorActor, WorkerActor, parameters};
use solana_account::Account;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;
use spl_token_interface::instruction as spl;

/// One dollar in base units.
pub(crate) const USD: u64 = 1_000_000;

// Networks that are set up in another way

/// A network that was set up at `start` with epochs of this length.
pub(crate) fn network_at(start: i64, epoch_seconds: i64) -> Network {
    let mut network = Network::bare();
    network.chain.set_time(start);
    let roles = InitializeInstructionArgs {
        authority: network.authority.pubkey(),
        guardian: network.guardian.pubkey(),
        epoch_seconds,
        parameters: parameters(),
    };
    let (deployer, payer) = (network.chain.deployer.pubkey(), network.payer());
    network.set_up_step(governance::initialize(deployer, payer, network.usd_mint, roles));
    for step in network.set_up().into_iter().skip(1) {
        network.set_up_step(step);
    }
    network
}

/// A network whose dollar token's minter can freeze accounts.
pub(crate) fn network_with_freezable_dollars() -> Network {
    let mut network = Network::bare();
    let (mint, minter) = (key("freezable dollar").pubkey(), network.minter.pubkey());
    let blank = Account { data: vec![0; 82], ..network.chain.account(&network.usd_mint).expect("mint") };
    network.chain.svm.set_account(mint, blank).expect("account is set");
    let make = spl::initialize_mint2(&program::SPL_TOKEN, &mint, &minter, Some(&minter), 6).expect("mint");
    network.send(&[make], &[]).expect("mint is made");
    network.usd_mint = mint;
    for step in network.set_up() {
        network.set_up_step(step);
    }
    network
}

// Fees

/// The vault for a market's fees in any mint; the client's builder knows HEAT alone.
pub(crate) fn fee_vault_open(network: &Network, market: Address, mint: Address) -> Instruction {
    let mut instruction = token::fee_vault_open(network.payer(), market);
    instruction.accounts[2].pubkey = mint;
    instruction.accounts[3].pubkey = pda::fee_vault(&market, &mint);
    instruction
}

/// Puts HEAT into the market's vault.
pub(crate) fn heat_fees(network: &mut Network, amount: u64) -> Address {
    let vault = pda::fee_vault(&network.market, &pda::heat_mint());
    let payer = network.wallet("payer of fees", amount);
    network.donate(&payer, vault, amount);
    vault
}

/// Opens the market's vault for dollars, and puts some into it.
pub(crate) fn usd_fees(network: &mut Network, amount: u64) -> Address {
    let vault = pda::fee_vault(&network.market, &network.usd_mint);
    if network.chain.account(&vault).is_none() {
        let open = fee_vault_open(network, network.market, network.usd_mint);
        network.send(&[open], &[]).expect("vault opens");
    }
    network.mint_usd(&vault, amount);
    vault
}

pub(crate) fn try_distribute(network: &mut Network) -> Result<Receipt, Failure> {
    network.send(&[token::fees_distribute(network.market)], &[])
}

pub(crate) fn try_distribute_usd(network: &mut Network) -> Result<Receipt, Failure> {
    network.send(&[token::usd_fees_distribute(network.market, network.usd_mint)], &[])
}

/// What stakers, treasury and auction have of a mint, base units; a treasury that is closed has nothing.
pub(crate) fn heirs(network: &Network, mint: &Address) -> [u64; 3] {
    let treasury = match *mint == pda::heat_mint() {
        true => pda::treasury(),
        false => pda::treasury_of(mint),
    };
    [pda::staker_fees_vault(mint), treasury, pda::auction_vault(mint)]
        .map(|vault| network.chain.account(&vault).map_or(0, |_| network.tokens(&vault)))
}

// The auction

/// A wallet with HEAT to burn and an empty account of dollars.
pub(crate) fn buyer(network: &mut Network, name: &str, heat: u64) -> Keypair {
    let buyer = network.wallet(name, heat);
    network.give_usd(&buyer.pubkey(), 0);
    buyer
}

/// A network whose auction holds so many dollars, with a lot of them running.
pub(crate) fn auction(dollars: u64) -> Network {
    let mut network = Network::new();
    stock(&mut network, dollars);
    try_start(&mut network).expect("lot starts");
    network
}

/// Puts dollars into the auction's vault.
pub(crate) fn stock(network: &mut Network, dollars: u64) {
    let vault = pda::auction_vault(&network.usd_mint);
    network.mint_usd(&vault, dollars);
}

pub(crate) fn try_start(network: &mut Network) -> Result<Receipt, Failure> {
    network.send(&[token::auction_start(network.usd_mint)], &[])
}

/// The purchase that [`try_buy`] makes.
pub(crate) fn buy(network: &Network, buyer: &Address, amount: u64, max_cost: u64) -> Instruction {
    let (source, destination) = (pda::heat_account(buyer), pda::token_account(buyer, &network.usd_mint));
    token::auction_buy(*buyer, network.usd_mint, source, destination, amount, max_cost)
}

/// Buys with the wallet's own accounts.
pub(crate) fn try_buy(network: &mut Network, wallet: &Keypair, amount: u64, max_cost: u64) -> Result<Receipt, Failure> {
    let buy = buy(network, &wallet.pubkey(), amount, max_cost);
    network.send(&[buy], &[wallet])
}

/// Buys, at any cost; returns the cost in HEAT base units. Supply and books must have moved by it.
#[track_caller]
pub(crate) fn bought(network: &mut Network, wallet: &Keypair, amount: u64) -> u64 {
    let (supply, burned) = (network.supply(), network.auction().burned);
    try_buy(network, wallet, amount, u64::MAX).expect("purchase");
    let cost = supply - network.supply();
    assert_eq!(network.auction().burned - burned, cost);
    cost
}

/// Buys all that is left of the lot; returns the cost in HEAT base units.
#[track_caller]
pub(crate) fn sold_out(network: &mut Network, wallet: &Keypair) -> u64 {
    let rest = network.auction().lot_remaining;
    bought(network, wallet, rest)
}

/// Dollars in a wallet's own account, base units.
pub(crate) fn dollars(network: &Network, wallet: &Address) -> u64 {
    network.tokens(&pda::token_account(wallet, &network.usd_mint))
}

// Emission

/// A network with an operator at twice the minimum stake and its worker, at the begin of an epoch.
pub(crate) struct Emission {
    pub(crate) network: Network,
    pub(crate) operator: OperatorActor,
    pub(crate) worker: WorkerActor,
    /// The epoch at the begin of the test, which is open.
    pub(crate) epoch: u64,
}

impl Emission {
    pub(crate) fn new() -> Self {
        let mut network = Network::new();
        let epoch = current_epoch(&network) + 1;
        network.chain.set_time(begin_of(epoch));
        let operator = network.operator("operator", 400 * HEAT);
        let worker = network.worker(&operator, "worker");
        try_open_points(&mut network, &worker).expect("points open");
        try_open_epoch(&mut network, epoch).expect("epoch opens");
        Self { network, operator, worker, epoch }
    }

    /// As [`new`](Self::new), with all of the epoch's points the worker's, and the claims begun.
    pub(crate) fn earned() -> Self {
        let mut emission = Self::new();
        emission.record(1_000).expect("points are recorded");
        emission.go_to(2);
        emission
    }

    /// Lets time pass until so many epochs after the first one begin.
    pub(crate) fn go_to(&mut self, epochs: u64) {
        self.network.chain.set_time(begin_of(self.epoch + epochs));
    }

    /// Records the worker's points of the first epoch; the stake counts twice.
    pub(crate) fn record(&mut self, score: u64) -> Result<Receipt, Failure> {
        try_record(&mut self.network, &self.worker, self.epoch, score, 10_000)
    }

    pub(crate) fn claim(&mut self) -> Result<Receipt, Failure> {
        try_claim(&mut self.network, &self.worker, self.epoch)
    }

    pub(crate) fn account(&self) -> EmissionEpoch {
        self.network.chain.read(&pda::emission(self.epoch))
    }

    pub(crate) fn points(&self) -> WorkerPoints {
        self.network.chain.read(&pda::points(&self.worker.address))
    }

    /// HEAT in the income vault of the worker's pool, base units.
    pub(crate) fn income(&self) -> u64 {
        self.network.tokens(&pda::income_vault(&self.operator.pool, &pda::heat_mint()))
    }

    /// Retires the worker.
    pub(crate) fn retire(&mut self) {
        let retire = furnace_client::instructions::jobs::worker_retire(self.worker.wallet, self.worker.key.pubkey());
        self.network.send(&[retire], &[&self.operator.wallet]).expect("worker retires");
    }

    pub(crate) fn close_points(&mut self) -> Result<Receipt, Failure> {
        let close = token::points_close(self.worker.address, self.network.payer());
        self.network.send(&[close], &[])
    }
}

pub(crate) fn current_epoch(network: &Network) -> u64 {
    u64::try_from(network.chain.now() / EPOCH).expect("epoch")
}

/// Unix seconds.
pub(crate) fn begin_of(epoch: u64) -> i64 {
    i64::try_from(epoch).expect("epoch") * EPOCH
}

pub(crate) fn config(network: &Network) -> TokenConfig {
    network.chain.read(&pda::token_config())
}

pub(crate) fn try_open_epoch(network: &mut Network, epoch: u64) -> Result<Receipt, Failure> {
    network.send(&[token::epoch_open(network.payer(), epoch)], &[])
}

pub(crate) fn try_close_epoch(network: &mut Network, epoch: u64) -> Result<Receipt, Failure> {
    network.send(&[token::epoch_close(epoch, network.payer())], &[])
}

pub(crate) fn try_open_points(network: &mut Network, worker: &WorkerActor) -> Result<Receipt, Failure> {
    network.send(&[token::points_open(network.payer(), worker.address, pda::operator(&worker.wallet))], &[])
}

/// Records points as the proofs program does, whose signature nobody else can give.
pub(crate) fn try_record(
    network: &mut Network,
    worker: &WorkerActor,
    epoch: u64,
    score: u64,
    uptime_bps: u16,
) -> Result<Receipt, Failure> {
    network.impersonate(token::points_record(worker.address, worker.wallet, epoch, score, uptime_bps))
}

pub(crate) fn try_claim(network: &mut Network, worker: &WorkerActor, epoch: u64) -> Result<Receipt, Failure> {
    network.send(&[token::emission_claim(worker.address, worker.wallet, epoch)], &[])
}
