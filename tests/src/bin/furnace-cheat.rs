//! What a cheat gains in proofs of GPU. `make cheat` builds everything and runs this.

use std::process::ExitCode;

use clap::Parser;
use furnace_tests::cheating::{MOST_DEVIATIONS, Report, report};

/// What a cheat gains by skipping work in proofs of GPU: simulated, by formula, and over many epochs.
#[derive(Parser)]
#[command(
    name = "furnace-cheat",
    version,
    after_help = "Example:\n  furnace-cheat --trials 1000000 --seed 7 --json\n\nExit codes: 0 done, 1 simulation and formula differ, 2 unexpected or wrong usage."
)]
struct Arguments {
    /// From which the samples are drawn; the same gives the same numbers.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Proofs that are drawn.
    #[arg(long, default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(1_000..))]
    trials: u32,
    /// Print one JSON document.
    #[arg(long)]
    json: bool,
}

fn main() -> ExitCode {
    let Arguments { seed, trials, json } = Arguments::parse();
    let found = Report::new(seed, trials);
    if json {
        match serde_json::to_string_pretty(&found) {
            Ok(json) => println!("{json}"),
            Err(error) => {
                eprintln!("error: {error}");
                return ExitCode::from(2);
            }
        }
    } else {
        report::print(&found);
    }
    let most = found.most_deviations();
    if most <= MOST_DEVIATIONS {
        return ExitCode::SUCCESS;
    }
    eprintln!("error: a simulation is {most:.1} standard deviations off");
    eprintln!("hint: one seed in a hundred does that by chance; try another, or more trials");
    ExitCode::FAILURE
}
