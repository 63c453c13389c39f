//! Strangers alone, without a client or a worker, bring every order to its end and close every account; then
//! everyone takes out what is theirs.

use furnace_client::pda;

use crate::action::{Action, Quote};
use crate::case::Case;
use crate::cast::{PURSES, STRANGER};
use crate::model::{Model, Order};
use crate::world::PLACES;

const DAY: i64 = 86_400;
/// The longest lease, its last worker and the retention, in days, with some to spare.
const LONGEST: usize = 120;

impl Case {
    pub(crate) fn everyone_leaves(mut self) {
        let mut days = 0;
        while self.model.orders.iter().any(|order| !matches!(order, Order::Gone)) {
            assert!(days < LONGEST, "strangers cannot end {:?}", self.model.orders);
            self.do_what_strangers_can();
            self.take(&Action::Wait { seconds: DAY + 1 });
            days += 1;
        }
        for (index, operator) in self.model.operators.iter().enumerate() {
            assert_eq!(operator.locked, 0, "nothing of operator {index} is locked");
        }
        assert!(self.model.workers.iter().all(|worker| worker.jobs == 0), "no worker holds anything");
        assert_eq!(self.landlords(), self.rent, "all rent is back");
        self.take_out_everything();
    }

    /// Takes each step that anyone may take now, until there is none.
    fn do_what_strangers_can(&mut self) {
        for order in 0..self.model.orders.len() {
            while let Some(action) = next(&self.model, order) {
                self.take(&action);
            }
        }
    }

    fn take(&mut self, action: &Action) {
        let after = self.model.after(action);
        assert!(after.refused.is_none(), "{action:?} is refused by {:?}", after.refused);
        self.step(action, &after);
    }

    fn take_out_everything(&mut self) {
        for (purse, (client, _, _)) in PURSES.into_iter().enumerate() {
            while let Some((to, _)) = self.model.purses[purse].sponsors.first().copied() {
                self.take(&Action::Refund { purse, to, by: to });
            }
            let books = &self.model.purses[purse];
            assert_eq!(books.reserved, 0, "nothing of balance {purse} is held");
            let amount = books.free;
            if amount > 0 {
                self.take(&Action::Withdraw { purse, by: client, amount });
            }
            let vault = pda::balance_vault(&PLACES.purses[purse]);
            assert_eq!(self.world.network.tokens(&vault), 0, "balance {purse} is empty");
        }
    }
}

/// What a stranger can do about an order now, if anything.
fn next(model: &Model, order: usize) -> Option<Action> {
    // Every other one finds no price, and waits until it can do without.
    let quote = if order.is_multiple_of(2) { Quote::Fresh } else { Quote::None };
    let mut steps = match model.orders[order] {
        Order::Job(_) => of_job(order, quote),
        Order::Lease(_) => of_lease(order, quote),
        Order::Gone => return None,
    };
    steps.push(Action::CloseBids { order });
    steps.into_iter().find(|action| model.accepts(action))
}

fn of_job(order: usize, quote: Quote) -> Vec<Action> {
    let mut steps = vec![
        Action::Acquit { order },
        Action::Settle { order, quote },
        Action::SettleCrew { order },
        Action::Miss { order },
        Action::Conclude { order },
        Action::Expire { order },
        Action::CloseCrew { order, by: STRANGER },
        Action::Close { order, by: STRANGER },
    ];
    steps.extend((0..3).map(|index| Action::PayCredit { order, index }));
    for seat in 0..8 {
        steps.push(Action::MissSeat { order, seat });
        steps.push(Action::PaySeat { order, seat, quote });
        steps.push(Action::ReleaseSeat { order, seat });
    }
    steps
}

fn of_lease(order: usize, quote: Quote) -> Vec<Action> {
    vec![
        Action::Leave { order, quote },
        Action::EndLease { order, quote },
        Action::Down { order },
        Action::ExpireLease { order },
        Action::Sweep { order, by: STRANGER },
        // Past its end it can be settled again and again.
        Action::SettleLease { order, quote },
    ]
}
