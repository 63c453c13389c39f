//! Bidding: prices follow those of others, and no more is promised than there is room for.

use std::{collections::HashSet, sync::Arc};

use solana_address::Address;
use tracing::{debug, info, warn};

use super::{Hold, Runner, Verdict, Workshop, fetch::FetchError};
use crate::{
    chain::{Action, Auction, Lot, Survey},
    steps::StepError,
};

/// Orders whose spec was found good, so that a further bid need not fetch it again.
#[derive(Debug, Default)]
pub(super) struct Checked(HashSet<Address>);

impl Checked {
    pub(super) fn note(&mut self, order: Address) {
        self.0.insert(order);
    }

    fn keep(&mut self, auctions: &[Auction]) {
        let up: HashSet<_> = auctions.iter().map(|auction| auction.lot.address()).collect();
        self.0.retain(|order| up.contains(order));
    }
}

impl Runner {
    /// Bids for what suits, takes back bids for which there is no room any more, and awards what was won.
    pub(super) fn bid(&mut self, survey: &Survey) {
        self.checked.keep(&survey.auctions);
        let mut room = self.places.available_permits();
        // Those that would win keep their place first.
        let (won, lost): (Vec<_>, Vec<_>) = survey.auctions.iter().partition(|auction| auction.leads);
        for auction in won.into_iter().chain(lost) {
            let over = survey.now > auction.closes_at;
            let action = match auction.own {
                Some(_) if over => auction.leads.then_some(Action::Award),
                _ if over => None,
                Some(_) if room == 0 => Some(Action::Withdraw),
                None if room == 0 => None,
                _ => self.price(auction, survey).map(Action::Bid),
            };
            if auction.own.is_some() || matches!(action, Some(Action::Bid(_))) {
                room = room.saturating_sub(1);
            }
            if let Some(action) = action {
                self.send_bid(auction, action);
            }
        }
    }

    /// What to bid now, where anything is to be changed.
    fn price(&mut self, auction: &Auction, survey: &Survey) -> Option<furnace_client::heat::Heat> {
        let order = auction.lot.address();
        if !self.candidates.is_due(&order) {
            return None;
        }
        match self.workshop.policy.judge_auction(auction, &self.surroundings(&order, survey)) {
            Ok(price) => price,
            Err(reason) => {
                self.candidates.refuse(&order, &FetchError::Refused(reason), &self.workshop.status);
                None
            }
        }
    }

    fn send_bid(&mut self, auction: &Auction, action: Action) {
        let order = auction.lot.address();
        let Some(hold) = self.workshop.in_hand.hold(order) else {
            return;
        };
        let (workshop, lot) = (Arc::clone(&self.workshop), auction.lot.clone());
        let checked = self.checked.0.contains(&order) || !matches!(action, Action::Bid(_));
        self.jobs.spawn(async move { workshop.bid(lot, action, checked, hold).await });
    }
}

impl Workshop {
    /// Takes a step in an auction. A spec that was not looked at yet is fetched and checked first, as before a claim.
    async fn bid(self: Arc<Self>, lot: Lot, action: Action, checked: bool, _hold: Hold) -> Verdict {
        let order = lot.address();
        if !checked && let Err(reason) = self.check(&lot).await {
            return Verdict::Unfit(order, reason);
        }
        match self.steps.take(&order, action).await {
            Ok(()) => match action {
                Action::Bid(price) => info!(%order, %price, "bid placed"),
                Action::Withdraw => info!(%order, "bid taken back, this worker has no room for it now"),
                _ => info!(%order, "order awarded"),
            },
            // Others were faster, or bid less meanwhile: the next survey shows it.
            Err(StepError::Refused(error)) => debug!(%order, %error, "a step in an auction was refused"),
            Err(error) => warn!(%order, %error, "a step in an auction failed"),
        }
        Verdict::Checked(order)
    }

    async fn check(&self, lot: &Lot) -> Result<(), FetchError> {
        match lot {
            Lot::Job(job) => {
                let fetched = self.fetch(job).await;
                self.clean_up(job).await;
                fetched.map(|_| ())
            }
            Lot::Lease(lease) => self.fetch_service(lease).await.map(|_| ()),
        }
    }
}
