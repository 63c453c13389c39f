//! `furnace governance authority`

use clap::{Args, Subcommand};
use solana_address::Address;
use solana_signer::Signer;

use crate::cli::{context::Context, report::Receipt};

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Authority {
    Propose(Propose),
    Accept(Accept),
}

/// Offer the authority's role to another address, which has to accept it. By the authority.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace governance authority propose 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5\n  furnace governance authority propose --withdraw"
)]
pub(in crate::cli) struct Propose {
    /// To whom.
    #[arg(required_unless_present = "withdraw", conflicts_with = "withdraw")]
    address: Option<Address>,
    /// Withdraw the offer.
    #[arg(long)]
    withdraw: bool,
}

/// Accept the authority's role, which was offered to your wallet.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace governance authority accept")]
pub(in crate::cli) struct Accept {}

pub(super) async fn run(command: Authority, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let receipt = match command {
        Authority::Propose(Propose { address, .. }) => {
            let signature = furnace.authority_propose(&wallet, &address.unwrap_or_default()).await?;
            match address {
                Some(address) => {
                    let sentence =
                        format!("offered to {address}, which takes it with 'furnace governance authority accept'");
                    Receipt::new(signature, sentence).with("offered_to", address.to_string())
                }
                None => Receipt::new(signature, "withdrew the offer"),
            }
        }
        Authority::Accept(Accept {}) => {
            let (signature, authority) = (furnace.authority_accept(&wallet).await?, wallet.pubkey().to_string());
            Receipt::new(signature, format!("{authority} is the authority")).with("authority", authority)
        }
    };
    context.output.result(&receipt)
}
