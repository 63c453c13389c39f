use std::time::{Duration, Instant};

use super::{Camera, RenderError, RenderSettings, Renderer, Scene};
use crate::{Device, Watch};

/// What a device achieved.
#[derive(Debug, Clone, Copy)]
pub struct Benchmark {
    /// The light paths traced.
    pub paths: u64,
    /// The time they took, without compilation.
    pub elapsed: Duration,
}

impl Benchmark {
    /// Light paths per second.
    #[must_use]
    pub fn rate(&self) -> f64 {
        self.paths as f64 / self.elapsed.as_secs_f64().max(f64::MIN_POSITIVE)
    }
}

/// Times the first frame of `scene` at `settings`.
///
/// # Errors
/// As [`Renderer::new`] and [`Renderer::frame`].
pub fn benchmark(device: &Device, scene: &Scene, settings: RenderSettings) -> Result<Benchmark, RenderError> {
    let mut renderer = Renderer::new(device, scene, settings, Camera::default())?;
    let started = Instant::now();
    renderer.frame(0, &mut Watch::none())?;
    Ok(Benchmark { paths: settings.paths(), elapsed: started.elapsed() })
}
