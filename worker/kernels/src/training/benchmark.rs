use std::time::{Duration, Instant};

use super::{Problem, Training, TrainingError};

/// What is trained to measure.
const PROBLEM: Problem = Problem { features: 64, examples: 1024, steps: u32::MAX, seed: 0 };

/// Multiplications and additions that this machine does in a second of training, measured for at least `time`.
///
/// # Errors
/// None in practice: the problem is a good one.
pub fn benchmark(time: Duration) -> Result<f64, TrainingError> {
    let mut training = Training::new(PROBLEM)?;
    let began = Instant::now();
    while began.elapsed() < time {
        training.advance();
    }
    let operations = Problem { steps: training.step(), ..PROBLEM }.operations();
    Ok(operations as f64 / began.elapsed().as_secs_f64().max(f64::MIN_POSITIVE))
}
