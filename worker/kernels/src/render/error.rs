use crate::{DeviceError, Stopped};

/// Why a frame was not rendered.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A setting beyond its bounds.
    #[error("{name} is {value}, and must be between {least} and {most}")]
    OutOfBounds {
        /// The setting.
        name: &'static str,
        /// What it is.
        value: f64,
        /// The smallest that is allowed.
        least: f64,
        /// The largest that is allowed.
        most: f64,
    },
    /// A frame that the camera path does not have.
    #[error("there is no frame {frame}: the camera path has {frames}, counted from 0")]
    NoSuchFrame {
        /// The frame asked for.
        frame: u32,
        /// The frames there are.
        frames: u32,
    },
    /// The picture could not be written as PNG.
    #[error("the picture could not be encoded: {0}")]
    Encoding(#[from] png::EncodingError),
    /// The device failed.
    #[error(transparent)]
    Device(#[from] DeviceError),
    /// The caller stopped it.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

/// Checks that a setting lies within its bounds; what is no number never does.
pub(super) fn within<T: Copy + PartialOrd + Into<f64>>(
    name: &'static str,
    value: T,
    least: T,
    most: T,
) -> Result<(), RenderError> {
    if value >= least && value <= most {
        return Ok(());
    }
    Err(RenderError::OutOfBounds { name, value: value.into(), least: least.into(), most: most.into() })
}
