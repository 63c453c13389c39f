//! `furnace token`

mod auction;
mod emission;
mod fees;
mod price;
mod stats;

use clap::Subcommand;

use super::context::Context;

#[derive(Debug, Subcommand)]
pub(super) enum Token {
    Stats(stats::Stats),
    Emission(emission::Emission),
    /// The fees of markets, on their way to stakers, treasury and auction.
    #[command(subcommand)]
    Fees(fees::Fees),
    /// The sale of dollar fees for HEAT, which is burned.
    #[command(subcommand)]
    Auction(auction::Auction),
    Price(price::Price),
}

pub(super) async fn run(command: Token, context: &Context<'_>) -> anyhow::Result<()> {
    match command {
        Token::Stats(command) => stats::run(command, context).await,
        Token::Emission(command) => emission::run(command, context).await,
        Token::Fees(command) => fees::run(command, context).await,
        Token::Auction(command) => auction::run(command, context).await,
        Token::Price(command) => price::run(command, context).await,
    }
}
