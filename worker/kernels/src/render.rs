//! A path tracer: a mesh on the ground of a photographer's studio, seen along a camera path.
//!
//! Every device gives the same picture, to the bit: all of it is computed in integers, or rounded only where that
//! changes nothing; every random number follows from the pixel, the sample and the frame. [`reference`] says what the
//! picture is.

mod benchmark;
mod camera;
mod error;
mod exposure;
mod film;
mod layout;
mod picture;
pub mod reference;
mod renderer;
mod scene;
mod settings;
mod turn;
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
