use furnace_client::heat::Heat;

use crate::stage::scenario::Settled;
use crate::stage::{Ledger, Localnet, StageError};

/// Prints where all HEAT is, and checks every sum; returns whether they hold.
pub(super) fn print(net: &Localnet, settled: &[Settled], ledger: &Ledger) -> Result<bool, StageError> {
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
    let burned_by_settlement = sum(|job| job.burned);
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
        ("paid to operators", sum(|job| job.paid)),
        ("fees of the market", sum(|job| job.fee)),
        ("slashed", ledger.slashed),
    ] {
        println!("{name:<24} {:>20}", heat(amount));
    }

    parties(net)?;
    let checks = [
        ("minted - burned = supply", ledger.minted - ledger.burned == ledger.supply),
        ("supply = held by all accounts", ledger.supply == ledger.held),
        ("burned = by settlements + by slashing", ledger.burned == burned_by_settlement + burned_by_slashing),
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
    println!("{:<12} {:>12} {:>12} {:>12} {:>12}", "party", "staked", "earned", "in escrow", "in wallet");
    for name in ["operator-1", "operator-2", "delegator", "client"] {
        let address = net.address(name)?;
        let amount = |command: &str, field: &str| -> Result<String, StageError> {
            let document = net.furnace(name, &[command, "show", address])?;
            Ok(document[field].as_u64().map_or_else(|| "-".to_owned(), heat))
        };
        let operates = name.starts_with("operator");
        let staked = if operates { amount("pool", "active")? } else { "-".to_owned() };
        let earned = if operates { amount("operator", "earned")? } else { "-".to_owned() };
        let (escrow, wallet) = (amount("balance", "free")?, amount("balance", "wallet")?);
        println!("{name:<12} {staked:>12} {earned:>12} {escrow:>12} {wallet:>12}");
    }
    Ok(())
}

fn heat(amount: u64) -> String {
    Heat(amount).to_string()
}
