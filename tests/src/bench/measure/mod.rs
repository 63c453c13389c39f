//! Every instruction of every program, each in a transaction of its own.

mod attested;
mod auctions;
mod balances;
mod crews;
mod delivery;
mod disputes;
mod governance;
mod jobs;
mod leases;
mod lifecycles;
mod penalties;
mod proofs;
mod refutations;
mod slashing;
mod stage;
mod staking;
mod token;

use std::collections::BTreeSet;

use furnace_client::instructions::token as spl;
use furnace_client::pda;
use furnace_common::units::HEAT;
use serde_json::Value;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;

use super::{Cost, Flat, Lifecycle, Measured, ProgramSize, budget, contention, flat, maths};
use crate::chain::{Receipt, compute_limit, deploy_folder};
use crate::network::{EPOCH, Network, PROGRAMS};

pub(super) use jobs::{balance, lifecycle, register};
pub(super) use staking::found;

/// When an instruction that moves streams may run after a season: at once, later in the epoch, in the next
/// one, and after several that nobody looked at. In seconds.
const MOMENTS: [i64; 4] = [0, EPOCH / 5, EPOCH, 5 * EPOCH];

/// Most compute units that a transaction can have.
const MOST_UNITS: u32 = 1_400_000;

/// A network and what was measured on it so far.
pub(super) struct Bench {
    pub(super) network: Network,
    pub(super) costs: Vec<Cost>,
}

/// Measures everything.
pub fn all() -> Measured {
    let mut bench = Bench::set_up();
    governance::all(&mut bench);
    let operator = staking::all(&mut bench);
    let (client, worker, lifecycle_cu) = jobs::all(&mut bench, &operator);
    slashing::all(&mut bench, &operator, &client, &worker);
    token::all(&mut bench, &operator, &worker);
    jobs::ends(&mut bench, &operator, &client, &worker);
    token::ends(&mut bench, &worker);
    staking::ends(&mut bench, &operator);
    let mut lifecycles = vec![Lifecycle { what: "HEAT".into(), cu: lifecycle_cu, budget: budget::LIFECYCLE }];
    let mut flat = flat::all();
    orders(&mut bench.costs, &mut lifecycles, &mut flat);
    bench.assert_complete();
    let contention = contention::all();
    Measured { instructions: bench.costs, lifecycles, flat, contention, maths: maths::all(), programs: sizes() }
}

/// Orders of every kind, proofs and disputes in their dearest state, each kind on a network of its own.
fn orders(costs: &mut Vec<Cost>, lifecycles: &mut Vec<Lifecycle>, flat: &mut Vec<Flat>) {
    let (fixed, whole) = lifecycles::all();
    let (auctions, among_bids) = auctions::all();
    lifecycles.extend(whole);
    flat.extend(among_bids);
    costs.extend(
        [fixed, balances::all(), delivery::all(), auctions, crews::all(), leases::all(), penalties::all()].concat(),
    );
    costs.extend([attested::all(), proofs::all(), disputes::all(), refutations::all()].concat());
}

impl Bench {
    /// A network whose set-up is measured.
    fn set_up() -> Self {
        let mut bench = Self { network: Network::bare(), costs: Vec::new() };
        let names = [
            Some(("governance", "initialize")),
            Some(("token", "initialize")),
            Some(("staking", "initialize")),
            Some(("token", "usd_open")),
            Some(("slashing", "initialize")),
            Some(("proofs", "initialize")),
            Some(("token", "fee_vault_open")),
            // The opener's HEAT account, and the bond in it.
            None,
            None,
            Some(("jobs", "market_open")),
        ];
        let steps = bench.network.set_up();
        assert_eq!(steps.len(), names.len(), "every step of the set-up has a name");
        let (deployer, authority) =
            (bench.network.chain.deployer.insecure_clone(), bench.network.authority.insecure_clone());
        for (name, step) in names.into_iter().zip(steps) {
            match name {
                Some((program, name)) => drop(bench.step(program, name, step, &[&deployer, &authority])),
                None => bench.network.set_up_step(step),
            }
        }
        bench
    }

    /// Runs one instruction and records its cost.
    pub(super) fn step(
        &mut self,
        program: &str,
        name: &str,
        instruction: Instruction,
        signers: &[&Keypair],
    ) -> Receipt {
        self.step_in(program, name, "", instruction, signers)
    }

    /// The same for an instruction that costs more in one case than in another.
    fn step_in(
        &mut self,
        program: &str,
        name: &str,
        case: &str,
        instruction: Instruction,
        signers: &[&Keypair],
    ) -> Receipt {
        let before = self.account_bytes(&instruction);
        let receipt = self
            .network
            .send(std::slice::from_ref(&instruction), signers)
            .unwrap_or_else(|failure| panic!("{program}::{name} {case}: {failure:?}"));
        let created = self.account_bytes(&instruction).saturating_sub(before);
        self.record(program, name, case, receipt.compute_units, receipt.bytes, created);
        receipt
    }

