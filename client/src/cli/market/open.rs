//! `furnace market open`

use clap::{Args, ValueEnum};
use furnace_client::{furnace::NewMarket, heat::UNIT};
use furnace_common::{
    bps,
    dispute::MIN_AUDIT_BPS,
    limits::MARKET_BOND,
    state::{Payment, PriceMode},
};
use humantime::Duration;
use solana_address::Address;
use solana_signer::Signer;

use crate::cli::{arguments::seconds, bond::require_bond, context::Context, failure::Misuse, report::Receipt};

/// Open a market of your own, for a bond of 100 HEAT that comes back when you close it.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace market open --name \"24 GiB GPUs\" --min-vram-gib 24 --max-job 1h --review 10m\n  furnace market open --name \"proven GPUs\" --min-score 1000000000000"
)]
pub(in crate::cli) struct Open {
    /// Name, at most 32 bytes.
    #[arg(long)]
    name: String,
    /// Which of your markets this is.
    #[arg(long, default_value_t = 0)]
    index: u8,
    /// Longest time a job may ask for.
    #[arg(long, default_value = "1h", value_name = "TIME")]
    max_job: Duration,
    /// Longest time a lease may ask for.
    #[arg(long, default_value = "90d", value_name = "TIME")]
    max_lease: Duration,
    /// How long a lease out of funds waits for more.
    #[arg(long, default_value = "1d", value_name = "TIME")]
    grace: Duration,
    /// How long before leaving a lease a worker says so.
    #[arg(long, default_value = "1h", value_name = "TIME")]
    notice: Duration,
    /// In what jobs are quoted and paid.
    #[arg(long, value_enum, default_value_t = PaymentArgument::Heat)]
    payment: PaymentArgument,
    /// Only these price modes, repeated or separated by commas.
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = [ModeArgument::Fixed, ModeArgument::Auction, ModeArgument::Lease])]
    modes: Vec<ModeArgument>,
    /// Only workers in these regions, numbers 0 to 31, repeated or separated by commas.
    #[arg(long, value_delimiter = ',', value_name = "NUMBER")]
    regions: Vec<u8>,
    /// Time to review a result before anyone may settle.
    #[arg(long, default_value = "10m", value_name = "TIME")]
    review: Duration,
    /// Collateral as a part of the price, in basis points (10000 is the whole price).
    #[arg(long, default_value_t = 10_000)]
    collateral_bps: u16,
    /// Part of all results that is audited before they are paid, in basis points (500 to 10000; 0 for none). Each job
    /// puts down half of its price for that; it raises the collateral, and takes a market that is paid in HEAT.
    #[arg(long, default_value_t = 0, value_parser = audit_bps)]
    audit_bps: u16,
    /// Whose co-signature a result needs to be paid without its client, as of a service that checks enclaves, instead of
    /// audits.
    #[arg(long, value_name = "KEY", conflicts_with = "audit_bps")]
    attestor: Option<Address>,
    /// Multiplier of the minimum stake, in hundredths.
    #[arg(long, default_value_t = 100)]
    class_multiplier: u16,
    /// Least GPUs of a worker.
    #[arg(long, default_value_t = 1)]
    min_gpus: u8,
    /// Least memory of each GPU, in GiB. With a score it must be certified, up to 128.
    #[arg(long, default_value_t = 0)]
    min_vram_gib: u16,
    /// What each GPU must be certified to do, int8 operations a second [default: no certificate].
    #[arg(long, default_value_t = 0, hide_default_value = true, value_name = "SCORE")]
    min_score: u64,
}

/// In what a market is quoted and paid.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum PaymentArgument {
    /// Quoted and paid in HEAT.
    Heat,
    /// Quoted in dollars and paid in dollar tokens.
    Usd,
    /// Quoted in dollars and paid in HEAT at the price of the moment.
    HeatForUsd,
}

impl From<PaymentArgument> for Payment {
    fn from(argument: PaymentArgument) -> Self {
        match argument {
            PaymentArgument::Heat => Self::Heat,
            PaymentArgument::Usd => Self::Usd,
            PaymentArgument::HeatForUsd => Self::HeatForUsd,
        }
    }
}

/// How orders of a market find their price.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum ModeArgument {
    /// The job names its price.
    Fixed,
    /// Workers bid under a ceiling.
    Auction,
    /// A rate by the second.
    Lease,
}

impl From<ModeArgument> for PriceMode {
    fn from(argument: ModeArgument) -> Self {
        match argument {
            ModeArgument::Fixed => Self::Fixed,
            ModeArgument::Auction => Self::Auction,
            ModeArgument::Lease => Self::Lease,
        }
    }
}

const _: () = assert!(MARKET_BOND == 100 * UNIT);

/// A part of all results that a market may have audited.
fn audit_bps(text: &str) -> Result<u16, String> {
    let known = text.parse().ok().filter(|part| *part == 0 || (MIN_AUDIT_BPS..=bps::ONE).contains(part));
    known.ok_or_else(|| format!("audits are 0, or {MIN_AUDIT_BPS} to {} basis points", bps::ONE))
}

pub(super) async fn run(command: Open, context: &Context<'_>) -> anyhow::Result<()> {
    if command.audit_bps > 0 && matches!(command.payment, PaymentArgument::Usd) {
        return Err(Misuse("results are audited only where jobs are paid in HEAT".into()).into());
    }
    let market = NewMarket {
        index: command.index,
        payment: command.payment.into(),
        modes: command.modes.into_iter().map(Into::into).collect(),
        max_lease_seconds: seconds(command.max_lease)?,
        grace_seconds: seconds(command.grace)?,
        notice_seconds: seconds(command.notice)?,
        regions: command.regions,
        name: command.name,
        max_job_seconds: seconds(command.max_job)?,
        review_seconds: seconds(command.review)?,
        collateral_bps: command.collateral_bps,
        audit_bps: command.audit_bps,
        attestor: command.attestor,
        class_multiplier: command.class_multiplier,
        min_vram_gib: command.min_vram_gib,
        min_gpus: command.min_gpus,
        min_score: command.min_score,
    };
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    require_bond(&furnace, &wallet.pubkey(), MARKET_BOND).await?;
    let (address, signature) = furnace.market_open(&wallet, &market).await?;
    let receipt = Receipt::new(signature, format!("opened market {address}"));
    context.output.result(&receipt.with("market", address.to_string()))
}
