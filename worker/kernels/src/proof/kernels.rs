use std::fmt;

use crate::Device;

/// The languages in which the kernels of a proof are written. All come to the same bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kernels {
    /// WGSL, through Vulkan: for every device.
    Wgsl,
    /// CUDA C++, for NVIDIA's.
    #[cfg(feature = "cuda")]
    Cuda,
}

impl Kernels {
    /// Those that run on a device.
    #[must_use]
    pub fn on(device: &Device) -> Vec<Self> {
        #[cfg(feature = "cuda")]
        if device.cuda().is_ok() {
            return vec![Self::Wgsl, Self::Cuda];
        }
        let _ = device;
        vec![Self::Wgsl]
    }
}

impl fmt::Display for Kernels {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Wgsl => "WGSL",
            #[cfg(feature = "cuda")]
            Self::Cuda => "CUDA",
        })
    }
}
