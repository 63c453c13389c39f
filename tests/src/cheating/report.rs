//! The tables.

use furnace_common::proof::{BARRED_EPOCHS, Shape, VALID_EPOCHS, WINDOW_SECONDS};

use super::claims::Claim;
use super::long_run::LongRun;
use super::{Cheat, Report, SHAPE};

/// From here on a number is written with its power of ten.
const LARGE: f64 = 1e5;

/// Prints both tables to stdout.
pub fn print(report: &Report) {
    let Report { seed, trials, cheats, claims } = report;
    println!(
        "who skips a part of a proof: {trials} trials, seed {seed}; a failure bars for {BARRED_EPOCHS} epochs, and a"
    );
    println!(
        "certificate is good for {VALID_EPOCHS} more; an honest worker has 1 in the columns from certified to work each\n"
    );
    print!("{:>7} {:>7} {:>8} {:>9} {:>8} {:>8}", "skipped", "samples", "passes", "scattered", "rows", "end");
    print!(" {:>6} {:>6} {:>9} {:>8} {:>8}", "off by", "lost", "certified", "covered", "by score");
    println!(" {:>9} {:>10}", "work each", "pays above");
    for cheat in cheats {
        print_cheat(cheat);
    }
    println!("\nthe farthest simulation is {:.2} standard deviations off", report.most_deviations());
    let Shape { size, inner, .. } = SHAPE;
    println!(
        "\none device that claims to be several GPUs: rounds of {size} x {size} x {inner} in {WINDOW_SECONDS} s\n"
    );
    println!(
        "{:>6} {:>5} {:>23} {:>18} {:>7} {:>16}",
        "rounds", "GPUs", "divided", "sum of scores", "to one", "by elapsed time"
    );
    for Claim { device_rounds, gpus, rounds, score, to_one, to_one_by_elapsed_time } in claims {
        let divided: Vec<_> = rounds.iter().map(ToString::to_string).collect();
        let divided = divided.join(" + ");
        println!("{device_rounds:>6} {gpus:>5} {divided:>23} {score:>18} {to_one:>7.3} {to_one_by_elapsed_time:>16.3}");
    }
}

fn print_cheat(Cheat { skipped, samples, passes, simulated, long_run, .. }: &Cheat) {
    print!("{:>6.1}% {samples:>7} {passes:>8.5}", skipped * 100.0);
    for (width, one) in [9, 8, 8].into_iter().zip(simulated) {
        print!(" {:>width$.5}", one.passes);
    }
    let farthest = simulated.iter().map(|one| one.deviations).max_by(|one, other| one.abs().total_cmp(&other.abs()));
    let LongRun { lost_epochs, certified, covered, by_score, work_per_certificate, pays_above } = long_run;
    let work = number(*work_per_certificate);
    print!(" {:>+6.2} {lost_epochs:>6.3} {certified:>9.5} {covered:>8.5}", farthest.unwrap_or_default());
    println!(" {by_score:>8.5} {work:>9} {pays_above:>10.3}");
}

fn number(value: f64) -> String {
    if value < LARGE { format!("{value:.3}") } else { format!("{value:.1e}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_written_with_their_power_of_ten() {
        assert_eq!([1.0, 99_999.0, 100_000.0, 9.2e18].map(number), ["1.000", "99999.000", "1.0e5", "9.2e18"]);
    }
}
