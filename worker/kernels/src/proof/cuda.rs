//! The kernels in CUDA C++: for tensor cores, and for NVIDIA's devices from before those.

#[cfg(feature = "cuda")]
mod driver;
#[cfg(test)]
mod emulator;
mod program;
#[cfg(test)]
mod tests;

#[cfg(feature = "cuda")]
pub(crate) use driver::Cuda;
