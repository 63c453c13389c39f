use serde::{Deserialize, Serialize};

use super::RenderError;
use super::error::within;

/// The size and quality of the frames, and how many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenderSettings {
    /// Pixels across, 16 to 4096.
    pub width: u32,
    /// Pixels down, 16 to 4096.
    pub height: u32,
    /// Light paths per pixel, 1 to 4096.
    pub samples: u32,
    /// Surfaces one light path may touch, 1 to 16.
    pub bounces: u32,
    /// Frames along the camera path, 1 to 1000.
    pub frames: u32,
}

impl RenderSettings {
    /// Checks every setting against its bounds.
    ///
    /// # Errors
    /// [`RenderError::OutOfBounds`] for the first that is outside.
    pub fn validate(&self) -> Result<(), RenderError> {
        within("width", self.width, 16, 4096)?;
        within("height", self.height, 16, 4096)?;
        within("samples", self.samples, 1, 4096)?;
        within("bounces", self.bounces, 1, 16)?;
        within("frames", self.frames, 1, 1000)
    }

    /// The light paths of one frame.
    #[must_use]
    pub fn paths(&self) -> u64 {
        u64::from(self.width) * u64::from(self.height) * u64::from(self.samples)
    }
}

impl Default for RenderSettings {
    fn default() -> Self {
        Self { width: 480, height: 360, samples: 64, bounces: 5, frames: 1 }
    }
}
