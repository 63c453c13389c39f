//! The wallets of a localnet.

use furnace_client::heat::{Heat, UNIT};
use furnace_migrations::config::Amount;
use sha2::{Digest, Sha256};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::LocalnetError;

/// Upgrade authority of the programs, and opener of the market.
pub const DEPLOYER: &str = "deployer";
/// May change parameters.
pub const AUTHORITY: &str = "authority";
/// Owner of the treasury, which hands out HEAT, and minter of the local dollars.
pub const TREASURY: &str = "treasury";

/// Lamports of every wallet: 1,000 SOL.
pub const LAMPORTS: u64 = 1_000_000_000_000;
/// HEAT of every wallet that trades.
pub const HEAT: Heat = Heat(100_000 * UNIT);
/// Dollars of every wallet that trades.
pub const USD: Amount = Amount(10_000 * Amount::UNIT);

/// Wallets that need SOL alone.
const WITHOUT_MONEY: [&str; 5] = [DEPLOYER, AUTHORITY, TREASURY, "worker-1", "worker-2"];
/// Wallets that trade.
const WITH_MONEY: [&str; 4] = ["operator-1", "operator-2", "delegator", "client"];
/// Bytes of a wallet's name, which is also a file name.
const LONGEST_NAME: usize = 32;

/// A wallet.
#[derive(Debug)]
pub struct Actor {
    /// What it is called.
    pub name: String,
    /// Its keypair.
    pub keypair: Keypair,
}

impl Actor {
    /// The wallet's address.
    pub fn address(&self) -> Address {
        self.keypair.pubkey()
    }

    /// What the treasury gives it.
    pub fn heat(&self) -> Heat {
        if self.trades() { HEAT } else { Heat(0) }
    }

    /// What the minter of the dollar token gives it.
    pub fn usd(&self) -> Amount {
        if self.trades() { USD } else { Amount(0) }
    }

    /// Whether it gets money to trade with.
    pub(crate) fn trades(&self) -> bool {
        !WITHOUT_MONEY.contains(&self.name.as_str())
    }
}

/// The usual names, and further ones.
pub(crate) fn names(further: &[String]) -> Result<Vec<String>, LocalnetError> {
    let mut names: Vec<String> = WITHOUT_MONEY.iter().chain(&WITH_MONEY).map(ToString::to_string).collect();
    for name in further {
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if !(1..=LONGEST_NAME).contains(&name.len()) || !name.bytes().all(is_plain) {
            return Err(LocalnetError::ActorName(name.clone()));
        }
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    Ok(names)
}

/// The keypair that a name has on every localnet. Everyone can derive it: it must never hold real money.
pub fn development_keypair(name: &str) -> Keypair {
    let seed = Sha256::digest(format!("furnace development actor: {name}"));
    Keypair::new_from_array(seed.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn further_names_come_last_and_once() {
        let names = names(&["alice".into(), "client".into(), "alice".into()]).expect("valid");
        assert_eq!(names.len(), 10);
        assert_eq!(names.last().map(String::as_str), Some("alice"));
    }

    #[test]
    fn names_are_safe_as_file_names() {
        for name in ["", "../up", "Big", "a b", &"x".repeat(33)] {
            assert!(matches!(names(&[name.to_owned()]), Err(LocalnetError::ActorName(_))), "{name}");
        }
    }

    #[test]
    fn keys_are_the_same_everywhere() {
        assert_eq!(development_keypair("client").pubkey(), development_keypair("client").pubkey());
        assert_ne!(development_keypair("client").pubkey(), development_keypair("worker-1").pubkey());
    }
}
