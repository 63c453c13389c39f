use wgpu::BufferUsages;

use super::{Device, DeviceError, MAX_BINDING_BYTES};

/// The most buffers over which a table is spread: each is a case of its own in the kernel that reads it.
const MAX_TABLES: u32 = 128;

impl Device {
    /// A zeroed storage buffer.
    pub(crate) fn storage(&self, what: &'static str, bytes: u64) -> Result<wgpu::Buffer, DeviceError> {
        let usage = BufferUsages::STORAGE | BufferUsages::COPY_DST | BufferUsages::COPY_SRC;
        self.buffer(what, bytes, usage)
    }

    /// The largest storage buffer of this device in bytes, and how many of them a kernel can read beside one that it
    /// writes.
    pub(crate) fn tables(&self) -> (u64, u32) {
        let limits = self.gpu.limits();
        let largest = limits.max_storage_buffer_binding_size.min(limits.max_buffer_size);
        (largest, limits.max_storage_buffers_per_shader_stage.saturating_sub(1).min(MAX_TABLES))
    }

    /// A storage buffer as large as the device has.
    pub(crate) fn table(&self, what: &'static str, bytes: u64) -> Result<wgpu::Buffer, DeviceError> {
        let usage = BufferUsages::STORAGE | BufferUsages::COPY_DST | BufferUsages::COPY_SRC;
        self.buffer_within(what, bytes, usage, self.tables().0)
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
        self.buffer_within(what, bytes, usage, MAX_BINDING_BYTES)
    }

    fn buffer_within(
        &self,
        what: &'static str,
        bytes: u64,
        usage: BufferUsages,
        limit: u64,
    ) -> Result<wgpu::Buffer, DeviceError> {
        if bytes > limit {
            return Err(DeviceError::TooLarge { what, bytes, limit });
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
