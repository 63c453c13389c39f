//! Prices and money by what an order is quoted and paid in, as documents and for people.

use std::str::FromStr;

use furnace_client::{
    chain::ChainError,
    furnace::Furnace,
    heat::{Heat, ParseAmountError},
};
use furnace_common::{price::Price, state::Payment};

use super::amounts::{heat, usd};

const HOUR: u64 = 3_600;

/// An amount as it is typed: of HEAT or of dollars, as the market quotes. Both have six decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Amount(pub(super) u64);

impl FromStr for Amount {
    type Err = ParseAmountError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(|Heat(units)| Self(units))
    }
}

impl Amount {
    /// By the second of an amount by the hour, rounded down: for who pays.
    pub(super) fn by_second_floor(self) -> u64 {
        self.0 / HOUR
    }

    /// By the second of an amount by the hour, rounded up: for who is paid.
    pub(super) fn by_second_ceil(self) -> u64 {
        self.0.div_ceil(HOUR)
    }
}

/// The name of a payment in documents and options.
pub(super) fn payment_name(payment: Option<Payment>) -> &'static str {
    match payment {
        Some(Payment::Heat) => "heat",
        Some(Payment::Usd) => "usd",
        Some(Payment::HeatForUsd) => "heat-for-usd",
        None => "unknown",
    }
}

/// How amounts of an order are told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quote {
    payment: Option<Payment>,
    /// What HEAT costs, where it is known.
    price: Option<Price>,
}

impl Quote {
    /// Without the other currency.
    pub(super) fn plain(payment: Option<Payment>) -> Self {
        Self { payment, price: None }
    }

    /// In both currencies, where HEAT has a price now.
    pub(super) async fn now(furnace: &Furnace, payment: Option<Payment>) -> Result<Self, ChainError> {
        Ok(Self { payment, price: furnace.heat_price().await?.map(|(_, price)| price) })
    }

    /// The same price of HEAT, for an order that is quoted in another way.
    pub(super) fn of(self, payment: Option<Payment>) -> Self {
        Self { payment, ..self }
    }

    /// What HEAT costs, where it is known.
    pub(super) fn heat_price(self) -> Option<Price> {
        self.price
    }

    /// A price, in units of the quote.
    pub(super) fn price(self, amount: u64) -> String {
        let in_usd = self.payment.is_some_and(Payment::is_in_usd);
        let (own, other) = match (in_usd, self.price) {
            (true, price) => (usd(amount), price.and_then(|price| price.heat_for_usd_floor(amount)).map(heat)),
            (false, price) => (heat(amount), price.and_then(|price| dollars(price, amount)).map(usd)),
        };
        match other {
            Some(other) => format!("{own} (about {other})"),
            None => own,
        }
    }

    /// A rate by the second, told by the hour.
    pub(super) fn rate(self, by_second: u64) -> String {
        format!("{} an hour", self.price(by_second.saturating_mul(HOUR)))
    }

    /// Money, in base units of what is paid.
    pub(super) fn money(self, amount: u64) -> String {
        match self.payment {
            Some(Payment::Usd) => usd(amount),
            _ => heat(amount),
        }
    }
}

/// Micro-dollars for so many base units of HEAT, rounded down.
fn dollars(price: Price, amount: u64) -> Option<u64> {
    let unit = 10_u128.checked_pow(price.exponent.checked_neg()?.try_into().ok()?)?;
    u64::try_from(u128::from(amount) * u128::from(price.mantissa) / unit).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUARTER: Price = Price { mantissa: 25_000_000, confidence: 0, exponent: -8 };

    #[test]
    fn prices_are_told_in_both_currencies_where_one_is_known() {
        let quote = |payment, price| Quote { payment: Some(payment), price };
        assert_eq!(quote(Payment::Heat, None).price(2_500_000), "2.5 HEAT");
        assert_eq!(quote(Payment::Heat, Some(QUARTER)).price(2_000_000), "2 HEAT (about $0.5)");
        assert_eq!(quote(Payment::Usd, None).price(2_500_000), "$2.5");
        assert_eq!(quote(Payment::HeatForUsd, Some(QUARTER)).price(1_000_000), "$1 (about 4 HEAT)");
    }

    #[test]
    fn money_is_told_in_what_is_paid() {
        let money = |payment| Quote::plain(Some(payment)).money(1_000_000);
        assert_eq!([Payment::Heat, Payment::HeatForUsd, Payment::Usd].map(money), ["1 HEAT", "1 HEAT", "$1"]);
    }

    #[test]
    fn rates_are_by_the_hour_and_rounded_for_who_names_them() {
        let hourly = Amount(10_000);
        assert_eq!((hourly.by_second_floor(), hourly.by_second_ceil()), (2, 3));
        assert_eq!(Quote::plain(Some(Payment::Usd)).rate(3), "$0.0108 an hour");
        // What is told can be typed.
        assert_eq!("0.0108".parse::<Amount>().map(Amount::by_second_floor), Ok(3));
    }
}
