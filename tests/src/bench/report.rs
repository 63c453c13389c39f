//! The table, the JSON, and what is over.

use std::fs;
use std::path::PathBuf;

use super::{Cost, Flat, Lifecycle, Measured, contention};

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
        "{:<10} {:<24} {:<32} {:>7} {:>7} {:>9} {:>14}",
        "program", "instruction", "case", "CU", "budget", "tx bytes", "account bytes"
    );
    for Cost { program, instruction, case, cu, budget, tx_bytes, account_bytes } in &measured.instructions {
        let budget = budget.map_or("-".into(), |budget| budget.to_string());
        println!("{program:<10} {instruction:<24} {case:<32} {cu:>7} {budget:>7} {tx_bytes:>9} {account_bytes:>14}");
    }
    println!("\n{:<35} {:>7} {:>7}", "from post to settlement", "CU", "budget");
    for Lifecycle { what, cu, budget } in &measured.lifecycles {
        println!("{what:<35} {cu:>7} {budget:>7}");
    }
    println!("\n{:<35} {:>7} {:>9} {:>9} {:>9} {:>9}", "flat", "few", "CU", "many", "CU", "may rise");
    for Flat { what, few, few_cu, many, many_cu, rise } in &measured.flat {
        println!("{what:<35} {few:>7} {few_cu:>9} {many:>9} {many_cu:>9} {:>9}", rise.unwrap_or_default());
    }
    contention::print(&measured.contention);
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
        let same = baseline.instructions.iter().find(|other| name(other) == name(cost));
        hold(format!("{} CU", name(cost)), cost.cu, same.map(|other| other.cu));
    }
    for contended in &measured.contention {
        let same = baseline.contention.iter().find(|other| other.what == contended.what);
        let before = same.map(|other| other.block_units);
        hold(format!("{} among many, units of a block", contended.what), contended.block_units, before);
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
            over.push(format!("{}: {} CU, the budget is {budget}", name(cost), cost.cu));
        }
    }
    for Flat { what, few, few_cu, many, many_cu, rise } in &measured.flat {
        let flat = match rise {
            Some(rise) => *many_cu <= few_cu + rise,
            None => many_cu == few_cu,
        };
        if !flat {
            let most = rise.unwrap_or_default();
            over.push(format!(
                "{what}: {few_cu} CU with {few} others, {many_cu} CU with {many}; it may rise by {most}"
            ));
        }
    }
    for Lifecycle { what, cu, budget } in measured.lifecycles.iter().filter(|whole| whole.cu > whole.budget) {
        over.push(format!("post to settlement, {what}: {cu} CU, the budget is {budget}"));
    }
    over.extend(contention::violations(&measured.contention));
    over
}

/// What a measured instruction is called.
fn name(cost: &Cost) -> String {
    let Cost { program, instruction, case, .. } = cost;
    let separator = if case.is_empty() { "" } else { ", " };
    format!("{program}::{instruction}{separator}{case}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::{Maths, ProgramSize};

    fn measured(cu: u64, budget: Option<u64>, so_bytes: u64) -> Measured {
        let (program, instruction, case) = ("p".into(), "i".into(), String::new());
        let cost = Cost { program, instruction, case, cu, budget, tx_bytes: 1, account_bytes: 0 };
        let program = ProgramSize { name: "p".into(), so_bytes };
        let maths = Maths { function: "f".into(), usual_cu: 1, most_cu: 1 };
        let (lifecycles, flat, contention) = (Vec::new(), Vec::new(), Vec::new());
        Measured { instructions: vec![cost], lifecycles, flat, contention, maths: vec![maths], programs: vec![program] }
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
        let flat = |many_cu| Flat { what: "w".into(), few: 1, few_cu: 100, many: 2, many_cu, rise: None };
        same.flat = vec![flat(100)];
        assert!(violations(&same, &same).is_empty());
        same.flat = vec![flat(101)];
        assert_eq!(violations(&same, &same).len(), 1);
    }

    #[test]
    fn what_may_rise_a_little_is_reported_when_it_rises_more() {
        let mut same = measured(1, None, 1);
        let flat = |many_cu| Flat { what: "w".into(), few: 1, few_cu: 100, many: 2, many_cu, rise: Some(10) };
        same.flat = vec![flat(110)];
        assert!(violations(&same, &same).is_empty());
        same.flat = vec![flat(111)];
        assert_eq!(violations(&same, &same).len(), 1);
    }
}
