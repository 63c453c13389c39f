//! `furnace token auction buy`

use clap::Args;
use furnace_client::{
    accounts::Auction,
    furnace::Present,
    heat::{Heat, Usd},
};
use furnace_common::{auction::is_within_limit, math::mul_div_ceil};
use solana_signer::Signer;

use crate::cli::{
    amounts::{heat, usd},
    context::Context,
    failure::{Refusal, refusal},
    report::{Receipt, moment},
};

/// Buy dollars of the lot for HEAT, which is burned.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  furnace token auction buy 100\n  furnace token auction buy 100 --max-heat 350")]
pub(in crate::cli) struct Buy {
    /// Dollars to buy, for example 100 or 12.5; at most what is left of the lot.
    dollars: Usd,
    /// Most HEAT to burn for them [default: what they cost now; the price only falls].
    #[arg(long, value_name = "HEAT")]
    max_heat: Option<Heat>,
}

/// What is bought, and at what.
#[derive(Debug, PartialEq, Eq)]
struct Order {
    /// Micro-dollars.
    amount: u64,
    /// HEAT base units now.
    cost: u64,
    /// HEAT base units at most.
    max_cost: u64,
}

pub(super) async fn run(command: Buy, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let buyer = wallet.pubkey();
    let furnace = context.furnace()?;
    let (present, auction, _) = furnace.auction().await?;
    let order = order(&command, &present, &auction.data)?;
    let held = furnace.heat_of(&buyer).await?;
    if held < order.cost {
        return Err(refusal(format!("{buyer} holds {}, and {} are needed", heat(held), heat(order.cost))).into());
    }
    let signature = furnace.auction_buy(&wallet, order.amount, order.max_cost).await?;
    let burned = held.saturating_sub(furnace.heat_of(&buyer).await?);
    let receipt =
        Receipt::new(signature, format!("bought {} for {}, which are burned", usd(order.amount), heat(burned)))
            .with("auction", auction.address.to_string())
            .with("usd", order.amount)
            .with("burned", burned);
    context.output.result(&receipt)
}

fn order(command: &Buy, present: &Present, auction: &Auction) -> Result<Order, Refusal> {
    let asked = command.dollars.0;
    if !auction.is_running() {
        let none = refusal("no lot is for sale");
        return Err(none.hint("'furnace token auction show' tells what waits to be put up"));
    }
    let amount = asked.min(auction.lot_remaining);
    if amount == 0 {
        return Err(refusal("zero dollars cannot be bought"));
    }
    let half_life = present.governance.parameters.half_life_seconds;
    let cost = auction.cost_at(amount, present.now, half_life);
    let cost = cost.ok_or_else(|| refusal("that costs more HEAT than there can be").hint("buy less, or wait"))?;
    let Some(limit) = command.max_heat else { return Ok(Order { amount, cost, max_cost: cost }) };
    if !is_within_limit(cost, amount, asked, limit.0) {
        let halving = auction.next_halving(present.now, half_life).unwrap_or_default();
        let dear = refusal(format!("{} cost {} now, above the limit of {limit} HEAT", usd(amount), heat(cost)));
        return Err(dear.hint(format!("wait, the price will have halved by {}, or raise --max-heat", moment(halving))));
    }
    // Where less is left than was asked for, its part of the limit.
    let max_cost = mul_div_ceil(limit.0, amount, asked).unwrap_or(cost);
    Ok(Order { amount, cost, max_cost })
}

#[cfg(test)]
mod tests {
    use furnace_client::accounts::{Governance, ProgramAccount, StakerFees};
    use furnace_common::auction::ONE;

    use super::*;

    fn scene() -> (Present, Auction) {
        let mut governance = Governance::parse(&vec![0; Governance::SIZE]).expect("governance");
        governance.parameters.half_life_seconds = 600;
        let fees = StakerFees::parse(&vec![0; StakerFees::SIZE]).expect("fees");
        let mut auction = Auction::parse(&vec![0; Auction::SIZE]).expect("an auction");
        (auction.lot_size, auction.lot_remaining) = (100_000_000, 50_000_000);
        (auction.lot_started_at, auction.start_price) = (1_000, 8 * ONE);
        (Present { now: 1_600, governance, fees }, auction)
    }

    fn buy(dollars: u64, max_heat: Option<u64>) -> Buy {
        Buy { dollars: Usd(dollars), max_heat: max_heat.map(Heat) }
    }

    #[test]
    fn the_limit_is_what_it_costs_now() {
        let (present, auction) = scene();
        let all = Order { amount: 50_000_000, cost: 200_000_000, max_cost: 200_000_000 };
        assert_eq!(order(&buy(90_000_000, None), &present, &auction).ok(), Some(all));
    }

    #[test]
    fn above_the_limit_nothing_is_bought() {
        let (present, auction) = scene();
        let dear = order(&buy(1_000_000, Some(3_999_999)), &present, &auction).expect_err("dear");
        assert_eq!(dear.to_string(), "$1 cost 4 HEAT now, above the limit of 3.999999 HEAT");
        assert!(order(&buy(1_000_000, Some(4_000_000)), &present, &auction).is_ok());
        let part = order(&buy(100_000_000, Some(500_000_000)), &present, &auction).expect("within its part");
        assert_eq!((part.amount, part.max_cost), (50_000_000, 250_000_000));
        assert!(order(&buy(0, None), &present, &auction).is_err());
        let sold_out = Auction { lot_remaining: 0, ..auction };
        assert!(order(&buy(1, None), &present, &sold_out).is_err());
    }
}
