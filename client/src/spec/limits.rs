//! Bounds of every number in a spec. The kernels refuse anything outside them.

use std::ops::RangeInclusive;

use furnace_common::product::{MAX_INNER, MAX_SIDE};

/// Width and height of a frame, in pixels.
pub const IMAGE_SIDE: RangeInclusive<u32> = 16..=4096;
/// Frames in one job.
pub const FRAMES: RangeInclusive<u32> = 1..=1000;
/// Light paths per pixel.
pub const SAMPLES: RangeInclusive<u32> = 1..=4096;
/// Surfaces one light path may touch.
pub const BOUNCES: RangeInclusive<u32> = 1..=16;
/// Size of a mesh file, in bytes.
pub const MESH_BYTES: RangeInclusive<u64> = 1..=(256 << 20);
/// Vertical opening of the lens, in degrees.
pub const FIELD_OF_VIEW: RangeInclusive<f32> = 5.0..=120.0;
/// Height of the camera over the horizon, in degrees.
pub const ELEVATION: RangeInclusive<f32> = -89.0..=89.0;
/// Distance of the camera from the centre of the mesh, in radii of its bounding sphere.
pub const DISTANCE: RangeInclusive<f32> = 1.1..=100.0;
/// Angles around the vertical axis, in degrees.
pub const TURN: RangeInclusive<f32> = -3600.0..=3600.0;
/// Rows and columns of a matrix product.
pub const MATRIX_SIDE: RangeInclusive<u32> = 1..=MAX_SIDE;
/// Inner dimension of a matrix product: the longest sum of int8 products that always fits in an int32.
pub const MATRIX_INNER: RangeInclusive<u32> = 1..=MAX_INNER;
/// Weights of a model.
pub const FEATURES: RangeInclusive<u32> = 1..=1024;
/// Examples that a model learns from.
pub const EXAMPLES: RangeInclusive<u32> = 1..=65_536;
/// Steps of a training.
pub const STEPS: RangeInclusive<u32> = 1..=1_000_000_000;
/// Longest spec document, in bytes.
pub const SPEC_BYTES: usize = 64 << 10;
