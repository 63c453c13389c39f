//! The world that steps happen to.

use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::chain::Receipt;
use furnace_tests::errors::Failure;
use furnace_tests::network::{COOLDOWN, MAX_SECONDS, Network, OperatorActor, WorkerActor};
use solana_address::Address;
use solana_instruction::error::InstructionError;
use solana_keypair::Keypair;
use solana_signer::Signer;
use solana_transaction_error::TransactionError;

use super::steps::Step;
use crate::scene::{MissedJob, claim_from, holder};

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
            Step::Unstake { choice, thousandths, odd } => {
                let held = |actor: &Keypair| self.network.position(&self.pool, &actor.pubkey()).shares;
                let holders: Vec<_> = self.actors.iter().filter(|actor| held(actor) > 0).collect();
                if let Some(actor) = pick(&holders, choice) {
                    let shares = (held(actor) / 1_000 * thousandths + odd).min(held(actor));
                    expect(step, self.network.try_unstake(actor, self.pool, shares));
                }
            }
            Step::Withdraw { choice, patient } => {
                if let Some(&(actor, place, unlock_at)) = pick(&self.unbondings(), choice) {
                    let now = self.network.chain.now();
                    self.network.chain.set_time(if patient { unlock_at.max(now) } else { now });
                    expect(step, self.network.try_withdraw_stake(&self.actors[actor], self.pool, place));
                }
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

    /// Actor, place and time of everything in unbonding.
    fn unbondings(&self) -> Vec<(usize, u8, i64)> {
        let positions = self.actors.iter().map(|actor| self.network.position(&self.pool, &actor.pubkey()));
        let all = positions.enumerate().flat_map(|(actor, position)| {
            (0..8u8)
                .zip(position.unbonding_shares.into_iter().zip(position.unlock_at))
                .map(move |(place, (shares, unlock_at))| (shares, (actor, place, unlock_at)))
        });
        all.filter(|(shares, _)| *shares > 0).map(|(_, unbonding)| unbonding).collect()
    }

    /// Where stake and worker allow it.
    fn claim(&mut self, thousandths: u64) {
        let pool = self.network.pool(&self.pool);
        let unbonding_of_others = pool.unbonding_shares - pool.own_unbonding_shares;
        let others = pool.worth(pool.active_shares - pool.own_shares) + unbonding_of_others;
        let (active, half_own) = (pool.active, pool.own_stake() >= others);
        let free = active.saturating_sub(self.network.book(&self.operator.operator).collateral_locked);
        let price = (free / 1_000 * thousandths).max(1);
        if half_own && active >= 200 * HEAT && price <= free && self.held.len() < 4 {
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
        self.withdraw_everything();
        for actor in &self.actors {
            let shares = self.network.position(&self.pool, &actor.pubkey()).shares;
            if shares > 0 {
                self.network.try_unstake(actor, self.pool, shares).expect("unstake");
            }
        }
        self.withdraw_everything();
    }

    fn withdraw_everything(&mut self) {
        self.network.chain.advance(COOLDOWN);
        for (actor, place, _) in self.unbondings() {
            self.network.try_withdraw_stake(&self.actors[actor], self.pool, place).expect("withdraw");
        }
    }
}

fn pick<T>(among: &[T], choice: usize) -> Option<&T> {
    among.get(choice.checked_rem(among.len())?)
}

#[track_caller]
fn expect(step: &Step, result: Result<Receipt, Failure>) {
    let Err(failure) = result else { return };
    match failure.error {
        TransactionError::InstructionError(_, InstructionError::Custom(code)) if step.may_meet(code) => {}
        other => panic!("{step:?} failed with {other:?}\n{}", failure.logs.join("\n")),
    }
}
