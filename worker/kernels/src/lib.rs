//! The kernels a Furnace worker runs: a path tracer, an exact integer matrix product and the proof of its speed
//! on its GPU, and a fixed-point training on its CPU.
//!
//! What is for the GPU goes through Vulkan, so the same WGSL runs on a GPU and on Mesa's CPU driver. Those
//! calls block; a [`Watch`] sees their progress and can stop them. With the feature `cuda` the proof has kernels for
//! NVIDIA's own interface as well, which it takes where they run.

pub mod bvh;
#[cfg(feature = "cuda")]
mod cuda;
pub mod device;
pub mod matmul;
pub mod memory;
pub mod mesh;
pub mod proof;
pub mod render;
pub mod training;
mod watch;

pub use device::{Device, DeviceError, Selection};
pub use watch::{Progress, Stopped, Watch};
