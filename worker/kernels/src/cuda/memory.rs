use std::sync::Arc;

use cudarc::driver::CudaContext;
use cudarc::driver::result::{self, DriverError};
use cudarc::driver::sys::CUdeviceptr;

/// Bytes on the device, given back as soon as nobody has them: others may need all that it has.
pub(crate) struct Memory {
    context: Arc<CudaContext>,
    pub(super) address: CUdeviceptr,
    bytes: usize,
}

impl Memory {
    /// Takes memory, filled with zeros.
    pub(super) fn new(context: &Arc<CudaContext>, bytes: usize) -> Result<Self, DriverError> {
        context.bind_to_thread()?;
        // SAFETY: the context is this thread's.
        let address = unsafe { result::malloc_sync(bytes) }?;
        let memory = Self { context: Arc::clone(context), address, bytes };
        // SAFETY: so much was just taken.
        unsafe { result::memset_d8_sync(address, 0, bytes) }?;
        Ok(memory)
    }

    /// Copies the first `bytes` bytes back, or all if there are fewer.
    pub(super) fn read(&self, bytes: usize) -> Result<Vec<u8>, DriverError> {
        self.context.bind_to_thread()?;
        let mut copy = vec![0; bytes.min(self.bytes)];
        // SAFETY: there are at least as many bytes.
        unsafe { result::memcpy_dtoh_sync(&mut copy, self.address) }?;
        Ok(copy)
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        // SAFETY: nobody else frees it, and the driver waits for what still runs. A device that is lost has no memory.
        let _ = self.context.bind_to_thread().and_then(|()| unsafe { result::free_sync(self.address) });
    }
}
