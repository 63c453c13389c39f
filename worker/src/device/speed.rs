//! How fast a device is.

use std::time::Duration;

use furnace_kernels::{
    Device, matmul,
    render::{self, RenderSettings, Scene},
    training,
};

use super::{accelerator::AcceleratorError, sphere};
use crate::policy::Speed;

/// A measurement shorter than this says little, and is repeated with more work.
const ENOUGH: Duration = Duration::from_millis(300);
/// Rows of the first and of the largest product.
const SIDES: std::ops::RangeInclusive<u32> = 256..=8192;
/// Samples of the first and of the longest picture.
const SAMPLES: std::ops::RangeInclusive<u32> = 1..=1024;

/// Measures the kernels, each until a measurement is long enough.
pub fn measure(device: &Device) -> Result<Speed, AcceleratorError> {
    let mut side = *SIDES.start();
    let operations_per_second = loop {
        let benchmark = matmul::benchmark(device, side)?;
        if benchmark.elapsed >= ENOUGH || side >= *SIDES.end() {
            break benchmark.rate();
        }
        side *= 2;
    };
    let mesh = sphere(24)?;
    let scene = Scene::new(&mesh);
    let mut settings = RenderSettings { width: 160, height: 120, samples: *SAMPLES.start(), bounces: 5, frames: 1 };
    let paths_per_second = loop {
        let benchmark = render::benchmark(device, &scene, settings)?;
        if benchmark.elapsed >= ENOUGH || settings.samples >= *SAMPLES.end() {
            break benchmark.rate();
        }
        settings.samples *= 4;
    };
    let training_per_second = training::benchmark(ENOUGH)?;
    Ok(Speed { paths_per_second, operations_per_second, training_per_second })
}
