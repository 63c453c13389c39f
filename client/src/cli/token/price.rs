//! `furnace token price`

use clap::Args;
use furnace_client::{
    heat::Usd,
    price::{self, PriceError},
};
use serde::Serialize;

use crate::cli::{
    amounts::{heat, usd},
    context::Context,
    failure::refusal,
    report::{Report, moment, properties},
};

/// Quote dollars in HEAT at Pyth's price, as the programs would now.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace token price 12.5\n  furnace token price 1 --price-update 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5"
)]
pub(in crate::cli) struct Price {
    /// Dollars, for example 12 or 0.5.
    dollars: Usd,
}

#[derive(Serialize)]
struct QuoteView {
    usd: u64,
    /// At the low end of the confidence interval, rounded up: what a payment of so many dollars needs.
    heat: u64,
    /// A price of one HEAT in dollars is `mantissa x 10^exponent`.
    mantissa: u64,
    confidence: u64,
    exponent: i32,
    published_at: i64,
    price_update: String,
}

pub(super) async fn run(command: Price, context: &Context<'_>) -> anyhow::Result<()> {
    let furnace = context.furnace()?;
    let feed = furnace.governance().await?.data.parameters.heat_usd_feed;
    if feed == [0; 32] {
        return Err(refused(&PriceError::NoFeed).into());
    }
    let (present, address, account) = furnace.price_update().await?;
    let quote = price::read(&address, &account, &present.governance.parameters, present.now);
    let quote = quote.map_err(|error| refused(&error))?;
    let heat = quote.price.heat_for_usd_ceil(command.dollars.0);
    context.output.result(&QuoteView {
        usd: command.dollars.0,
        heat: heat.ok_or_else(|| refusal("that is more HEAT than there can be"))?,
        mantissa: quote.price.mantissa,
        confidence: quote.price.confidence,
        exponent: quote.price.exponent,
        published_at: quote.published_at,
        price_update: address.to_string(),
    })
}

fn refused(error: &PriceError) -> crate::cli::failure::Refusal {
    let refused = refusal(error);
    match error {
        PriceError::NoFeed => refused.hint("the authority names one with 'furnace governance propose'"),
        PriceError::NotPyth(_) | PriceError::OtherFeed => refused.hint("name the account with --price-update"),
        PriceError::TooOld { .. } => {
            refused.hint("post a fresh price with Pyth's tools and name it with --price-update")
        }
        PriceError::TooUncertain { .. } | PriceError::FromFuture { .. } => refused.hint("try again in a moment"),
        _ => refused,
    }
}

impl QuoteView {
    /// A number of the price as a decimal; the exponent is zero or less.
    fn decimal(&self, number: u64) -> String {
        let places = self.exponent.unsigned_abs() as usize;
        let digits = format!("{number:0>width$}", width = places + 1);
        let (whole, part) = digits.split_at(digits.len() - places);
        let part = part.trim_end_matches('0');
        if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") }
    }
}

impl Report for QuoteView {
    fn text(&self, colour: bool) -> String {
        let price = format!("${} give or take ${}", self.decimal(self.mantissa), self.decimal(self.confidence));
        properties(
            colour,
            [
                ("dollars", usd(self.usd)),
                ("in HEAT", heat(self.heat)),
                ("one HEAT", price),
                ("published", moment(self.published_at)),
                ("price update", self.price_update.clone()),
            ],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_decimals() {
        let view = |exponent| QuoteView {
            usd: 0,
            heat: 0,
            mantissa: 25_000_000,
            confidence: 7,
            exponent,
            published_at: 0,
            price_update: String::new(),
        };
        assert_eq!((view(-8).decimal(25_000_000), view(-8).decimal(7)), ("0.25".into(), "0.00000007".into()));
        assert_eq!((view(0).decimal(7), view(-6).decimal(25_000_000)), ("7".into(), "25".into()));
    }
}