    /// The same for one that takes more units than a transaction has that does not ask for them.
    fn long_step_in(&mut self, program: &str, name: &str, case: &str, instruction: Instruction) {
        let receipt = self
            .network
            .send(&[compute_limit(MOST_UNITS), instruction], &[])
            .unwrap_or_else(|failure| panic!("{program}::{name} {case}: {failure:?}"));
        self.record(program, name, case, receipt.compute_units, receipt.bytes, 0);
    }

    /// Runs one instruction after a season, at the moment at which it costs the most.
    fn worst(&mut self, program: &str, name: &str, instruction: Instruction, signers: &[&Keypair]) {
        let now = self.network.chain.now();
        let mut attempt = |seconds: i64| {
            let before = self.network.chain.svm.clone();
            self.network.chain.set_time(now + seconds);
            let cost = self.network.send(std::slice::from_ref(&instruction), signers);
            self.network.chain.svm = before;
            cost.unwrap_or_else(|failure| panic!("{program}::{name} after {seconds} s: {failure:?}")).compute_units
        };
        let dearest = MOMENTS.into_iter().max_by_key(|seconds| attempt(*seconds)).unwrap_or_default();
        self.network.chain.set_time(now + dearest);
        self.step(program, name, instruction, signers);
    }

    fn record(&mut self, program: &str, name: &str, case: &str, cu: u64, tx_bytes: usize, account_bytes: usize) {
        let budget = budget::of(program, name, case);
        self.costs.push(Cost {
            program: program.into(),
            instruction: name.into(),
            case: case.into(),
            cu,
            budget,
            tx_bytes,
            account_bytes,
        });
    }

    /// Two epochs in which income and fees came into a pool in both mints, and a part of a third: streams
    /// run, and more waits behind them.
    pub(super) fn season(&mut self, pool: Address) {
        for _ in 0..2 {
            self.earn(pool);
            self.network.try_sync(pool).expect("sync");
            let left = EPOCH - self.network.chain.now() % EPOCH;
            self.network.chain.advance(left + EPOCH / 4);
        }
        self.earn(pool);
        self.network.try_sync(pool).expect("sync");
        self.earn(pool);
        self.network.chain.advance(EPOCH / 4);
    }

    /// Income and fees of odd amounts, in both mints.
    fn earn(&mut self, pool: Address) {
        const AMOUNT: u64 = 51_234 * HEAT + 567_891;
        let (treasury, usd_mint) = (self.network.treasury.insecure_clone(), self.network.usd_mint);
        let owner = solana_signer::Signer::pubkey(&treasury);
        for vault in [pda::income_vault(&pool, &pda::heat_mint()), pda::staker_fees_vault(&pda::heat_mint())] {
            let pay = spl::transfer(pda::treasury(), vault, owner, AMOUNT).expect("transfer");
            self.network.send(&[pay], &[&treasury]).expect("HEAT comes in");
        }
        for vault in [pda::income_vault(&pool, &usd_mint), pda::staker_fees_vault(&usd_mint)] {
            self.network.mint_usd(&vault, AMOUNT / 3);
        }
    }

    fn account_bytes(&self, instruction: &Instruction) -> usize {
        let accounts = instruction.accounts.iter().filter_map(|meta| self.network.chain.account(&meta.pubkey));
        accounts.map(|account| account.data.len()).sum()
    }

    /// Every instruction of every program was measured.
    fn assert_complete(&self) {
        let measured: BTreeSet<_> =
            self.costs.iter().map(|cost| (cost.program.clone(), cost.instruction.clone())).collect();
        for (name, _) in PROGRAMS {
            let program = name.trim_start_matches("furnace_");
            let path = deploy_folder().join(format!("../../idl/{program}.json"));
            let idl = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let idl: Value = serde_json::from_slice(&idl).expect("an IDL");
            for instruction in idl["instructions"].as_array().expect("instructions") {
                let instruction = instruction["name"].as_str().expect("a name").to_owned();
                assert!(measured.contains(&(program.to_owned(), instruction.clone())), "{program}::{instruction}");
            }
        }
    }
}

fn sizes() -> Vec<ProgramSize> {
    let size = |name: &str| {
        let path = deploy_folder().join(format!("{name}.so"));
        std::fs::metadata(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).len()
    };
    PROGRAMS.iter().map(|(name, _)| ProgramSize { name: (*name).into(), so_bytes: size(name) }).collect()
}
