//! Dollar prices of HEAT from the Pyth network, held to the same rules as the programs hold them.

use furnace_common::price_update::{self, PriceError as Refused, Terms};
use solana_account::Account;
use solana_address::Address;
use thiserror::Error;

use crate::generated::governance::types::Parameters;

pub use furnace_common::{price::Price, price_update::Quote};

/// The Pyth receiver, which checks the signatures of what it writes.
pub const PYTH_RECEIVER: Address = Address::from_str_const("rec5EKMGg6MxZYaMdyBfgwp4d5rB9T1VQH5pJv5LtFJ");
/// The program under which Pyth keeps an account of each feed up to date.
const PYTH_PUSH_ORACLE: Address = Address::from_str_const("pythWSnswVUd12oZpeFP8e9CVaEqJg25g1Vtc2biRsT");
/// The accounts that Pyth's own sponsors keep up.
const SPONSORED_SHARD: u16 = 0;

/// Why the programs would take no price from an account.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PriceError {
    /// Governance names none.
    #[error("no price feed of HEAT is set")]
    NoFeed,
    /// Another program's account.
    #[error("{0} is not a price update of the Pyth receiver")]
    NotPyth(Address),
    /// Signed by some only.
    #[error("the price is not signed by Pyth's whole quorum")]
    NotVerified,
    /// Of something else than HEAT.
    #[error("the price is of another feed than HEAT's")]
    OtherFeed,
    /// From after now.
    #[error("the price was published {seconds} seconds after the chain's time")]
    FromFuture {
        /// How far ahead.
        seconds: i64,
    },
    /// From too long ago.
    #[error("the price is {seconds} seconds old, and may be at most {most}")]
    TooOld {
        /// Its age.
        seconds: i64,
        /// The oldest that is accepted.
        most: u16,
    },
    /// Zero or less.
    #[error("the price is not above zero")]
    NotPositive,
    /// A confidence interval that is too wide.
    #[error("the price is too uncertain: its confidence interval may be at most {most_bps} hundredths of a percent")]
    TooUncertain {
        /// The widest that is accepted, in basis points of the price.
        most_bps: u16,
    },
    /// A scale that no price has.
    #[error("the price's exponent {0} is out of bounds")]
    Exponent(i32),
}

/// Where Pyth itself keeps the price of a feed up to date, if it sponsors the feed on the cluster.
pub fn sponsored_update(feed: &[u8; 32]) -> Address {
    Address::find_program_address(&[&SPONSORED_SHARD.to_le_bytes(), feed], &PYTH_PUSH_ORACLE).0
}

/// Reads the price of HEAT, and refuses what the programs would refuse at `now`.
pub fn read(address: &Address, account: &Account, parameters: &Parameters, now: i64) -> Result<Quote, PriceError> {
    if account.owner != PYTH_RECEIVER {
        return Err(PriceError::NotPyth(*address));
    }
    let (most, most_bps) = (parameters.max_price_age_seconds, parameters.max_confidence_bps);
    let terms = Terms { feed: &parameters.heat_usd_feed, max_age: most, max_confidence_bps: most_bps };
    price_update::parse(&account.data, &terms, now).map_err(|refused| match refused {
        Refused::NoFeed => PriceError::NoFeed,
        Refused::NotPyth | Refused::Malformed => PriceError::NotPyth(*address),
        Refused::NotVerified => PriceError::NotVerified,
        Refused::WrongFeed => PriceError::OtherFeed,
        Refused::FromFuture { seconds } => PriceError::FromFuture { seconds },
        Refused::TooOld { seconds } => PriceError::TooOld { seconds, most },
        Refused::NotPositive => PriceError::NotPositive,
        Refused::TooUncertain => PriceError::TooUncertain { most_bps },
        Refused::ExponentOutOfRange { exponent } => PriceError::Exponent(exponent),
    })
}

