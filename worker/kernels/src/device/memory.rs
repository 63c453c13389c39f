use wgpu::BufferUsages;

use super::{Device, DeviceError, MAX_BINDING_BYTES};

impl Device {
    /// A zeroed storage buffer.
    pub(crate) fn storage(&self, what: &'static str, bytes: u64) -> Result<wgpu::Buffer, DeviceError> {
        let usage = BufferUsages::STORAGE | BufferUsages::COPY_DST | BufferUsages::COPY_SRC;
        self.buffer(what, bytes, usage)
    }

    /// A storage buffer that holds `data`.
    pub(crate) fn upload(&self, what: &'static str, data: &[u8]) -> Result<wgpu::Buffer, DeviceError> {
        let buffer = self.storage(what, data.len() as u64)?;
        self.write(&buffer, data)?;
        Ok(buffer)
    }

    /// A uniform buffer for a value of `bytes` bytes.
    pub(crate) fn uniform(&self, what: &'static str, bytes: u64) -> Result<wgpu::Buffer, DeviceError> {
        self.buffer(what, bytes, BufferUsages::UNIFORM | BufferUsages::COPY_DST)
    }

    /// Replaces the start of `buffer`; seen by all later submissions.
    pub(crate) fn write(&self, buffer: &wgpu::Buffer, data: &[u8]) -> Result<(), DeviceError> {
        self.queue.write_buffer(buffer, 0, data);
        self.check()
    }

    /// Sets every byte of `buffer` to zero.
    pub(crate) fn clear(&self, buffer: &wgpu::Buffer) -> Result<(), DeviceError> {
        let mut encoder = self.gpu.create_command_encoder(&Default::default());
        encoder.clear_buffer(buffer, 0, None);
        self.queue.submit([encoder.finish()]);
        self.check()
    }

    /// Copies the first `bytes` bytes of `buffer` back and hands them to `read`.
    pub(crate) fn download<T>(
        &self,
        buffer: &wgpu::Buffer,
        bytes: u64,
        read: impl FnOnce(&[u8]) -> T,
    ) -> Result<T, DeviceError> {
        let staging = self.buffer("readback", bytes, BufferUsages::MAP_READ | BufferUsages::COPY_DST)?;
        let mut encoder = self.gpu.create_command_encoder(&Default::default());
        encoder.copy_buffer_to_buffer(buffer, 0, &staging, 0, bytes);
        self.queue.submit([encoder.finish()]);
        staging.slice(..).map_async(wgpu::MapMode::Read, |_| ());
        self.wait()?;
        let view = staging.slice(..).get_mapped_range().map_err(|error| DeviceError::Fault(error.to_string()))?;
        Ok(read(&view))
    }

    fn buffer(&self, what: &'static str, bytes: u64, usage: BufferUsages) -> Result<wgpu::Buffer, DeviceError> {
        if bytes > MAX_BINDING_BYTES {
            return Err(DeviceError::TooLarge { what, bytes, limit: MAX_BINDING_BYTES });
        }
        let buffer = self.gpu.create_buffer(&wgpu::BufferDescriptor {
            label: Some(what),
            size: bytes.next_multiple_of(wgpu::COPY_BUFFER_ALIGNMENT).max(16),
            usage,
            mapped_at_creation: false,
        });
        self.check()?;
        Ok(buffer)
    }
}
