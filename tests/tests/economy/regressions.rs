//! Sequences that once surprised somebody, written out. What a failing run prints goes here, with a name for what
//! it showed.

use furnace_common::units::HEAT;

use crate::action::{Action, Mint, Vault};
use crate::case::Case;
use crate::model::Model;

/// Plays a sequence to its end.
fn play(actions: &[Action]) {
    let mut model = Model::new();
    let mut case = Case::new(&model);
    for action in actions {
        model = model.after(action);
        case.step(action, &model);
    }
    case.everyone_leaves();
}

#[test]
fn a_single_unit_of_fees_is_owed_in_parts_to_all() {
    play(&[Action::Donate { who: 0, to: Vault::StakerFees { mint: Mint::Heat }, amount: 1 }]);
}

#[test]
fn a_pool_slashed_to_nothing_keeps_what_is_too_little_to_divide() {
    // The weight of worthless shares is that of the virtual units: it earns less than a part a share, which is
    // carried until the pool closes.
    play(&[
        Action::Slash { pool: 0, amount: 1_000 * HEAT, to_client: 500 * HEAT, to_reporter: 250 * HEAT },
        Action::Donate { who: 0, to: Vault::Fees { market: 0 }, amount: 2 },
    ]);
}

#[test]
fn positions_that_close_leave_parts_of_a_unit() {
    play(&[
        Action::Donate { who: 0, to: Vault::Income { pool: 0, mint: Mint::Usd }, amount: 1 },
        Action::Donate { who: 0, to: Vault::UsdFees, amount: 4 },
    ]);
}

#[test]
fn who_leaves_slashed_pools_last_bears_the_virtual_units() {
    // One share is worth `(amount + 1,000) / (shares + 1,000)`, which all shares together cannot be paid.
    play(&[
        Action::Stake { who: 3, pool: 0, amount: 476_936_854 },
        Action::Stake { who: 1, pool: 1, amount: 264_618_016 },
        Action::Slash { pool: 1, amount: 197_933_066, to_client: 98_966, to_reporter: 49_483 },
        Action::Stake { who: 0, pool: 0, amount: 649_560_999 },
        Action::Take { pool: 0, market: 0, price: 2_126_497_853 },
        Action::Wait { seconds: 129_600 },
        Action::Stake { who: 3, pool: 1, amount: 399_405_583 },
        Action::Miss { job: 2 },
    ]);
}

#[test]
fn what_is_too_little_to_divide_goes_to_who_is_there_later() {
    // Among 27,000 HEAT of shares some units can be left over, which a smaller crowd then divides.
    play(&[
        Action::Stake { who: 0, pool: 0, amount: 26_806_980_957 },
        Action::Stake { who: 2, pool: 0, amount: 590 },
        Action::Donate { who: 4, to: Vault::StakerFees { mint: Mint::Heat }, amount: 616 },
        Action::Sync { pool: 1 },
        Action::Wait { seconds: 106_971 },
        Action::Unstake { who: 2, pool: 0, shares: 566 },
        Action::OpenPosition { who: 5, pool: 0 },
        Action::Stake { who: 5, pool: 0, amount: 188_012_304 },
        Action::Unstake { who: 0, pool: 0, shares: 27_700_000_000 },
    ]);
}