#[cfg(test)]
mod tests {
    use furnace_common::price_update::UPDATE_BYTES;

    use super::*;
    use crate::accounts::{Governance, ProgramAccount};

    const DISCRIMINATOR: [u8; 8] = [0x22, 0xf1, 0x23, 0x63, 0x9d, 0x7e, 0xf4, 0xcd];
    const FULL: u8 = 1;

    const NOW: i64 = 1_000;

    /// 0.25 dollars give or take a hundredth of it, 10 seconds old.
    fn update() -> Account {
        let mut data = vec![0; UPDATE_BYTES];
        data[..8].copy_from_slice(&DISCRIMINATOR);
        data[40] = FULL;
        data[41..73].fill(7);
        data[73..81].copy_from_slice(&25_000_000_i64.to_le_bytes());
        data[81..89].copy_from_slice(&250_000_u64.to_le_bytes());
        data[89..93].copy_from_slice(&(-8_i32).to_le_bytes());
        data[93..101].copy_from_slice(&(NOW - 10).to_le_bytes());
        Account { owner: PYTH_RECEIVER, data, ..Account::default() }
    }

    fn parameters() -> Parameters {
        let governance = Governance::parse(&vec![0; Governance::SIZE]).expect("governance");
        Parameters {
            heat_usd_feed: [7; 32],
            max_price_age_seconds: 60,
            max_confidence_bps: 100,
            ..governance.parameters
        }
    }

    fn read_with(at: usize, new: &[u8]) -> Result<Quote, PriceError> {
        let mut account = update();
        account.data[at..at + new.len()].copy_from_slice(new);
        read(&Address::default(), &account, &parameters(), NOW)
    }

    #[test]
    fn a_sound_price_is_read() {
        let price = Price { mantissa: 25_000_000, confidence: 250_000, exponent: -8 };
        assert_eq!(read_with(0, &[]), Ok(Quote { price, published_at: NOW - 10 }));
        assert_eq!(price.heat_for_usd_ceil(1_000_000), Some(4_040_405));
    }

    #[test]
    fn what_the_programs_refuse_is_refused() {
        use PriceError::*;
        assert_eq!(read_with(0, &[0]), Err(NotPyth(Address::default())));
        assert_eq!(read_with(40, &[2]), Err(NotVerified));
        assert_eq!(read_with(41, &[0; 32]), Err(OtherFeed));
        assert_eq!(read_with(93, &(NOW + 11).to_le_bytes()), Err(FromFuture { seconds: 11 }));
        assert_eq!(read_with(93, &(NOW - 61).to_le_bytes()), Err(TooOld { seconds: 61, most: 60 }));
        assert_eq!(read_with(73, &(-1_i64).to_le_bytes()), Err(NotPositive));
        assert_eq!(read_with(81, &250_001_u64.to_le_bytes()), Err(TooUncertain { most_bps: 100 }));
        assert_eq!(read_with(89, &1_i32.to_le_bytes()), Err(Exponent(1)));
        let foreign = Account { owner: Address::default(), ..update() };
        let read = |account: &Account, parameters| read(&Address::default(), account, &parameters, NOW);
        assert_eq!(read(&foreign, parameters()), Err(NotPyth(Address::default())));
        assert_eq!(read(&update(), Parameters { heat_usd_feed: [0; 32], ..parameters() }), Err(NoFeed));
    }

    #[test]
    fn the_sponsored_account_of_a_feed_is_the_published_one() {
        // SOL in dollars, as docs.pyth.network lists it.
        let feed = "ef0d8b6fda2ceba41da15d4095d1da392a0d2f8ed0c6c7bc0f4cfac8c280b56d";
        let feed: [u8; 32] = hex::decode(feed).expect("hex").try_into().expect("32 bytes");
        assert_eq!(sponsored_update(&feed).to_string(), "7UVimffxr9ow1uXYxsr4LHAcV58mLzhmwaeKvJ1pjLiE");
    }
}
