use serde::{Deserialize, Serialize};

use super::RenderError;
use super::error::within;

/// A camera on a circle around the mesh, looking at its centre. The lights go round with it, so
/// that the mesh turns in them as on a turntable. Angles are in degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Camera {
    /// The vertical opening of the lens, 5 to 120.
    pub field_of_view: f32,
    /// The height over the horizon, -89 to 89.
    pub elevation: f32,
    /// The distance from the centre, in radii of the sphere around the mesh, 1.1 to 100.
    pub distance: f32,
    /// The angle of the first frame, -3600 to 3600.
    pub start: f32,
    /// The angle that all frames together cover, -3600 to 3600. Frame `i` of `n` is at
    /// `start + sweep * i / n`, so that 360 makes a loop.
    pub sweep: f32,
}

impl Camera {
    /// Checks every number against its bounds.
    ///
    /// # Errors
    /// [`RenderError::OutOfBounds`] for the first that is outside.
    pub fn validate(&self) -> Result<(), RenderError> {
        within("field_of_view", self.field_of_view, 5.0, 120.0)?;
        within("elevation", self.elevation, -89.0, 89.0)?;
        within("distance", self.distance, 1.1, 100.0)?;
        within("start", self.start, -3600.0, 3600.0)?;
        within("sweep", self.sweep, -3600.0, 3600.0)
    }

    /// The angle around the vertical axis of one frame out of `frames`.
    #[must_use]
    pub fn angle(&self, frame: u32, frames: u32) -> f32 {
        self.start + self.sweep * frame as f32 / frames.max(1) as f32
    }
}

impl Default for Camera {
    fn default() -> Self {
        Self { field_of_view: 35.0, elevation: 15.0, distance: 3.5, start: 0.0, sweep: 360.0 }
    }
}
