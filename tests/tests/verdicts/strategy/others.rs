//! Verifiers that come, go and put more down, and stake that moves.

use furnace_common::units::HEAT;

use super::Choice;
use crate::action::{Action, Matter, Stake};
use crate::case::Case;
use crate::cast::*;

pub(super) fn offer(case: &Case, choice: &mut Choice) {
    let who = choice.random.index(case.world.verifiers);
    let matter = match (&case.view.verifiers[who], choice.random.below(10)) {
        (None, _) => Matter::Register,
        (Some(_), 0..3) => Matter::Deposit { amount: (1 + choice.random.below(2_000)) * HEAT },
        (Some(verifier), 3..6) => {
            let free = case.view.roster.free_place(case.view.now).unwrap_or(0);
            Matter::List { place: choice.random.one(&[verifier.place, verifier.place, free]) }
        }
        (Some(_), 6..8) => Matter::Withdraw,
        (Some(verifier), _) if verifier.free_at != 0 || verifier.bond == 0 => Matter::Close,
        // Few leave, or there would soon be none.
        (Some(_), 8) if choice.random.chance(3) => Matter::Leave,
        (Some(_), _) => Matter::Withdraw,
    };
    choice.add(2, Action::Verifier { who, matter });
    let (pool, own) = (choice.random.index(OPERATORS), choice.random.chance(2));
    let position = &case.view.positions[pool][usize::from(!own)];
    let held: Vec<u8> = (0..8).filter(|index| position.unbonding_shares[usize::from(*index)] > 0).collect();
    let stake = match (choice.random.below(8), held.is_empty()) {
        (0..3, _) => Stake::Add { amount: 1 + choice.random.below(500 * HEAT) },
        (3..5, _) | (_, true) => Stake::Unstake { shares: choice.random.below(position.shares / 3 + 1) },
        (5, false) => Stake::Cancel { index: choice.random.one(&held) },
        (_, false) => Stake::Withdraw { index: choice.random.one(&held) },
    };
    choice.add(2, Action::Stake { pool, own, stake });
}
