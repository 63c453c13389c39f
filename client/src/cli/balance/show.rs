//! `furnace balance show`

use clap::Args;
use serde::Serialize;
use solana_address::Address;

use crate::cli::{
    context::Context,
    report::{Report, heat, properties},
};

/// Show a client's balance and wallet.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace balance show --json")]
pub(in crate::cli) struct Show {
    /// The client's wallet [default: your own].
    client: Option<Address>,
}

#[derive(Default, Serialize)]
struct BalanceView {
    client: String,
    wallet: u64,
    wallet_lamports: u64,
    free: u64,
    reserved: u64,
    spent: u64,
    jobs_posted: u64,
    jobs_settled: u64,
}

pub(super) async fn run(command: Show, context: &Context<'_>) -> anyhow::Result<()> {
    let client = context.address_or_own(command.client)?;
    let furnace = context.furnace()?;
    let mut view = BalanceView {
        client: client.to_string(),
        wallet: furnace.heat_of(&client).await?,
        wallet_lamports: furnace.chain().balance(&client).await?,
        ..BalanceView::default()
    };
    if let Some(balance) = furnace.balance(&client).await? {
        view.free = balance.data.free;
        view.reserved = balance.data.reserved;
        view.spent = balance.data.spent;
        view.jobs_posted = balance.data.next_job;
        view.jobs_settled = balance.data.settled;
    }
    context.output.result(&view)
}

impl Report for BalanceView {
    fn text(&self, colour: bool) -> String {
        let sol = format!("{}.{:09} SOL", self.wallet_lamports / 1_000_000_000, self.wallet_lamports % 1_000_000_000);
        properties(
            colour,
            [
                ("client", self.client.clone()),
                ("in the wallet", heat(self.wallet)),
                ("for fees", sol),
                ("free", heat(self.free)),
                ("reserved", heat(self.reserved)),
                ("spent so far", heat(self.spent)),
                ("jobs posted", self.jobs_posted.to_string()),
                ("jobs settled", self.jobs_settled.to_string()),
            ],
        )
    }
}
