//! What can be done about an auction.

use super::Choice;
use crate::action::Action;
use crate::model::{Model, Order};

pub(super) fn offer(model: &Model, order: usize, content: &Order, choice: &mut Choice) {
    let (client, auctioned, auction, ceiling, expires_at) = match content {
        Order::Job(job) => (job.client(), job.auctioned, &job.auction, job.price, job.expires_at),
        Order::Lease(lease) => (lease.client(), lease.auctioned, &lease.auction, lease.rate, lease.expires_at),
        Order::Gone => return,
    };
    let Some(auction) = auction else {
        if auctioned {
            let by = choice.mostly(client);
            choice.add(if model.now + 3_600 > expires_at { 1 } else { 60 }, Action::OpenBids { order, by });
        }
        return;
    };
    let over = model.now > auction.closes_at;
    let (worker, price) = (choice.worker(), choice.part(ceiling));
    choice.add(if over { 1 } else { 30 }, Action::Bid { order, worker, price });
    if let Some(best) = auction.best() {
        let any = choice.one(&auction.bids);
        choice.add(if over { 1 } else { 3 }, Action::WithdrawBid { order, worker: any.worker });
        choice.add(if over { 6 } else { 1 }, Action::DropBid { order, worker: any.worker });
        let by = choice.mostly(client);
        let most = choice.one(&[any.price, any.price, u64::MAX, any.price.saturating_sub(1)]);
        choice.add(6, Action::Award { order, by, worker: any.worker, most });
        let worker = choice.one(&[best.worker, best.worker, any.worker]);
        let due = auctioned && over && model.now <= expires_at;
        choice.add(if due { 60 } else { 1 }, Action::AwardBest { order, worker });
    }
    choice.add(if auctioned { 1 } else { 8 }, Action::CloseBids { order });
    // Once it has ended the bids are of no use, and only in the way.
    let ended = matches!(content, Order::Job(job) if job.state.is_final());
    choice.add(if ended { 15 } else { 1 }, Action::CloseBids { order });
}
