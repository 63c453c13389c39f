//! To whom a penalty comes back, as staking divides it: the slashing program is stood in for, to reach amounts to the
//! unit.

use furnace_client::generated::staking::instructions::{
    PenaltyEnd, PenaltyEndInstructionArgs, Slash, SlashInstructionArgs,
};
use furnace_client::instructions::TOKEN_PROGRAM;
use furnace_client::pda;
use furnace_common::shares::VIRTUAL;
use furnace_common::units::HEAT;
use furnace_tests::network::{Network, OperatorActor};
use solana_keypair::Keypair;
use solana_signer::Signer;

const OWN: u64 = 1_000 * HEAT;
const DELEGATED: u64 = 500 * HEAT;

/// An operator and a delegator in one pool.
struct Pair {
    network: Network,
    operator: OperatorActor,
    delegator: Keypair,
}

impl Pair {
    fn new() -> Self {
        let mut network = Network::new();
        let operator = network.operator("operator", OWN);
        let delegator = network.wallet("delegator", DELEGATED);
        network.open_position(&delegator, operator.pool);
        network.try_stake(&delegator, operator.pool, DELEGATED).expect("delegation");
        Self { network, operator, delegator }
    }

    fn slash(&mut self, amount: u64, appealable: u8) {
        let pool = self.operator.pool;
        let slash = Slash {
            authority: pda::slashing_authority(),
            pool,
            vault: pda::pool_vault(&pool),
            client: pda::bond_vault(),
            reporter: None,
            mint: pda::heat_mint(),
            token_program: TOKEN_PROGRAM,
        };
        let args = SlashInstructionArgs { amount, to_client: amount, to_reporter: 0, appealable };
        self.network.impersonate(slash.instruction(args)).expect("slash");
    }

    /// Takes everything but `left`, and gives it back.
    fn take_and_give_back(&mut self, left: u64) {
        let pool = self.operator.pool;
        let before = self.network.pool(&pool);
        let amount = before.active + before.unbonding - left;
        self.slash(amount, 1);
        let of_unbonding = before.unbonding - self.network.pool(&pool).unbonding;
        self.give_back(amount, of_unbonding);
    }

    /// Ends the penalty, and gives it back.
    fn give_back(&mut self, amount: u64, of_unbonding: u64) {
        let pool = self.operator.pool;
        let treasury = self.network.treasury.insecure_clone();
        let vault = pda::pool_vault(&pool);
        let gift = furnace_client::instructions::token::transfer(pda::treasury(), vault, treasury.pubkey(), amount);
        self.network.send(&[gift.expect("transfer")], &[&treasury]).expect("the vault receives it back");
        let end = PenaltyEnd { authority: pda::slashing_authority(), pool, vault };
        let end = end.instruction(PenaltyEndInstructionArgs { returned: amount, of_unbonding });
        self.network.impersonate(end).expect("the penalty ends");
    }

    fn unstake(&mut self, owner: &Keypair) {
        let pool = self.operator.pool;
        let shares = self.network.position(&pool, &owner.pubkey()).shares;
        self.network.try_unstake(owner, pool, shares).expect("unstake");
    }

    fn stakes(&self) -> [u64; 2] {
        let pool = self.network.pool(&self.operator.pool);
        [&self.operator.wallet, &self.delegator]
            .map(|owner| self.network.position(&self.operator.pool, &owner.pubkey()).at_risk(&pool))
    }
}

/// Each has again what it had, but for what the virtual stake of every pool rounds away.
#[track_caller]
fn assert_same(before: [u64; 2], after: [u64; 2]) {
    for (before, after) in before.into_iter().zip(after) {
        assert!(before.abs_diff(after) <= VIRTUAL, "{before} became {after}");
    }
}

#[test]
fn each_has_again_what_it_had_whatever_is_left_meanwhile() {
    // Given a pool of which a penalty leaves a few units, down to none, with all of the delegator's stake in unbonding
    for left in [10 * HEAT, 1_000, 3, 2, 1, 0] {
        let mut pair = Pair::new();
        let delegator = pair.delegator.insecure_clone();
        pair.unstake(&delegator);
        let before = pair.stakes();

        // When it comes back, then to those of whom it was taken
        pair.take_and_give_back(left);
        assert_same(before, pair.stakes());
    }
}

#[test]
fn the_last_unit_left_does_not_decide_to_whom_all_comes_back() {
    // Given as much active as in unbonding, and a penalty that leaves one unit, which is in unbonding
    let mut pair = Pair::new();
    let delegator = pair.delegator.insecure_clone();
    pair.network.try_unstake(&pair.operator.wallet, pair.operator.pool, OWN - DELEGATED).expect("unstake");
    pair.network.chain.advance(furnace_tests::network::COOLDOWN);
    pair.network.try_withdraw_stake(&pair.operator.wallet, pair.operator.pool, 0).expect("withdraw");
    pair.unstake(&delegator);
    let before = pair.stakes();

    // When it comes back, then to those of whom it was taken
    pair.take_and_give_back(1);
    assert_same(before, pair.stakes());
}

#[test]
fn shares_of_both_buckets_need_not_be_worth_the_same() {
    // Given a pool that lost half of its stake before its delegator unbonded, so that a share in unbonding is worth two
    // active ones
    let mut pair = Pair::new();
    pair.slash((OWN + DELEGATED) / 2, 0);
    let delegator = pair.delegator.insecure_clone();
    pair.unstake(&delegator);
    let before = pair.stakes();
    assert_same(before, [OWN / 2, DELEGATED / 2]);

    // When all of it is taken and comes back, then to those of whom it was taken
    pair.take_and_give_back(0);
    assert_same(before, pair.stakes());
}
