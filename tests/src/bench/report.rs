//! The table, the JSON, and what is over.

use std::fs;
use std::path::PathBuf;

use super::{Flat, Measured, budget};

/// How far a cost may rise over the baseline, in hundredths.
const TOLERANCE: u64 = 102;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn baseline_path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("bench-baseline.json")
}

/// Prints the table to stdout.
pub fn print(measured: &Measured) {
    println!(
        "{:<10} {:<24} {:>7} {:>7} {:>9} {:>14}",
        "program", "instruction", "CU", "budget", "tx bytes", "account bytes"
    );
    for cost in &measured.instructions {
        let budget = cost.budget.map_or("-".into(), |budget| budget.to_string());
        println!(
            "{:<10} {:<24} {:>7} {:>7} {:>9} {:>14}",
            cost.program, cost.instruction, cost.cu, budget, cost.tx_bytes, cost.account_bytes
        );
    }
    println!("{:<35} {:>7} {:>7}", "lifecycle, post to settlement", measured.lifecycle_cu, budget::LIFECYCLE);
    println!("\n{:<35} {:>7} {:>9} {:>9} {:>9}", "flat", "few", "CU", "many", "CU");
    for flat in &measured.flat {
        println!("{:<35} {:>7} {:>9} {:>9} {:>9}", flat.what, flat.few, flat.few_cu, flat.many, flat.many_cu);
    }
    println!("\n{:<35} {:>7} {:>9}", "maths", "CU", "at most");
    for maths in &measured.maths {
        println!("{:<35} {:>7} {:>9}", maths.function, maths.usual_cu, maths.most_cu);
    }
    println!();
    for program in &measured.programs {
        println!("{:<35} {:>7} bytes", format!("{}.so", program.name), program.so_bytes);
    }
}

/// Writes target/bench/cu.json, and the baseline where asked to; returns what is over budget or baseline.
pub fn write(measured: &Measured, update: bool) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let json = serde_json::to_string_pretty(measured)? + "\n";
    let folder = root().join("target/bench");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("cu.json"), &json)?;
    if update {
        fs::write(baseline_path(), &json)?;
    }
    let baseline: Measured = serde_json::from_str(&fs::read_to_string(baseline_path())?)?;
    Ok(violations(measured, &baseline))
}

fn violations(measured: &Measured, baseline: &Measured) -> Vec<String> {
    let mut over = Vec::new();
    let mut hold = |what: String, value: u64, before: Option<u64>| match before {
        Some(before) if value * 100 > before * TOLERANCE => {
            over.push(format!("{what}: {value}, more than 2% above the baseline of {before}"));
        }
        Some(_) => {}
        None => over.push(format!("{what}: not in the baseline; run `cargo xtask bench --update` and commit it")),
    };
    for cost in &measured.instructions {
        let same = baseline
            .instructions
            .iter()
            .find(|other| other.program == cost.program && other.instruction == cost.instruction);
        hold(format!("{}::{} CU", cost.program, cost.instruction), cost.cu, same.map(|other| other.cu));
    }
    for maths in &measured.maths {
        let same = baseline.maths.iter().find(|other| other.function == maths.function);
        hold(format!("{} CU", maths.function), maths.usual_cu, same.map(|other| other.usual_cu));
        hold(format!("{} CU at most", maths.function), maths.most_cu, same.map(|other| other.most_cu));
    }
    for program in &measured.programs {
        let same = baseline.programs.iter().find(|other| other.name == program.name);
        hold(format!("{}.so bytes", program.name), program.so_bytes, same.map(|other| other.so_bytes));
    }
    for cost in &measured.instructions {
        if let Some(budget) = cost.budget.filter(|budget| cost.cu > *budget) {
            over.push(format!("{}::{}: {} CU, the budget is {budget}", cost.program, cost.instruction, cost.cu));
        }
    }
    for flat in measured.flat.iter().filter(|flat| flat.few_cu != flat.many_cu) {
        let Flat { what, few, few_cu, many, many_cu } = flat;
        over.push(format!("{what}: {few_cu} CU with {few} others, {many_cu} CU with {many}; it must be the same"));
    }
    if measured.lifecycle_cu > budget::LIFECYCLE {
        over.push(format!("lifecycle: {} CU, the budget is {}", measured.lifecycle_cu, budget::LIFECYCLE));
    }
    over
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::{Cost, Maths, ProgramSize};

    fn measured(cu: u64, budget: Option<u64>, so_bytes: u64) -> Measured {
        let cost = Cost { program: "p".into(), instruction: "i".into(), cu, budget, tx_bytes: 1, account_bytes: 0 };
        let program = ProgramSize { name: "p".into(), so_bytes };
        let maths = Maths { function: "f".into(), usual_cu: 1, most_cu: 1 };
        let flat = Vec::new();
        Measured { instructions: vec![cost], lifecycle_cu: 1, flat, maths: vec![maths], programs: vec![program] }
    }

    #[test]
    fn two_percent_passes_and_more_does_not() {
        let baseline = measured(1_000, None, 1_000);
        assert!(violations(&measured(1_020, None, 1_020), &baseline).is_empty());
        assert_eq!(violations(&measured(1_021, None, 1_021), &baseline).len(), 2);
    }

    #[test]
    fn over_budget_is_reported_even_when_the_baseline_was() {
        let same = measured(1_000, Some(999), 1);
        assert_eq!(violations(&same, &same).len(), 1);
    }

    #[test]
    fn an_instruction_without_baseline_is_reported() {
        let mut baseline = measured(1, None, 1);
        baseline.instructions.clear();
        assert_eq!(violations(&measured(1, None, 1), &baseline).len(), 1);
    }

    #[test]
    fn one_unit_more_with_more_of_the_others_is_reported() {
        let mut same = measured(1, None, 1);
        let flat = |many_cu| Flat { what: "w".into(), few: 1, few_cu: 100, many: 2, many_cu };
        same.flat = vec![flat(100)];
        assert!(violations(&same, &same).is_empty());
        same.flat = vec![flat(101)];
        assert_eq!(violations(&same, &same).len(), 1);
    }
}
