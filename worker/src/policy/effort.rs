//! How much a kernel computes, and how long that takes.

use std::time::Duration;

use furnace_client::spec::Kernel;
use serde::Serialize;

/// What a kernel computes, in its own unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// Light paths.
    Paths(u64),
    /// Multiplications and additions of the device.
    Operations(u64),
    /// Multiplications and additions of a training, on the CPU.
    Training(u64),
}

impl Effort {
    /// All of a kernel's work.
    pub fn of(kernel: &Kernel) -> Self {
        let product =
            |factors: [u32; 4]| factors.iter().fold(1, |product: u64, &factor| product.saturating_mul(factor.into()));
        match kernel {
            Kernel::Render(render) => {
                Self::Paths(product([render.width, render.height, render.samples, render.frames]))
            }
            Kernel::Matmul(matmul) => Self::Operations(product([2, matmul.rows, matmul.columns, matmul.inner])),
            Kernel::Training(training) => {
                Self::Training(product([4, training.features, training.examples, training.steps]))
            }
        }
    }
}

/// How fast a device runs the kernels.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Speed {
    /// Light paths of a small scene.
    pub paths_per_second: f64,
    /// Multiplications and additions of 8 bit integers.
    pub operations_per_second: f64,
    /// Multiplications and additions of a training, on the CPU.
    pub training_per_second: f64,
}

impl Speed {
    /// An estimate; as long as can be said where the device does nothing at all.
    pub fn time_for(&self, effort: Effort) -> Duration {
        let seconds = match effort {
            Effort::Paths(paths) => paths as f64 / self.paths_per_second,
            Effort::Operations(operations) => operations as f64 / self.operations_per_second,
            Effort::Training(operations) => operations as f64 / self.training_per_second,
        };
        // Far beyond any deadline, and small enough to be multiplied by any margin.
        Duration::from_secs_f64(if seconds.is_finite() { seconds.clamp(0.0, 1e12) } else { 1e12 })
    }
}

/// Most bytes that a kernel's results can have.
pub fn output_bytes(kernel: &Kernel) -> u64 {
    match kernel {
        Kernel::Render(render) => {
            let pixels = u64::from(render.width) * u64::from(render.height) * 3;
            // Noise does not compress: the whole picture, a filter byte a row, and the file's own structure.
            let frame = pixels + pixels / 100 + u64::from(render.height) + 4096;
            frame * u64::from(render.frames)
        }
        Kernel::Matmul(matmul) => u64::from(matmul.rows) * u64::from(matmul.columns) * 4,
        // The state: a head and the weights.
        Kernel::Training(training) => u64::from(training.features) * 8 + 32,
    }
}
