//! `furnace balance show`

use clap::Args;
use furnace_client::{accounts::ClientBalance, furnace::Furnace, pda};
use furnace_common::state::Payment;
use serde::Serialize;
use solana_address::Address;

use crate::cli::{
    amounts::{heat, usd},
    context::Context,
    report::{Report, listing, properties},
};

/// Show a client's balances and wallet, in HEAT and in dollars.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace balance show --json")]
pub(in crate::cli) struct Show {
    /// The client's wallet [default: your own].
    client: Option<Address>,
}

/// The properties of the balance in HEAT, with those in dollars beside them.
#[derive(Serialize)]
struct BalanceView {
    client: String,
    wallet_lamports: u64,
    #[serde(flatten)]
    heat: MoneyView,
    usd: MoneyView,
}

/// A client's money in one mint, base units.
#[derive(Default, Serialize)]
struct MoneyView {
    wallet: u64,
    free: u64,
    reserved: u64,
    /// Of what is free, the client's own.
    withdrawable: u64,
    spent: u64,
    /// Jobs and leases.
    jobs_posted: u64,
    jobs_settled: u64,
    rejected: u64,
    lost_disputes: u64,
    sponsors: Vec<SponsorView>,
}

/// Money of somebody else that is not used yet, the first to be used first.
#[derive(Serialize)]
struct SponsorView {
    depositor: String,
    amount: u64,
}

pub(super) async fn run(command: Show, context: &Context<'_>) -> anyhow::Result<()> {
    let client = context.address_or_own(command.client)?;
    let furnace = context.furnace()?;
    let view = BalanceView {
        client: client.to_string(),
        wallet_lamports: furnace.chain().balance(&client).await?,
        heat: MoneyView::read(&furnace, &client, Payment::Heat).await?,
        usd: MoneyView::read(&furnace, &client, Payment::Usd).await?,
    };
    context.output.result(&view)
}

impl MoneyView {
    async fn read(furnace: &Furnace, client: &Address, payment: Payment) -> anyhow::Result<Self> {
        let mint = furnace.mint_of(payment).await?;
        let wallet = furnace.chain().token_balance(&pda::token_account(client, &mint)).await?;
        let Some(balance) = furnace.find::<ClientBalance>(&pda::balance(client, &mint)).await? else {
            return Ok(Self { wallet, ..Self::default() });
        };
        let data = balance.data;
        let sponsors =
            data.sponsors().map(|(depositor, amount)| SponsorView { depositor: depositor.to_string(), amount });
        Ok(Self {
            wallet,
            free: data.free,
            reserved: data.reserved,
            withdrawable: data.withdrawable(),
            spent: data.spent,
            jobs_posted: data.next_job,
            jobs_settled: data.settled,
            rejected: data.rejected,
            lost_disputes: data.lost_disputes,
            sponsors: sponsors.collect(),
        })
    }
}

impl Report for BalanceView {
    fn text(&self, colour: bool) -> String {
        let sol = format!("{}.{:09} SOL", self.wallet_lamports / 1_000_000_000, self.wallet_lamports % 1_000_000_000);
        let about = properties(colour, [("client", self.client.clone()), ("for fees", sol)]);
        let (one, other) = (&self.heat, &self.usd);
        let money = |name: &str, of: fn(&MoneyView) -> u64| vec![name.to_owned(), heat(of(one)), usd(of(other))];
        let count =
            |name: &str, of: fn(&MoneyView) -> u64| vec![name.to_owned(), of(one).to_string(), of(other).to_string()];
        let mut rows = vec![
            money("in the wallet", |view| view.wallet),
            money("free", |view| view.free),
            money("of it your own", |view| view.withdrawable),
            money("held for orders", |view| view.reserved),
            money("spent so far", |view| view.spent),
            count("orders placed", |view| view.jobs_posted),
            count("jobs settled", |view| view.jobs_settled),
            count("results rejected", |view| view.rejected),
            count("disputes lost", |view| view.lost_disputes),
        ];
        for sponsor in &one.sponsors {
            rows.push(vec![format!("of {}", sponsor.depositor), heat(sponsor.amount), "-".to_owned()]);
        }
        for sponsor in &other.sponsors {
            rows.push(vec![format!("of {}", sponsor.depositor), "-".to_owned(), usd(sponsor.amount)]);
        }
        format!("{about}\n\n{}", listing(colour, &["BALANCE", "HEAT", "DOLLARS"], rows))
    }
}
