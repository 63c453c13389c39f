//! What nobody should be able to do: the wrong party, the wrong state.

use furnace_common::state::CloseReason;
use furnace_common::units::HEAT;

use super::Choice;
use crate::action::Action;
use crate::cast::PURSES;
use crate::model::{Model, Order};

pub(super) fn offer(model: &Model, choice: &mut Choice) {
    let purse = choice.below(PURSES.len() as u64) as usize;
    let (by, to, amount) = (choice.wallet(), choice.wallet(), choice.below(10_000 * HEAT));
    choice.add(3, Action::Deposit { purse, by, amount });
    choice.add(3, Action::Withdraw { purse, by, amount });
    choice.add(3, Action::Sponsor { purse, by, amount: 0 });
    choice.add(3, Action::Refund { purse, to, by });
    for (order, content) in model.orders.iter().enumerate() {
        match content {
            Order::Job(_) => about_job(order, choice),
            Order::Lease(_) => about_lease(order, choice),
            Order::Gone => continue,
        }
        let (by, worker, price) = (choice.wallet(), choice.worker(), choice.below(20 * HEAT));
        choice.add(1, Action::OpenBids { order, by });
        choice.add(1, Action::Bid { order, worker, price });
        choice.add(1, Action::WithdrawBid { order, worker });
        choice.add(1, Action::DropBid { order, worker });
        choice.add(1, Action::Award { order, by, worker, most: price });
        choice.add(1, Action::AwardBest { order, worker });
        choice.add(1, Action::CloseBids { order });
    }
}

fn about_job(order: usize, choice: &mut Choice) {
    let (by, worker, result) = (choice.wallet(), choice.worker(), choice.below(3) as u8 + 1);
    let (seat, quote) = (choice.below(9) as u8, choice.quote());
    choice.add(1, Action::Claim { order, worker });
    choice.add(1, Action::Start { order, worker, from: result });
    choice.add(1, Action::Checkpoint { order, worker, sequence: 9, progress: 5_000 });
    choice.add(1, Action::Submit { order, worker, result });
    choice.add(1, Action::Accept { order, by, quote });
    choice.add(1, Action::Accuse { order, by, result });
    choice.add(1, Action::Acquit { order });
    choice.add(1, Action::Settle { order, quote });
    choice.add(1, Action::PayCredit { order, index: result });
    choice.add(1, Action::ForfeitCredit { order, index: result });
    choice.add(1, Action::Cancel { order, by });
    choice.add(1, Action::Expire { order });
    choice.add(1, Action::Quit { order, worker });
    choice.add(1, Action::Miss { order });
    choice.add(1, Action::Close { order, by });
    choice.add(1, Action::OpenCrew { order, by });
    choice.add(1, Action::Join { order, worker });
    choice.add(1, Action::Meet { order, worker, rank: seat });
    choice.add(1, Action::Commit { order, worker, seat, result });
    choice.add(1, Action::Reveal { order, worker, seat, result });
    choice.add(1, Action::Deliver { order, worker, seat, result });
    choice.add(1, Action::AcceptCrew { order, by });
    choice.add(1, Action::SettleCrew { order });
    choice.add(1, Action::Conclude { order });
    // The client writes instructions for 8 seats.
    let seat = seat % 8;
    choice.add(1, Action::PaySeat { order, seat, quote });
    choice.add(1, Action::ReleaseSeat { order, seat });
    choice.add(1, Action::MissSeat { order, seat });
    choice.add(1, Action::QuitSeat { order, worker, seat });
    choice.add(1, Action::CloseCrew { order, by });
}

fn about_lease(order: usize, choice: &mut Choice) {
    let (by, worker, quote) = (choice.wallet(), choice.worker(), choice.quote());
    choice.add(2, Action::Take { order, worker });
    choice.add(2, Action::StartLease { order, worker });
    choice.add(2, Action::SettleLease { order, quote });
    choice.add(2, Action::TopUp { order, by, amount: 1 });
    choice.add(2, Action::Ping { order, by });
    choice.add(2, Action::Answer { order, worker });
    choice.add(2, Action::Notice { order, worker });
    choice.add(2, Action::Leave { order, quote });
    choice.add(2, Action::CloseLease { order, by, quote, reason: CloseReason::Finished });
    choice.add(2, Action::EndLease { order, quote });
    choice.add(2, Action::CancelLease { order, by });
    choice.add(2, Action::ExpireLease { order });
    choice.add(2, Action::Down { order });
    choice.add(2, Action::Sweep { order, by });
}
