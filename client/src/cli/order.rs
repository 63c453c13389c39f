//! What every order needs before it is placed: a market, a store with the spec in it, and funds.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use furnace_client::{
    accounts::{ClientBalance, Found, Market, to_hold},
    artifacts::{Location, Store},
    furnace::Furnace,
    heat::Heat,
    pda,
    spec::JobSpec,
};
use furnace_common::state::{Payment, PriceMode};
use solana_address::Address;

use super::{
    failure::{Misuse, refusal},
    quote::Quote,
};

/// The market that was named, or the only one that takes such orders.
pub(super) async fn market_or_only(
    furnace: &Furnace,
    named: Option<Address>,
    mode: PriceMode,
) -> anyhow::Result<Found<Market>> {
    if let Some(market) = named {
        return Ok(furnace.get::<Market>(&market).await?);
    }
    let mut markets = furnace.markets().await?;
    markets.retain(|market| market.data.closed == 0 && market.data.modes & mode.bit() != 0);
    choose(markets)
}

/// The only one, or the only one that is official.
fn choose(mut markets: Vec<Found<Market>>) -> anyhow::Result<Found<Market>> {
    if markets.is_empty() {
        return Err(refusal("no market takes such orders").hint("open one with 'furnace market open'").into());
    }
    let count = markets.len();
    if count > 1 {
        markets.retain(|market| market.data.listed != 0);
    }
    match <[_; 1]>::try_from(markets) {
        Ok([only]) => Ok(only),
        Err(_) => {
            let many = refusal(format!("{count} markets take such orders"));
            Err(many.hint("choose one of 'furnace market list' with --market").into())
        }
    }
}

/// The artifact store, as chosen by argument, environment or default.
pub(super) fn store(named: Option<&Location>) -> anyhow::Result<Location> {
    if let Some(store) = named {
        return Ok(store.clone());
    }
    let named = std::env::var("FURNACE_STORE").unwrap_or_else(|_| ".furnace/store".to_owned());
    named.parse().map_err(|error| Misuse(format!("FURNACE_STORE: {error}")).into())
}

/// Reads a spec and stores its inputs.
pub(super) async fn read_files(store: &Store, spec: &Path, inputs: &[PathBuf]) -> anyhow::Result<JobSpec> {
    let bytes = tokio::fs::read(spec).await.map_err(|error| refusal(format!("{}: {error}", spec.display())))?;
    let spec = JobSpec::from_json(&bytes).with_context(|| spec.display().to_string())?;
    for input in inputs {
        store.put_file(input).await.context("storing an input")?;
    }
    Ok(spec)
}

/// Looks whether the client's balance covers an order of `amount` in units of the quote, before anything is stored or
/// placed.
pub(super) async fn require_funds(
    furnace: &Furnace,
    client: &Address,
    market: &Market,
    quote: Quote,
    amount: u64,
) -> anyhow::Result<()> {
    let payment = Payment::from_byte(market.payment).ok_or_else(|| refusal("the market is paid in an unknown way"))?;
    // Collateral is in HEAT, so that dollar markets need a price whatever they are paid in.
    let priced = !payment.is_in_usd() || quote.heat_price().is_some();
    let needed = to_hold(payment, quote.heat_price(), amount).filter(|_| priced);
    let Some(needed) = needed else {
        let unpriced = refusal("HEAT has no price in dollars now, which the market needs");
        return Err(unpriced.hint("'furnace token price 1' tells why").into());
    };
    let free = |balance: Option<Found<ClientBalance>>| balance.map_or(0, |balance| balance.data.free);
    let free = free(furnace.find(&pda::balance(client, &market.payment_mint)).await?);
    if free < needed {
        let short = format!(
            "{client} has {} of free balance, less than the {} that the order holds",
            quote.money(free),
            quote.money(needed)
        );
        let missing = Heat(needed - free);
        let mint = if payment == Payment::Usd { " --mint usd" } else { "" };
        return Err(refusal(short).hint(format!("run 'furnace balance deposit {missing}{mint}' first")).into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use furnace_client::accounts::ProgramAccount;

    use super::*;

    fn market(number: u8, listed: u8) -> Found<Market> {
        let data = Market::parse(&vec![0; Market::SIZE]).expect("a market");
        Found { address: Address::new_from_array([number; 32]), data: Market { listed, ..data } }
    }

    #[test]
    fn the_only_market_is_taken_and_else_the_only_official_one() {
        let chosen = |markets| choose(markets).ok().map(|market| market.address.to_bytes()[0]);
        assert_eq!(chosen(vec![]), None);
        assert_eq!(chosen(vec![market(1, 0)]), Some(1));
        assert_eq!(chosen(vec![market(1, 0), market(2, 0)]), None);
        assert_eq!(chosen(vec![market(1, 0), market(2, 1)]), Some(2));
        assert_eq!(chosen(vec![market(1, 1), market(2, 1)]), None);
    }
}
