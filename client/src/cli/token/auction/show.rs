//! `furnace token auction show`

use clap::Args;
use furnace_client::{accounts::Auction, furnace::Present};
use serde::Serialize;

use crate::cli::{
    amounts::{heat, usd},
    context::Context,
    report::{Report, moment, properties},
};

/// Show the lot for sale, its price now and when that will have halved.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace token auction show --json")]
pub(in crate::cli) struct Show {}

#[derive(Serialize)]
struct AuctionView {
    running: bool,
    lot_usd: u64,
    remaining_usd: u64,
    started_at: i64,
    /// HEAT for a dollar.
    first_price: Option<u64>,
    price: Option<u64>,
    /// HEAT for all that is left.
    cost: Option<u64>,
    next_halving: Option<i64>,
    /// In the vault, not in the lot.
    waiting_usd: u64,
    smallest_lot_usd: u64,
    largest_lot_usd: u64,
    sold_usd: u64,
    burned: u64,
    lots: u64,
}

pub(super) async fn run(_: Show, context: &Context<'_>) -> anyhow::Result<()> {
    let (present, auction, held) = context.furnace()?.auction().await?;
    context.output.result(&AuctionView::new(&present, &auction.data, held))
}

impl AuctionView {
    fn new(present: &Present, auction: &Auction, held: u64) -> Self {
        let parameters = &present.governance.parameters;
        let (now, half_life) = (present.now, parameters.half_life_seconds);
        let running = auction.is_running();
        Self {
            running,
            lot_usd: if running { auction.lot_size } else { 0 },
            remaining_usd: auction.lot_remaining,
            started_at: if running { auction.lot_started_at } else { 0 },
            first_price: auction.first_price(),
            price: running.then(|| auction.price_at(now, half_life)).flatten(),
            cost: running.then(|| auction.cost_at(auction.lot_remaining, now, half_life)).flatten(),
            next_halving: running.then(|| auction.next_halving(now, half_life)).flatten(),
            waiting_usd: held.saturating_sub(auction.lot_remaining),
            smallest_lot_usd: parameters.min_lot,
            largest_lot_usd: parameters.max_lot,
            sold_usd: auction.sold,
            burned: auction.burned,
            lots: auction.lots,
        }
    }

    fn waiting(&self) -> String {
        let waiting = usd(self.waiting_usd);
        match (self.running, self.waiting_usd >= self.smallest_lot_usd) {
            (true, _) => waiting,
            (false, true) => format!("{waiting}; 'furnace token auction start' puts them up for sale"),
            (false, false) => format!("{waiting}; a lot takes at least {}", usd(self.smallest_lot_usd)),
        }
    }
}

impl Report for AuctionView {
    fn text(&self, colour: bool) -> String {
        let price =
            |price: Option<u64>| price.map_or_else(|| "-".to_owned(), |price| format!("{} for $1", heat(price)));
        let lot = match self.running {
            true => format!("{} of {}", usd(self.remaining_usd), usd(self.lot_usd)),
            false => "none is for sale".to_owned(),
        };
        properties(
            colour,
            [
                ("lot", lot),
                ("price now", price(self.price)),
                ("for all of it", self.cost.map_or_else(|| "-".to_owned(), heat)),
                ("halved by", moment(self.next_halving.unwrap_or_default())),
                ("started", moment(self.started_at)),
                ("first price", price(self.first_price)),
                ("waiting", self.waiting()),
                ("sold so far", usd(self.sold_usd)),
                ("burned for it", heat(self.burned)),
                ("lots sold out", self.lots.to_string()),
            ],
        )
    }
}
