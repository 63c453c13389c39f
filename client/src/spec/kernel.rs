//! The kernels and their settings.

use serde::Serialize;

use crate::artifacts::Digest;

/// One of the built-in kernels with its settings.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "name", rename_all = "lowercase")]
pub enum Kernel {
    /// Frames of a triangle mesh, path traced.
    Render(Render),
    /// An exact integer matrix product.
    Matmul(Matmul),
    /// A linear model fitted in fixed point, which can be interrupted.
    Training(Training),
}

impl Kernel {
    /// The kernel's name in specs and manifests.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Render(_) => "render",
            Self::Matmul(_) => "matmul",
            Self::Training(_) => "training",
        }
    }
}

/// An input by content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Artifact {
    /// Hash of the bytes, which is the name in the store.
    pub sha256: Digest,
    /// Size in bytes.
    pub bytes: u64,
}

/// Path-traced frames of a mesh, one PNG each.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Render {
    /// The mesh, a Wavefront OBJ file.
    pub mesh: Artifact,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Number of frames along the camera path.
    pub frames: u32,
    /// Light paths per pixel.
    pub samples: u32,
    /// Surfaces one light path may touch.
    pub bounces: u32,
    /// Where the frames are seen from.
    pub camera: Camera,
}

/// A camera that circles the mesh, looking at its centre.
///
/// Frame `i` of `n` is seen from `start + sweep * i / n` degrees, so that a full sweep closes in a loop.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Camera {
    /// Vertical opening of the lens, in degrees.
    pub field_of_view: f32,
    /// Height over the horizon, in degrees.
    pub elevation: f32,
    /// Distance from the centre, in radii of the mesh's bounding sphere.
    pub distance: f32,
    /// Angle of the first frame, in degrees.
    pub start: f32,
    /// Angle covered by all frames, in degrees.
    pub sweep: f32,
}

impl Default for Camera {
    fn default() -> Self {
        Self { field_of_view: 35.0, elevation: 15.0, distance: 3.5, start: 0.0, sweep: 360.0 }
    }
}

impl Camera {
    /// Angle around the vertical axis, in degrees, of one frame out of all.
    pub fn angle(&self, frame: u32, frames: u32) -> f32 {
        self.start + self.sweep * frame as f32 / frames.max(1) as f32
    }
}

/// The product of two int8 matrices grown from a seed, exact in int32.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Matmul {
    /// Rows of the product.
    pub rows: u32,
    /// Columns of the product.
    pub columns: u32,
    /// Length of each sum.
    pub inner: u32,
    /// What the factors are grown from.
    pub seed: u64,
}

/// Gradient descent for a linear model over examples grown from a seed, in fixed point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Training {
    /// Weights of the model.
    pub features: u32,
    /// Examples it learns from.
    pub examples: u32,
    /// Steps down the gradient.
    pub steps: u32,
    /// What the examples are grown from.
    pub seed: u64,
}
