//! NVIDIA's own interface to its devices. Its libraries are loaded when somebody asks for them, so that a machine
//! without them is a machine without CUDA, and nothing else.
#![allow(unsafe_code, reason = "calls of libraries that are not written in Rust, each argued")]

pub(crate) mod compiler;
mod library;
mod memory;

use std::sync::Arc;

use cudarc::driver::result::{self, DriverError};
use cudarc::driver::sys::{self, CUdevice_attribute};
use cudarc::driver::{CudaContext, CudaFunction, CudaStream};
use cudarc::nvrtc::Ptx;

use crate::DeviceError;
pub(crate) use memory::Memory;

/// An open device. What is begun is done in the order in which it was begun.
pub(crate) struct Cuda {
    context: Arc<CudaContext>,
    stream: Arc<CudaStream>,
    capability: (i32, i32),
}

impl Cuda {
    /// Opens the device at this place of the PCI bus, as in `0000:01:00.0`.
    ///
    /// # Errors
    /// A sentence, when there is no driver, no such device, or it does not open.
    pub(crate) fn open(place: &str) -> Result<Self, String> {
        // SAFETY: only loads the driver's library, under the names that NVIDIA gives it.
        if !unsafe { sys::is_culib_present() } {
            return Err("there is no CUDA driver".to_owned());
        }
        let failed = |error: DriverError| format!("the CUDA driver refuses: {error}");
        result::init().map_err(failed)?;
        let count = result::device::get_count().map_err(failed)?;
        let ordinal = (0..count).find(|ordinal| place_of(*ordinal).is_ok_and(|found| place.starts_with(&found)));
        let ordinal = ordinal.ok_or_else(|| format!("the CUDA driver knows no device at {place:?}"))?;
        let context = CudaContext::new(ordinal as usize).map_err(failed)?;
        let capability = context.compute_capability().map_err(failed)?;
        Ok(Self { stream: context.default_stream(), context, capability })
    }

    /// What generation the device is of.
    pub(crate) fn capability(&self) -> (i32, i32) {
        self.capability
    }

    /// Compiles kernels for this very device and loads the named ones, each with the bytes that a workgroup of it
    /// shares.
    ///
    /// # Errors
    /// A sentence, when there is no compiler or it refuses.
    pub(crate) fn load<const N: usize>(
        &self,
        source: String,
        options: &[String],
        kernels: [(&str, u32); N],
    ) -> Result<[CudaFunction; N], String> {
        let binary = compiler::compile(source, options, self.capability)?;
        let failed = |error: DriverError| format!("the CUDA driver refuses the kernels: {error}");
        let module = self.context.load_module(Ptx::from_binary(binary)).map_err(failed)?;
        let mut functions = Vec::new();
        for (name, shared) in kernels {
            let function = module.load_function(name).map_err(failed)?;
            let attribute = sys::CUfunction_attribute_enum::CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES;
            function.set_attribute(attribute, shared as i32).map_err(failed)?;
            functions.push(function);
        }
        functions.try_into().map_err(|_| "a kernel is missing".to_owned())
    }

    /// Takes memory, filled with zeros.
    pub(crate) fn memory(&self, bytes: u64) -> Result<Memory, DeviceError> {
        Memory::new(&self.context, bytes as usize).map_err(fault)
    }

    /// Begins to run workgroups of `threads` threads that share `shared` bytes. The kernel takes the addresses of
    /// `memory` and then `job`.
    ///
    /// # Safety
    /// The kernel must take as many addresses, a job of this size, and stay within the memory when told so.
    pub(crate) unsafe fn run(
        &self,
        kernel: &CudaFunction,
        workgroups: (u32, u32),
        (threads, shared): (u32, u32),
        memory: &[Arc<Memory>],
        job: &[u8],
    ) -> Result<(), DeviceError> {
        self.context.bind_to_thread().map_err(fault)?;
        let address = |memory: &Arc<Memory>| std::ptr::from_ref(&memory.address).cast_mut().cast();
        let mut told: Vec<_> = memory.iter().map(address).collect();
        told.push(job.as_ptr().cast_mut().cast());
        let (grid, block) = ((workgroups.0, workgroups.1, 1), (threads, 1, 1));
        let (kernel, stream) = (kernel.cu_function(), self.stream.cu_stream());
        // SAFETY: what is told is copied before the call returns, and the rest is the caller's promise.
        unsafe { result::launch_kernel(kernel, grid, block, shared, stream, &mut told) }.map_err(fault)
    }

    /// Waits for all that was begun.
    pub(crate) fn wait(&self) -> Result<(), DeviceError> {
        self.stream.synchronize().map_err(fault)
    }

    /// Waits, and copies the first `bytes` bytes back.
    pub(crate) fn read(&self, memory: &Memory, bytes: u64) -> Result<Vec<u8>, DeviceError> {
        self.wait()?;
        memory.read(bytes as usize).map_err(fault)
    }
}

/// The place of a device, up to the function, as Vulkan writes it.
fn place_of(ordinal: i32) -> Result<String, DriverError> {
    let device = result::device::get(ordinal)?;
    // SAFETY: the driver has just named the device.
    let attribute = |attribute| unsafe { result::device::get_attribute(device, attribute) };
    let domain = attribute(CUdevice_attribute::CU_DEVICE_ATTRIBUTE_PCI_DOMAIN_ID)?;
    let bus = attribute(CUdevice_attribute::CU_DEVICE_ATTRIBUTE_PCI_BUS_ID)?;
    let slot = attribute(CUdevice_attribute::CU_DEVICE_ATTRIBUTE_PCI_DEVICE_ID)?;
    Ok(format!("{domain:04x}:{bus:02x}:{slot:02x}."))
}

fn fault(error: DriverError) -> DeviceError {
    DeviceError::Fault(format!("CUDA: {error}"))
}
