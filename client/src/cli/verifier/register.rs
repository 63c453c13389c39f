//! `furnace verifier register`

use std::path::Path;

use clap::Args;
use furnace_client::{accounts::Verifier, config::read_keypair, heat::Heat, pda};
use furnace_common::dispute::VERIFIER_BOND;
use solana_address::Address;
use solana_signer::Signer;

use crate::cli::{
    bond::require_bond,
    context::Context,
    failure::{Misuse, refusal},
    report::{Receipt, heat},
};

/// Make your wallet a verifier: it does work again whose result is in doubt, votes, and is paid for it.
///
/// The bond comes from the wallet's own HEAT account, and the wallet is drawn for committees with a probability that is
/// its bond's part of all. A vote against the outcome costs 20% of it, one that is not given 5%. After you leave it
/// stays for 35 days. 'furnace-worker verify' votes with the hot key.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace verifier register --key votes.json --bond 1000")]
pub(in crate::cli) struct Register {
    /// The hot key that signs votes: its address, or its keypair file.
    #[arg(long, value_name = "KEY")]
    key: String,
    /// HEAT to put down, at least 1000.
    #[arg(long, default_value = "1000", value_name = "HEAT")]
    bond: Heat,
}

pub(super) async fn run(command: Register, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let (owner, bond) = (wallet.pubkey(), command.bond.0);
    let key = key_of(&command.key)?;
    if bond < VERIFIER_BOND {
        return Err(Misuse(format!("a verifier puts down at least {}", heat(VERIFIER_BOND))).into());
    }
    let furnace = context.furnace()?;
    let address = pda::verifier(&owner);
    if let Some(verifier) = furnace.find::<Verifier>(&address).await? {
        let known = refusal(format!("{owner} is a verifier already"));
        let hint = match verifier.data.is_leaving() {
            true => "it left: 'furnace verifier withdraw' and 'close' first",
            false => "add to its bond with 'furnace verifier deposit'",
        };
        return Err(known.hint(hint).into());
    }
    require_bond(&furnace, &owner, bond).await?;
    let signature = furnace.verifier_register(&wallet, key, bond).await?;
    super::tell_place(&furnace, &address, context).await?;
    let receipt = Receipt::new(signature, format!("registered verifier {address} with a bond of {}", heat(bond)))
        .with("verifier", address.to_string())
        .with("key", key.to_string())
        .with("bond", bond);
    context.output.result(&receipt)
}

/// An address, or that of a keypair in a file.
fn key_of(text: &str) -> anyhow::Result<Address> {
    match text.parse() {
        Ok(address) => Ok(address),
        Err(_) => Ok(read_keypair(Path::new(text))?.pubkey()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_an_address_or_a_file() {
        let address = Address::new_from_array([7; 32]);
        assert_eq!(key_of(&address.to_string()).ok(), Some(address));
        let missing = key_of("/no/such/votes.json").expect_err("no file");
        assert!(missing.to_string().contains("/no/such/votes.json"), "{missing}");
    }
}
