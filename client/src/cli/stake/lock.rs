//! `furnace stake lock`

use clap::Args;
use furnace_client::{accounts::lock_weight_bps, furnace::Holding, heat::Heat};
use furnace_common::limits::MAX_LOCK_SECONDS;
use humantime::Duration;
use solana_signer::Signer;

use super::PoolChoice;
use crate::cli::{
    amounts::weight,
    context::Context,
    failure::{Misuse, Refusal, refusal},
    report::{Receipt, heat, moment},
};

/// Lock stake, or lock it for longer: it weighs up to four times in fees and votes.
///
/// Everything that is locked in a pool has one end and one weight. Locking more, or for longer, counts all of it
/// by the new length from now on; the end never comes sooner than it was to.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace stake lock 500 --for 90d\n  furnace stake lock --all --for 365d\n  furnace stake lock --extend --for 180d"
)]
pub(in crate::cli) struct Lock {
    /// HEAT to lock besides what is, for example 500 or 12.5.
    #[arg(required_unless_present_any = ["all", "extend"], conflicts_with_all = ["all", "extend"])]
    amount: Option<Heat>,
    /// Lock everything.
    #[arg(long, conflicts_with = "extend")]
    all: bool,
    /// Lock nothing more; what is locked stays for longer.
    #[arg(long)]
    extend: bool,
    /// From now on, at most 365d; 1x by the second to 4x for the year.
    #[arg(long = "for", value_name = "TIME", value_parser = lock_seconds)]
    seconds: i64,
    /// Lock even where it lowers the weight of what is locked.
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    pool: PoolChoice,
}

/// What a lock would change.
#[derive(Debug, PartialEq, Eq)]
struct Plan {
    /// Shares to lock besides those that are.
    shares: u64,
    /// Shares that are locked.
    running: u64,
    /// When all of them are free, unix seconds.
    until: i64,
    /// Their weight in basis points, now and then.
    weights: (u64, u64),
    /// The whole position's weight in basis points, then.
    whole: u64,
}

pub(super) async fn run(command: Lock, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let operator = command.pool.operator(context, &furnace).await?;
    let holding = super::holding_of(&furnace, &operator, &wallet.pubkey()).await?;
    let plan = plan(&command, &holding)?;
    let locked = heat(holding.pool.data.worth(plan.running.saturating_add(plan.shares)));
    context.output.note(plan.announce(&locked));
    if plan.weights.1 < plan.weights.0 && !command.yes {
        let lowered = refusal(format!(
            "this lowers the weight of what is locked from {} to {}",
            weight(plan.weights.0),
            weight(plan.weights.1)
        ));
        let kept = days_ceil(holding.position.data.lock_seconds);
        return Err(lowered.hint(format!("lock for at least {kept} to keep it, or say --yes")).into());
    }
    let signature = furnace.lock(&wallet, &operator, plan.shares, command.seconds).await?;
    let pool = holding.pool.address.to_string();
    let sentence = format!("{locked} are locked in pool {pool} until {}", moment(plan.until));
    let receipt = Receipt::new(signature, sentence)
        .with("pool", pool)
        .with("shares", plan.shares)
        .with("locked_until", plan.until)
        .with("weight_bps", plan.whole);
    context.output.result(&receipt)
}

impl Plan {
    /// Says before it is done what the lock means.
    fn announce(&self, locked: &str) -> String {
        let until = moment(self.until);
        let now = weight(self.weights.1);
        if self.running == 0 {
            return format!("{locked} will weigh {now} and stay until {until}, whatever happens");
        }
        if self.weights.0 == self.weights.1 {
            return format!("all {locked} will weigh {now} as before and stay until {until}, whatever happens");
        }
        let before = weight(self.weights.0);
        format!(
            "all {locked}, those that are locked already with them, will weigh {now} by the new length, \
             instead of {before}, and stay until {until}, whatever happens"
        )
    }
}

