//! The real programs with the cast on them.

mod accounts;
mod instructions;
mod jobs;

use std::cell::OnceCell;

use furnace_client::accounts::Job;
use furnace_client::generated::jobs::instructions::{MarketOpenInstructionArgs, WorkerRegisterInstructionArgs};
use furnace_client::generated::token::instructions::FeeVaultOpen;
use furnace_client::instructions::{jobs as jobs_instructions, token};
use furnace_client::{pda, program};
use furnace_common::limits::MARKET_BOND;
use furnace_tests::chain::{Receipt, key};
use furnace_tests::errors::Failure;
use furnace_tests::network::{Network, OperatorActor, WorkerActor, market_terms, worker_args};
use solana_address::Address;
use solana_signer::Signer;

use crate::action::Action;
use crate::cast::*;

pub(crate) use accounts::Addresses;

thread_local! {
    static BASE: OnceCell<World> = const { OnceCell::new() };
}

/// A network with the cast on it. Signatures are not looked at, so that a test stands in for programs too.
pub(crate) struct World {
    pub(crate) network: Network,
    pub(crate) wallets: [Address; NAMES.len()],
    pub(crate) pools: [Address; POOLS],
    /// What the checks read.
    pub(crate) addresses: Addresses,
    /// Hot keys of the operators' workers.
    keys: [Address; POOLS],
    workers: [Address; POOLS],
    markets: [Address; 2],
    /// A job of each market before anyone took it.
    jobs: [Job; 2],
}

impl World {
    /// A fresh world, copied from one that is set up once a thread.
    pub(crate) fn new() -> Self {
        BASE.with(|base| base.get_or_init(Self::set_up).copy())
    }

    fn set_up() -> Self {
        let mut network = Network::new();
        assert_eq!(network.chain.now(), START);
        let operators = [0, 1].map(|operator| network.operator(NAMES[operator], OWN_STAKE));
        NAMES[..STAKERS].iter().for_each(|name| fill_wallet(&mut network, name));
        for (pool, who) in POSITIONS.into_iter().filter(|(pool, who)| pool != who) {
            network.open_position(&key(NAMES[who]), operators[pool].pool);
        }
        let client = network.client(NAMES[CLIENT], DEPOSIT);
        network.give_usd(&client.pubkey(), 0);
        let workers = [0, 1].map(|operator| open_worker(&mut network, &operators[operator]));
        let markets = [0, 1].map(|index| open_market(&mut network, index));
        let jobs = markets.map(|market| jobs::first_job(&mut network, &client, market));
        network.chain.verify_signatures(false);
        let mut world = Self {
            wallets: NAMES.map(|name| key(name).pubkey()),
            pools: operators.map(|operator| operator.pool),
            keys: workers.each_ref().map(|worker| worker.key.pubkey()),
            workers: workers.map(|worker| worker.address),
            markets,
            jobs,
            network,
            addresses: Addresses::default(),
        };
        world.addresses = world.find_addresses();
        world
    }

    pub(crate) fn copy(&self) -> Self {
        let network = self.network.copy();
        Self { network, jobs: self.jobs.clone(), addresses: self.addresses.clone(), ..*self }
    }

    /// Does what the actions say, in one transaction.
    pub(crate) fn act(&mut self, actions: &[Action]) -> Result<Receipt, Failure> {
        let instructions: Vec<_> = actions.iter().flat_map(|action| self.instructions(action)).collect();
        self.network.send(&instructions, &[])
    }
}

/// HEAT and dollars for who may stake.
fn fill_wallet(network: &mut Network, name: &str) {
    let wallet = key(name).pubkey();
    network.chain.fund(&wallet);
    network.give(&wallet, WALLET[0]);
    network.give_usd(&wallet, WALLET[1]);
}

fn open_worker(network: &mut Network, operator: &OperatorActor) -> WorkerActor {
    let args = WorkerRegisterInstructionArgs { max_jobs: MAX_JOBS as u8, ..worker_args() };
    let worker = network.worker_with(operator, &format!("worker of {}", operator.pool), args);
    let open = token::points_open(network.payer(), worker.address, operator.operator);
    network.send(&[open], &[]).expect("points open");
    worker
}

/// The first market is there, without a vault for dollars.
fn open_market(network: &mut Network, index: usize) -> Address {
    let (authority, payer) = (network.authority.insecure_clone(), network.payer());
    let market = pda::market(&authority.pubkey(), index as u8);
    if index == 0 {
        let vault = pda::fee_vault(&market, &network.usd_mint);
        let (token_program, system_program) = (program::SPL_TOKEN, program::SYSTEM);
        let open = FeeVaultOpen { payer, market, mint: network.usd_mint, vault, token_program, system_program };
        network.send(&[open.instruction()], &[]).expect("vault for dollars opens");
    } else {
        let collateral_bps = COLLATERAL_BPS[index];
        let terms = MarketOpenInstructionArgs { collateral_bps, ..market_terms(index as u8) };
        let opener = authority.pubkey();
        network.give(&opener, MARKET_BOND);
        let source = pda::heat_account(&opener);
        let open = jobs_instructions::market_open(opener, payer, pda::heat_mint(), source, terms);
        network
            .send(&[token::fee_vault_open(payer, market, pda::heat_mint()), open], &[&authority])
            .expect("market opens");
    }
    market
}
