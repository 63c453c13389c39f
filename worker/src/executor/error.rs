use std::{io, path::PathBuf};

use furnace_kernels::{
    DeviceError, matmul::MatmulError, mesh::MeshError, render::RenderError, training::TrainingError,
};
use thiserror::Error;

/// Why a job was not computed.
#[derive(Debug, Error)]
pub enum ExecutorError {
    /// The job asks for what cannot be computed, here or anywhere.
    #[error("{0}")]
    Unfit(String),
    /// The device failed.
    #[error(transparent)]
    Device(#[from] DeviceError),
    /// The results outgrew the limit.
    #[error("the results are larger than limits.max_output_bytes, {limit}")]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// A file could not be read or written.
    #[error("cannot use {}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The others of its gang cannot be reached any more.
    #[error("the link to the others of its gang broke: {0}")]
    Link(String),
    /// It was told to stop.
    #[error("stopped before it was finished")]
    Stopped,
    /// The thread that computed broke off.
    #[error("the computation broke off: {0}")]
    Broken(String),
}

impl ExecutorError {
    /// Names the file of a failed read or write.
    pub fn file(path: &std::path::Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::File { path: path.to_owned(), source }
    }
}

impl From<MeshError> for ExecutorError {
    fn from(error: MeshError) -> Self {
        Self::Unfit(error.to_string())
    }
}

impl From<TrainingError> for ExecutorError {
    fn from(error: TrainingError) -> Self {
        Self::Unfit(error.to_string())
    }
}

impl From<RenderError> for ExecutorError {
    fn from(error: RenderError) -> Self {
        match error {
            RenderError::Device(error) => Self::Device(error),
            RenderError::Stopped(_) => Self::Stopped,
            other => Self::Unfit(other.to_string()),
        }
    }
}

impl From<MatmulError> for ExecutorError {
    fn from(error: MatmulError) -> Self {
        match error {
            MatmulError::Device(error) => Self::Device(error),
            MatmulError::Stopped(_) => Self::Stopped,
            other => Self::Unfit(other.to_string()),
        }
    }
}