fn plan(command: &Lock, holding: &Holding) -> Result<Plan, Refusal> {
    let Holding { pool, position, books } = holding;
    let (position, now, seconds) = (&position.data, books.now, command.seconds);
    let (running, free) = (position.locked_at(now), position.free_at(now));
    let shares = match command.amount {
        Some(amount) => {
            let shares = pool.data.shares_for(amount.0).filter(|&shares| shares > 0 && shares <= free);
            let free = heat(pool.data.worth(free));
            shares.ok_or_else(|| refusal(format!("there are {free} that are not locked, and {amount} HEAT to lock")))?
        }
        None if command.all => free,
        None => 0,
    };
    if running == 0 && shares == 0 {
        return Err(refusal("there is nothing to lock").hint("stake first with 'furnace stake add' or 'delegate'"));
    }
    let until = now.saturating_add(seconds);
    if running > 0 && until < position.lock_until {
        let ends = moment(position.lock_until);
        let sooner = refusal(format!("what is locked stays until {ends}, and a lock never ends sooner than it did"));
        return Err(sooner.hint(format!("lock for at least {}", days_ceil(position.lock_until.saturating_sub(now)))));
    }
    let unweighed = || refusal("a lock lasts from one second to 365 days");
    let before = if running > 0 { lock_weight_bps(position.lock_seconds).ok_or_else(unweighed)? } else { 0 };
    let after = lock_weight_bps(seconds).ok_or_else(unweighed)?;
    let whole = position.weight_bps_with(shares, seconds, now).ok_or_else(unweighed)?;
    Ok(Plan { shares, running, until, weights: (before, after), whole })
}

/// Whole days that are at least as long, as they are typed.
fn days_ceil(seconds: i64) -> String {
    format!("{}d", seconds.unsigned_abs().div_ceil(86_400))
}

/// A time that a lock can last.
fn lock_seconds(text: &str) -> Result<i64, Misuse> {
    let time: Duration = text.parse().map_err(|_| Misuse(format!("'{text}' is no time; write for example 90d")))?;
    let seconds = i64::try_from(time.as_secs()).ok().filter(|seconds| (1..=MAX_LOCK_SECONDS).contains(seconds));
    seconds.ok_or_else(|| Misuse("a lock lasts from one second to 365 days".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::stake::view::tests::holding;

    const DAY: i64 = 86_400;

    fn command(amount: Option<u64>, days: i64) -> Lock {
        Lock {
            amount: amount.map(Heat),
            all: false,
            extend: amount.is_none(),
            seconds: days * DAY,
            yes: false,
            pool: PoolChoice { operator: None },
        }
    }

    #[test]
    fn times_of_locks_have_bounds() {
        assert_eq!(lock_seconds("90d").ok(), Some(90 * DAY));
        assert_eq!(lock_seconds("365d").ok(), Some(MAX_LOCK_SECONDS));
        for text in ["0s", "366d", "1y", "soon", "90"] {
            assert!(lock_seconds(text).is_err(), "{text}");
        }
    }

    #[test]
    fn hints_can_be_typed() {
        for seconds in [1, DAY, 90 * DAY + 1, MAX_LOCK_SECONDS] {
            assert!(lock_seconds(&days_ceil(seconds)).is_ok_and(|typed| typed >= seconds), "{seconds}");
        }
    }

    #[test]
    fn a_first_lock_is_told_with_its_end() {
        let holding = holding();
        let plan = plan(&command(Some(25_000_000), 365), &holding).expect("a plan");
        let until = holding.books.now + MAX_LOCK_SECONDS;
        assert_eq!(plan, Plan { shares: 25_000_000, running: 0, until, weights: (0, 40_000), whole: 25_000 });
        assert_eq!(
            plan.announce("25 HEAT"),
            "25 HEAT will weigh 4x and stay until 2024-11-13T22:13:20Z, whatever happens"
        );
    }

    #[test]
    fn a_longer_lock_weighs_all_by_its_new_length() {
        let mut holding = holding();
        let now = holding.books.now;
        let position = &mut holding.position.data;
        (position.locked_shares, position.lock_until, position.lock_seconds) = (25_000_000, now + 10 * DAY, 73 * DAY);
        let more = plan(&command(Some(25_000_000), 365), &holding).expect("a plan");
        assert_eq!((more.running, more.weights, more.whole), (25_000_000, (16_000, 40_000), 40_000));
        // It may end later and still weigh less.
        let less = plan(&command(None, 20), &holding).expect("a plan");
        assert_eq!((less.shares, less.until), (0, now + 20 * DAY));
        assert!(less.weights.1 < less.weights.0);
        assert!(less.announce("25 HEAT").contains("will weigh 1.16x by the new length, instead of 1.60x"));
        let sooner = plan(&command(None, 5), &holding).expect_err("sooner");
        assert!(sooner.to_string().contains("never ends sooner"), "{sooner}");
    }

    #[test]
    fn only_what_is_there_can_be_locked() {
        let holding = holding();
        assert!(plan(&command(None, 5), &holding).is_err());
        assert!(plan(&command(Some(50_000_001), 5), &holding).is_err());
        let all = Lock { all: true, extend: false, ..command(None, 5) };
        assert_eq!(plan(&all, &holding).map(|plan| plan.shares).ok(), Some(50_000_000));
    }
}
