//! The device the worker computes on: opened, measured, watched.

mod accelerator;
mod monitor;
mod sample;
mod speed;

pub use accelerator::{Accelerator, AcceleratorError};
pub use monitor::monitor;
pub use sample::sphere;
pub use speed::measure;
