use furnace_client::heat::Heat;

use crate::stage::scenario::{Outcome, Settled};
use crate::stage::{Localnet, StageError, rewards};

/// Prints where all HEAT is, and checks every sum; returns whether they hold.
pub(super) fn print(net: &Localnet, outcome: &Outcome) -> Result<bool, StageError> {
    let Outcome { settled, rewards, ledger } = outcome;
    println!("\njob by job, in HEAT");
    println!("{:<46} {:>12} {:>12} {:>12} {:>12}", "job", "price", "paid", "burned", "fee");
    for job in settled {
        let price = job.paid + job.burned + job.fee;
        println!(
            "{:<46} {:>12} {:>12} {:>12} {:>12}",
            job.job,
            heat(price),
            heat(job.paid),
            heat(job.burned),
            heat(job.fee)
        );
    }
    let sum = |part: fn(&Settled) -> u64| settled.iter().map(part).sum::<u64>();
    let (burned_by_settlement, paid, fees) = (sum(|job| job.burned), sum(|job| job.paid), sum(|job| job.fee));
    let statistics = net.furnace("client", &["token", "stats"])?;
    let burned_by_slashing = statistics["burned_by_slashing"].as_u64().unwrap_or_default();

    println!("\nall HEAT");
    for (name, amount) in [
        ("minted", ledger.minted),
        ("burned by settlements", burned_by_settlement),
        ("burned by slashing", burned_by_slashing),
        ("burned", ledger.burned),
        ("supply", ledger.supply),
        ("held by all accounts", ledger.held),
        ("slashed", ledger.slashed),
    ] {
        println!("{name:<24} {:>20}", heat(amount));
    }

    println!("\nwhat became of the jobs' pay");
    for (name, amount) in [
        ("paid to pools", paid),
        ("fees of the market", fees),
        ("of them to stakers", rewards.to_stakers),
        ("of them to the treasury", rewards.to_treasury),
        ("claimed as commission", rewards.commission),
        ("claimed by the delegator", rewards.claimed),
        ("not claimed yet", rewards.unclaimed),
    ] {
        println!("{name:<24} {:>20}", heat(amount));
    }

    parties(net)?;
    let distributed = rewards.to_stakers + rewards.to_treasury;
    let earned = rewards.commission + rewards.claimed + rewards.unclaimed;
    let checks = [
        ("minted - burned = supply", ledger.minted - ledger.burned == ledger.supply),
        ("supply = held by all accounts", ledger.supply == ledger.held),
        ("burned = by settlements + by slashing", ledger.burned == burned_by_settlement + burned_by_slashing),
        ("fees = to stakers + to the treasury + not divided", fees == distributed + rewards.undistributed),
        ("paid + fees to stakers = claimed + not claimed", paid + rewards.to_stakers == earned),
    ];
    println!();
    for (check, holds) in checks {
        println!("{} {check}", if holds { "ok  " } else { "FAIL" });
    }
    Ok(checks.iter().all(|(_, holds)| *holds))
}

/// What each party has now.
fn parties(net: &Localnet) -> Result<(), StageError> {
    println!("\nwho has what, in HEAT");
    println!("{:<12} {:>12} {:>12} {:>12}", "party", "staked", "in escrow", "in wallet");
    let pools =
        [("operator-1", Some("operator-1")), ("operator-2", Some("operator-2")), ("delegator", Some("operator-1"))];
    for (name, pool) in pools.into_iter().chain([("client", None)]) {
        let staked = pool.map(|operator| rewards::staked(net, name, operator)).transpose()?;
        let balance = net.furnace(name, &["balance", "show", net.address(name)?])?;
        let [escrow, wallet] = [&balance["free"], &balance["wallet"]].map(serde_json::Value::as_u64);
        let [staked, escrow, wallet] = [staked, escrow, wallet].map(|amount| amount.map_or_else(|| "-".into(), heat));
        println!("{name:<12} {staked:>12} {escrow:>12} {wallet:>12}");
    }
    Ok(())
}

fn heat(amount: u64) -> String {
    Heat(amount).to_string()
}
