//! What a cheat gains in proofs of GPU: by skipping a part of the work, over many epochs, and by showing one device as
//! several. Drawn with the protocol's own functions, and held against the formulas.

pub mod chance;
pub mod claims;
pub mod epochs;
pub mod long_run;
pub mod report;
pub mod simulation;
pub mod skipped;

use furnace_common::proof::{MAX_INNER, MAX_ROUNDS, MAX_SIZE, Shape};
use serde::Serialize;

use claims::Claim;
use epochs::Share;
use long_run::LongRun;
use skipped::{Skipped, Strategy};

/// The largest proof. How many samples a cheat survives depends on the part that it skips, not on the shape.
pub const SHAPE: Shape = Shape { size: MAX_SIZE, inner: MAX_INNER, rounds: MAX_ROUNDS };
/// Parts of the work that are skipped.
pub const PARTS: [f64; 6] = [0.001, 0.01, 0.05, 0.1, 0.25, 0.5];
/// Numbers of samples, in rising order.
pub const SAMPLES: [u32; 4] = [8, 16, 32, 64];
/// How far a simulation may be from the formula, in standard deviations.
pub const MOST_DEVIATIONS: f64 = 4.0;

/// One who skips a part of the work and is asked for so many samples.
#[derive(Clone, Debug, Serialize)]
pub struct Cheat {
    /// The part of the entries that is skipped.
    pub skipped: f64,
    pub samples: u32,
    /// The chance to pass, by the formula.
    pub passes: f64,
    pub simulated: Vec<Simulated>,
    pub long_run: LongRun,
    /// The shares of epochs as counted, with the outcomes of the first strategy one after the other.
    pub walked: Share,
}

/// How often one strategy passed.
#[derive(Clone, Debug, Serialize)]
pub struct Simulated {
    pub strategy: Strategy,
    /// The part of the trials that passed.
    pub passes: f64,
    /// From the formula, in standard deviations.
    pub deviations: f64,
}

/// All that there is to say, and the form of its JSON.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    pub seed: u64,
    pub trials: u32,
    pub cheats: Vec<Cheat>,
    pub claims: Vec<Claim>,
}

impl Report {
    /// Draws the samples of `trials` proofs, the same for every strategy and part.
    pub fn new(seed: u64, trials: u32) -> Self {
        let sets: Vec<_> =
            PARTS.iter().flat_map(|&part| Strategy::ALL.map(|one| Skipped::new(one, SHAPE, part))).collect();
        let survived = simulation::run(seed, trials, &sets);
        let of_parts = PARTS.iter().zip(survived.chunks(Strategy::ALL.len()));
        let cheats = of_parts.flat_map(|(&part, survived)| SAMPLES.map(|samples| Cheat::new(part, samples, survived)));
        Self { seed, trials, cheats: cheats.collect(), claims: claims::all() }
    }

    /// The farthest that any simulation is from its formula, in standard deviations.
    pub fn most_deviations(&self) -> f64 {
        let all = self.cheats.iter().flat_map(|cheat| &cheat.simulated);
        all.map(|simulated| simulated.deviations.abs()).fold(0.0, f64::max)
    }
}

impl Cheat {
    /// `survived` holds, for each strategy, how many samples each trial survived.
    fn new(skipped: f64, samples: u32, survived: &[Vec<u32>]) -> Self {
        let passes = chance::of_passing(skipped, samples);
        let simulated = Strategy::ALL.into_iter().zip(survived).map(|(strategy, survived)| {
            let passed = survived.iter().filter(|&&survived| survived >= samples).count() as f64;
            let (trials, part) = (survived.len() as f64, Skipped::new(strategy, SHAPE, skipped).part());
            let deviations = chance::deviations(passed, trials, chance::of_passing(part, samples));
            Simulated { strategy, passes: passed / trials, deviations }
        });
        let outcomes = survived.iter().take(1).flatten().map(|&survived| survived >= samples);
        let (long_run, walked) = (LongRun::new(skipped, passes), epochs::walk(outcomes));
        Self { skipped, samples, passes, simulated: simulated.collect(), long_run, walked }
    }
}

#[cfg(test)]
mod tests;
