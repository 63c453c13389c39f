//! The price of a share: it falls by slashes alone, and rises by no more than rounding.

use furnace_client::accounts::Pool;
use furnace_common::shares::VIRTUAL;

/// Compares a pool with what it was some steps before, of which none was a slash.
///
/// The price is `(amount + 1,000) / (shares + 1,000)`, at most one. A step leaves the bucket by less than a
/// unit more than at the old price; where the last of a slashed bucket's stake goes, by less than the 1,000
/// virtual units, which bear no slash and give up what they would owe for it.
pub(crate) fn assert_price(before: &Pool, after: &Pool, steps: usize) {
    let active = |pool: &Pool| (pool.active, pool.active_shares);
    let unbonding = |pool: &Pool| (pool.unbonding, pool.unbonding_shares);
    for (name, was, is) in
        [("active", active(before), active(after)), ("unbonding", unbonding(before), unbonding(after))]
    {
        let [amount_before, shares_before, amount, shares] =
            [was.0, was.1, is.0, is.1].map(|value| u128::from(value) + u128::from(VIRTUAL));
        let (now, then) = (amount * shares_before, amount_before * shares);
        assert!(now >= then, "a share of the {name} stake lost worth");
        let most = if is.0 == 0 { u128::from(VIRTUAL) } else { 1 };
        let most = most * steps as u128 * shares_before;
        assert!(now - then < most || now == then, "a share of the {name} stake gained worth");
    }
}
