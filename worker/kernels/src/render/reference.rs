//! The path tracer by its definition, on the processor: what every device must agree with.
//!
//! Plain and slow: it tries every triangle for every ray. All numbers are integers with a fixed number of fraction
//! bits, so that nothing is left to how a machine rounds.

mod arithmetic;
mod bounce;
mod lens;
mod path;
mod random;
mod ray;
mod sampling;
mod studio;
mod surface;
mod triangle;

pub(super) use arithmetic::ONE;
#[cfg(test)]
pub(super) use ray::Ray;

use super::film::develop;
use super::view::View;
use super::{Camera, Picture, RenderError, RenderSettings, Scene};

/// Frame `frame` of the camera path, counted from 0.
///
/// # Errors
/// When a setting is out of bounds or there is no such frame.
pub fn frame(scene: &Scene, settings: RenderSettings, camera: Camera, frame: u32) -> Result<Picture, RenderError> {
    settings.validate()?;
    camera.validate()?;
    let RenderSettings { width, height, samples, frames, .. } = settings;
    if frame >= frames {
        return Err(RenderError::NoSuchFrame { frame, frames });
    }
    let view = View::new(scene, &settings, &camera, frame);
    let mut bytes = Vec::with_capacity(3 * width as usize * height as usize);
    for row in 0..height {
        for column in 0..width {
            let mut sums = [0; 3];
            for sample in 0..samples {
                let light = path::sample(scene, &view, [column, row], sample);
                sums = [sums[0] + light.x as u32, sums[1] + light.y as u32, sums[2] + light.z as u32];
            }
            bytes.extend(develop(&settings, [column, row], sums));
        }
    }
    Ok(Picture::new(width, bytes))
}
