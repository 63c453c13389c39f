use std::time::{Duration, Instant};

use super::{MatmulError, Shape, Side, expand, multiply};
use crate::{Device, Watch};

/// What a device achieved.
#[derive(Debug, Clone, Copy)]
pub struct Benchmark {
    /// The multiplications and additions.
    pub operations: u64,
    /// The time they took, transfers and compilation included.
    pub elapsed: Duration,
}

impl Benchmark {
    /// Operations per second.
    #[must_use]
    pub fn rate(&self) -> f64 {
        self.operations as f64 / self.elapsed.as_secs_f64().max(f64::MIN_POSITIVE)
    }
}

/// Times the product of two square matrices with `size` rows.
///
/// # Errors
/// As [`multiply`].
pub fn benchmark(device: &Device, size: u32) -> Result<Benchmark, MatmulError> {
    let shape = Shape { rows: size, columns: size, inner: size };
    shape.validate()?;
    let (a, b) = (expand(0, Side::A, size, size), expand(0, Side::B, size, size));
    let started = Instant::now();
    multiply(device, shape, &a, &b, &mut Watch::none())?;
    Ok(Benchmark { operations: shape.operations(), elapsed: started.elapsed() })
}
