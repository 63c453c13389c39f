//! A path tracer: a mesh on the ground of a photographer's studio, seen along a camera path.
//!
//! The same device gives the same picture every time: every random number follows from the pixel,
//! the sample and the frame, and a pixel's samples are summed in their order.

mod benchmark;
mod camera;
mod error;
mod exposure;
mod picture;
mod renderer;
mod scene;
mod settings;
mod view;

pub use benchmark::{Benchmark, benchmark};
pub use camera::Camera;
pub use error::RenderError;
pub use picture::Picture;
pub use renderer::{Renderer, render_frame};
pub use scene::{Material, Scene};
pub use settings::RenderSettings;

#[cfg(test)]
mod tests;
