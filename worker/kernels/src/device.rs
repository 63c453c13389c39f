//! The Vulkan device a kernel runs on.

mod adapter;
mod error;
mod memory;
mod pace;
mod pipeline;
mod selection;

#[cfg(feature = "cuda")]
use std::sync::OnceLock;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

pub use adapter::{AdapterSummary, DeviceKind};
pub use error::DeviceError;
pub(crate) use pace::Pace;
pub(crate) use pipeline::Pipeline;
pub use selection::Selection;

/// The largest buffer a kernel binds, in bytes. Every Vulkan driver allows this much.
pub const MAX_BINDING_BYTES: u64 = 128 << 20;

/// A submission is planned to take a fraction of a second: one that takes this long is hung.
const SUBMISSION_TIMEOUT: Duration = Duration::from_secs(300);

/// An open device with its queue. Cheap to share between threads.
pub struct Device {
    gpu: wgpu::Device,
    queue: wgpu::Queue,
    adapter: AdapterSummary,
    fault: Arc<Mutex<Option<String>>>,
    /// Its place on the PCI bus, as the driver gives it.
    #[cfg(feature = "cuda")]
    place: String,
    /// The proof's kernels in CUDA, or why there are none, once somebody asked.
    #[cfg(feature = "cuda")]
    cuda: OnceLock<Result<Arc<crate::proof::Cuda>, String>>,
}

impl Device {
    /// Every Vulkan adapter of this machine, in the driver loader's order.
    ///
    /// # Errors
    /// [`DeviceError::NoVulkan`] when there is none.
    pub fn list() -> Result<Vec<AdapterSummary>, DeviceError> {
        Ok(adapter::enumerate()?.into_iter().map(|(_, summary)| summary).collect())
    }

    /// Opens the adapter that `selection` names.
    ///
    /// # Errors
    /// When no adapter fits, or the driver refuses to open it.
    pub fn open(selection: &Selection) -> Result<Self, DeviceError> {
        let mut adapters = adapter::enumerate()?;
        let summaries: Vec<_> = adapters.iter().map(|(_, summary)| summary.clone()).collect();
        let chosen = selection.choose(&summaries)?;
        let (adapter, summary) = adapters.swap_remove(chosen);

        // What fills the memory needs more and larger buffers than what every driver has.
        let has = adapter.limits();
        let required_limits = wgpu::Limits {
            max_buffer_size: has.max_buffer_size,
            max_storage_buffer_binding_size: has.max_storage_buffer_binding_size,
            max_storage_buffers_per_shader_stage: has.max_storage_buffers_per_shader_stage,
            ..wgpu::Limits::downlevel_defaults()
        };
        let descriptor = wgpu::DeviceDescriptor { label: Some("furnace"), required_limits, ..Default::default() };
        let (gpu, queue) = pollster::block_on(adapter.request_device(&descriptor))
            .map_err(|source| DeviceError::Refused { name: summary.name.clone(), source })?;

        let fault = Arc::new(Mutex::new(None));
        let on_error = Arc::clone(&fault);
        gpu.on_uncaptured_error(Arc::new(move |error: wgpu::Error| {
            record(&on_error, error.to_string());
        }));
        let on_loss = Arc::clone(&fault);
        gpu.set_device_lost_callback(move |reason, message| {
            if reason != wgpu::DeviceLostReason::Destroyed {
                record(&on_loss, format!("device lost: {message}"));
            }
        });
        tracing::debug!(adapter = %summary, "opened a device");
        Ok(Self {
            gpu,
            queue,
            adapter: summary,
            fault,
            #[cfg(feature = "cuda")]
            place: adapter.get_info().device_pci_bus_id,
            #[cfg(feature = "cuda")]
            cuda: OnceLock::new(),
        })
    }

    /// The adapter's name, as its driver gives it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.adapter.name
    }

    /// What sort of hardware this is.
    #[must_use]
    pub fn kind(&self) -> DeviceKind {
        self.adapter.kind
    }

    /// All that is known of the adapter.
    #[must_use]
    pub fn adapter(&self) -> &AdapterSummary {
        &self.adapter
    }

    /// The proof's kernels on NVIDIA's own interface. The first call takes some seconds.
    #[cfg(feature = "cuda")]
    pub(crate) fn cuda(&self) -> Result<&Arc<crate::proof::Cuda>, DeviceError> {
        let opened = self.cuda.get_or_init(|| {
            let opened = match self.place.as_str() {
                "" => Err("Vulkan does not say where the device is".to_owned()),
                place => crate::proof::Cuda::open(place),
            };
            if let Err(reason) = &opened {
                tracing::info!(device = self.name(), reason, "proving without CUDA");
            }
            opened
        });
        opened.as_ref().map_err(|reason| DeviceError::NoCuda(reason.clone()))
    }

    /// Waits for all submitted work and reports what went wrong in it.
    fn wait(&self) -> Result<(), DeviceError> {
        let wait = wgpu::PollType::Wait { submission_index: None, timeout: Some(SUBMISSION_TIMEOUT) };
        let polled = self.gpu.poll(wait);
        self.check()?;
        polled.map(|_| ()).map_err(|_| DeviceError::Hung(SUBMISSION_TIMEOUT))
    }

    /// Fails when the driver has reported an error since the last check.
    fn check(&self) -> Result<(), DeviceError> {
        let mut fault = self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        fault.take().map_or(Ok(()), |message| Err(DeviceError::Fault(message)))
    }
}

/// Keeps the first of several errors: the others follow from it.
fn record(fault: &Mutex<Option<String>>, message: String) {
    let mut fault = fault.lock().unwrap_or_else(PoisonError::into_inner);
    fault.get_or_insert(message);
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The device the tests run on. They fail, with the reason, on a machine without Vulkan.
    pub(crate) fn device() -> Device {
        match Device::open(&Selection::Auto) {
            Ok(device) => device,
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn a_device_is_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Device>();
    }

    #[test]
    fn every_listed_adapter_opens_by_its_index() {
        let adapters = Device::list().unwrap_or_else(|error| panic!("{error}"));
        for (index, adapter) in adapters.iter().enumerate() {
            let device = Device::open(&Selection::Index(index)).expect("a listed adapter opens");
            assert_eq!(device.name(), adapter.name);
            assert_eq!(device.kind(), adapter.kind);
            assert!(adapter.max_binding_bytes >= MAX_BINDING_BYTES);
        }
    }

    #[test]
    fn a_driver_error_is_returned_and_not_kept() {
        let device = device();
        let kernel = "@compute @workgroup_size(1) fn main() { nonsense }";
        let failed = Pipeline::compile(&device, "broken", kernel, "main");
        assert!(matches!(failed, Err(DeviceError::Fault(message)) if message.contains("nonsense")));
        assert!(device.check().is_ok());
    }
}
