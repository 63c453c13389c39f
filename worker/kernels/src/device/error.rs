use std::time::Duration;

/// Why a device cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DeviceError {
    /// The machine has no Vulkan driver at all.
    #[error(
        "no Vulkan adapter was found: install your GPU's Vulkan driver, or Mesa's, which also has \
         one for the CPU (Debian: apt-get install libvulkan1 mesa-vulkan-drivers)"
    )]
    NoVulkan,
    /// There are adapters, but not the one that was asked for.
    #[error("no Vulkan adapter fits the selection {selection:?}; this machine has: {available}")]
    NotFound {
        /// What was asked for.
        selection: String,
        /// What there is, with indices.
        available: String,
    },
    /// The driver would not open the adapter.
    #[error("the adapter {name} could not be opened: {source}")]
    Refused {
        /// The adapter's name.
        name: String,
        /// The driver's reason.
        source: wgpu::RequestDeviceError,
    },
    /// A kernel or a buffer was refused, the device ran out of memory, or it was lost.
    #[error("the device reported an error: {0}")]
    Fault(String),
    /// The device gave no sign of life.
    #[error("the device did not finish a submission within {} seconds", .0.as_secs())]
    Hung(Duration),
    /// More data than one binding can hold.
    #[error("{what} needs {bytes} bytes on the device, and at most {limit} fit in one buffer")]
    TooLarge {
        /// The name of the data.
        what: &'static str,
        /// What it needs.
        bytes: u64,
        /// What is allowed.
        limit: u64,
    },
    /// The device is not one of NVIDIA's, or something is missing to use its own interface.
    #[cfg(feature = "cuda")]
    #[error("no CUDA device: {0}")]
    NoCuda(String),
}
