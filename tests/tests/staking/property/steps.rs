//! What can happen, and the world it happens to.

use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::chain::Receipt;
use furnace_tests::errors::Failure;
use furnace_tests::network::{COOLDOWN, MAX_SECONDS, Network, OperatorActor, WorkerActor};
use proptest::prelude::*;
use solana_address::Address;
use solana_instruction::error::InstructionError;
use solana_keypair::Keypair;
use solana_signer::Signer;
use solana_transaction_error::TransactionError;

use crate::scene::{MissedJob, claim_from, holder};

/// One thing that an actor does, or that time does.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Stake {
        actor: usize,
        amount: u64,
    },
    /// A part of the actor's shares, in thousandths, and some odd shares more.
    Unstake {
        actor: usize,
        thousandths: u64,
        odd: u64,
    },
    Withdraw {
        actor: usize,
        index: u8,
    },
    /// A worker takes a job whose price is a part of the active stake, in thousandths.
    Claim {
        thousandths: u64,
    },
    /// The oldest job in a worker's hands is reported after its deadline.
    Miss,
    Donate {
        actor: usize,
        amount: u64,
    },
    Wait {
        seconds: i64,
    },
}

fn amount() -> impl Strategy<Value = u64> {
    prop_oneof![1..5_000u64, 1..400 * HEAT]
}

pub(crate) fn step() -> impl Strategy<Value = Step> {
    let actor = 0..3usize;
    prop_oneof![
        4 => (actor.clone(), amount()).prop_map(|(actor, amount)| Step::Stake { actor, amount }),
        4 => (actor.clone(), 0..=1_000u64, 0..3u64)
            .prop_map(|(actor, thousandths, odd)| Step::Unstake { actor, thousandths, odd }),
        3 => (actor.clone(), 0..4u8).prop_map(|(actor, index)| Step::Withdraw { actor, index }),
        3 => (1..=1_000u64).prop_map(|thousandths| Step::Claim { thousandths }),
        3 => Just(Step::Miss),
        1 => (actor, amount()).prop_map(|(actor, amount)| Step::Donate { actor, amount }),
        2 => prop_oneof![1..1_000i64, 1..2 * COOLDOWN].prop_map(|seconds| Step::Wait { seconds }),
    ]
}

/// The pool, those who have a part in it, and the jobs that endanger it.
pub(crate) struct World {
    pub(crate) network: Network,
    pub(crate) pool: Address,
    /// The operator and two delegators.
    pub(crate) actors: [Keypair; 3],
    /// Given to the vault past the books.
    pub(crate) donated: u64,
    operator: OperatorActor,
    worker: WorkerActor,
    client: Keypair,
    held: Vec<MissedJob>,
}

impl World {
    pub(crate) fn new() -> Self {
        let mut network = Network::new();
        let operator = network.operator("operator", 1_000 * HEAT);
        let worker = network.worker(&operator, "worker");
        network.give(&operator.wallet.pubkey(), 20_000 * HEAT);
        let delegators = ["first delegator", "second delegator"]
            .map(|name| holder(&mut network, name, operator.pool, 20_000 * HEAT));
        let client = network.client("client", 1_000_000 * HEAT);
        let [first, second] = delegators;
        let actors = [operator.wallet.insecure_clone(), first, second];
        Self { network, pool: operator.pool, actors, donated: 0, operator, worker, client, held: Vec::new() }
    }

    /// Takes a step; whether it was a slash.
    pub(crate) fn take(&mut self, step: &Step) -> bool {
        match *step {
            Step::Stake { actor, amount } => {
                let result = self.network.try_stake(&self.actors[actor], self.pool, amount);
                expect(step, result);
            }
            Step::Unstake { actor, thousandths, odd } => {
                let held = self.network.position(&self.pool, &self.actors[actor].pubkey()).shares;
                let shares = (held / 1_000 * thousandths + odd).min(held);
                let result = self.network.try_unstake(&self.actors[actor], self.pool, shares);
                expect(step, result);
            }
            Step::Withdraw { actor, index } => {
                let result = self.network.try_withdraw_stake(&self.actors[actor], self.pool, index);
                expect(step, result);
            }
            Step::Claim { thousandths } => self.claim(thousandths),
            Step::Miss => return self.miss(),
            Step::Donate { actor, amount } => {
                self.network.donate(&self.actors[actor], pda::pool_vault(&self.pool), amount);
                self.donated += amount;
            }
            Step::Wait { seconds } => self.network.chain.advance(seconds),
        }
        false
    }

    /// Where stake and worker allow it.
    fn claim(&mut self, thousandths: u64) {
        let active = self.network.pool(&self.pool).active;
        let free = active.saturating_sub(self.network.book(&self.operator.operator).collateral_locked);
        let price = (free / 1_000 * thousandths).max(1);
        if active >= 200 * HEAT && price <= free && self.held.len() < 4 {
            self.held.push(claim_from(&mut self.network, &self.operator, &self.worker, &self.client, price));
        }
    }

    fn miss(&mut self) -> bool {
        if self.held.is_empty() {
            return false;
        }
        self.network.chain.advance(i64::from(MAX_SECONDS) + 1);
        let missed = self.held.remove(0);
        missed.report(&mut self.network).expect("penalty");
        self.network.try_cancel(&self.client, missed.job).expect("the open job is withdrawn");
        true
    }

    /// Everyone takes out all it has; nothing may stand in the way.
    pub(crate) fn everyone_leaves(&mut self) {
        for round in 0..2 {
            self.network.chain.advance(COOLDOWN);
            for actor in &self.actors {
                let position = self.network.position(&self.pool, &actor.pubkey());
                let places = (0..8u8).zip(position.unbonding_shares);
                for (index, _) in places.filter(|(_, shares)| *shares > 0) {
                    self.network.try_withdraw_stake(actor, self.pool, index).expect("withdraw");
                }
                if round == 0 && position.shares > 0 {
                    self.network.try_unstake(actor, self.pool, position.shares).expect("unstake");
                }
            }
        }
    }
}

#[track_caller]
fn expect(step: &Step, result: Result<Receipt, Failure>) {
    let Err(failure) = result else { return };
    match failure.error {
        TransactionError::InstructionError(_, InstructionError::Custom(code)) if step.may_meet(code) => {}
        other => panic!("{step:?} failed with {other:?}\n{}", failure.logs.join("\n")),
    }
}
