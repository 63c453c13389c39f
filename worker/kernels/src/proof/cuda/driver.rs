#![allow(unsafe_code, reason = "starts kernels that are not written in Rust")]

use std::sync::Arc;
use std::time::Duration;

use cudarc::driver::CudaFunction;
use furnace_common::proof::Shape;

use super::super::backend::{Backend, Kernel, Tile};
use super::super::rounds::Rounds;
use super::super::{Challenge, roots_on_cpu};
use super::program::{NODES, Program, THREADS};
use crate::cuda::{self, Memory};
use crate::{DeviceError, Watch};

/// No memory is larger: two gigabytes in all are to spare on every device with tensor cores.
const LIMIT: u64 = 512 << 20;

/// What a device must get right before it is used: several tiles, more steps than are loaded at a time, the last of
/// them not full, and a round that follows on another.
const CHECK: Challenge = Challenge { seed: [3; 32], shape: Shape { size: 256, inner: 328, rounds: 2 } };

/// A device of NVIDIA's with the kernels compiled for it.
pub(crate) struct Cuda {
    device: cuda::Cuda,
    program: Program,
    kernels: [CudaFunction; 4],
}

/// A kernel with the memory it works on.
pub(crate) struct Bound {
    kernel: Kernel,
    memory: Vec<Arc<Memory>>,
}

impl Cuda {
    /// Opens the device at a place of the PCI bus, compiles the kernels and checks them against the processor.
    ///
    /// # Errors
    /// A sentence that says what is missing or wrong.
    pub(crate) fn open(place: &str) -> Result<Arc<Self>, String> {
        let device = cuda::Cuda::open(place)?;
        let (major, minor) = device.capability();
        let program = Program::of((major, minor)).ok_or_else(|| {
            format!("the device has compute capability {major}.{minor}, and the kernels need 6.1 at least")
        })?;
        let named = |name, kernel| (name, program.shared(kernel));
        let kernels = [
            named("expand", Kernel::Expand),
            named("product", Kernel::Product),
            named("leaves", Kernel::Leaves),
            named("tree", Kernel::Tree),
        ];
        let kernels = device.load(program.source(), &program.definitions(), kernels)?;
        let cuda = Arc::new(Self { device, program, kernels });
        let mut rounds = Rounds::new(Arc::clone(&cuda), CHECK.shape, LIMIT).map_err(|error| error.to_string())?;
        let proof = rounds.prove(CHECK.seed, &mut Watch::none()).map_err(|error| error.to_string())?;
        match roots_on_cpu(&CHECK) {
            Ok(roots) if roots == proof.roots() => Ok(cuda),
            _ => Err("the kernels come to another result on this device than on the processor".to_owned()),
        }
    }

    /// As [`library_rate`](cuda::Cuda::library_rate).
    pub(crate) fn library_rate(&self, size: u16, enough: Duration) -> Result<f64, String> {
        self.device.library_rate(size, enough)
    }
}

impl Backend for Arc<Cuda> {
    type Memory = Arc<Memory>;
    type Bound = Bound;

    fn tile(&self) -> Tile {
        self.program.tile()
    }

    fn nodes(&self) -> u32 {
        NODES
    }

    fn limit(&self) -> u64 {
        LIMIT
    }

    fn memory(&self, _: &'static str, bytes: u64) -> Result<Arc<Memory>, DeviceError> {
        self.device.memory(bytes).map(Arc::new)
    }

    fn bind(&self, kernel: Kernel, _: usize, memory: &[&Arc<Memory>]) -> Result<Bound, DeviceError> {
        Ok(Bound { kernel, memory: memory.iter().map(|memory| Arc::clone(memory)).collect() })
    }

    fn run(&self, bound: &Bound, job: &[u8], columns: u32, rows: u32) -> Result<(), DeviceError> {
        let kernel = &self.kernels[bound.kernel as usize];
        let workgroup = (THREADS, self.program.shared(bound.kernel));
        // SAFETY: a stage has the memory and the job that its kernel takes, and says no more than fits: the same calls
        // are made of the emulator, which ends where a kernel leaves its memory.
        unsafe { self.device.run(kernel, (columns, rows), workgroup, &bound.memory, job) }
    }

    fn wait(&self) -> Result<(), DeviceError> {
        self.device.wait()
    }

    fn read(&self, memory: &Arc<Memory>, bytes: u64) -> Result<Vec<u8>, DeviceError> {
        self.device.read(memory, bytes)
    }
}
