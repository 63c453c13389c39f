//! The kernels a Furnace worker runs on its GPU: a path tracer and an exact integer matrix product.
//!
//! Everything goes through Vulkan, so the same WGSL runs on a GPU and on Mesa's CPU driver. The
//! calls block; a [`Watch`] sees their progress and can stop them.

pub mod bvh;
pub mod device;
pub mod matmul;
pub mod mesh;
pub mod render;
mod watch;

pub use device::{Device, DeviceError, Selection};
pub use watch::{Progress, Stopped, Watch};
