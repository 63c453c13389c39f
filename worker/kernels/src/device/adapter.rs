use std::fmt;

use serde::{Deserialize, Serialize};

use super::DeviceError;

/// What sort of hardware an adapter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceKind {
    /// A GPU with memory of its own.
    Discrete,
    /// A GPU that shares the processor's memory.
    Integrated,
    /// A GPU that a hypervisor lends.
    Virtual,
    /// The processor itself, through a software driver.
    Cpu,
    /// The driver does not say.
    Other,
}

impl fmt::Display for DeviceKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Discrete => "discrete GPU",
            Self::Integrated => "integrated GPU",
            Self::Virtual => "virtual GPU",
            Self::Cpu => "CPU",
            Self::Other => "unknown kind",
        })
    }
}

/// An adapter as its driver describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdapterSummary {
    /// The adapter's name.
    pub name: String,
    /// What sort of hardware it is.
    pub kind: DeviceKind,
    /// The driver's name and version.
    pub driver: String,
    /// The largest buffer it can bind, in bytes.
    pub max_binding_bytes: u64,
    /// The largest buffer it can allocate, in bytes.
    pub max_buffer_bytes: u64,
    /// The memory a workgroup can share, in bytes.
    pub max_workgroup_bytes: u32,
}

impl fmt::Display for AdapterSummary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({}, {})", self.name, self.kind, self.driver)
    }
}

/// Every Vulkan adapter with its description. Never empty.
pub(super) fn enumerate() -> Result<Vec<(wgpu::Adapter, AdapterSummary)>, DeviceError> {
    let instance = wgpu::Instance::new(wgpu::InstanceDescriptor {
        backends: wgpu::Backends::VULKAN,
        // The debugging layers depend on what else is installed and slow every call down.
        flags: wgpu::InstanceFlags::empty(),
        ..wgpu::InstanceDescriptor::new_without_display_handle()
    });
    let adapters = pollster::block_on(instance.enumerate_adapters(wgpu::Backends::VULKAN));
    if adapters.is_empty() {
        return Err(DeviceError::NoVulkan);
    }
    let described = adapters.into_iter().map(|adapter| {
        let summary = summarise(&adapter);
        (adapter, summary)
    });
    Ok(described.collect())
}

fn summarise(adapter: &wgpu::Adapter) -> AdapterSummary {
    let info = adapter.get_info();
    let limits = adapter.limits();
    AdapterSummary {
        name: info.name,
        kind: match info.device_type {
            wgpu::DeviceType::DiscreteGpu => DeviceKind::Discrete,
            wgpu::DeviceType::IntegratedGpu => DeviceKind::Integrated,
            wgpu::DeviceType::VirtualGpu => DeviceKind::Virtual,
            wgpu::DeviceType::Cpu => DeviceKind::Cpu,
            wgpu::DeviceType::Other => DeviceKind::Other,
        },
        driver: format!("{} {}", info.driver, info.driver_info).trim().to_owned(),
        max_binding_bytes: limits.max_storage_buffer_binding_size,
        max_buffer_bytes: limits.max_buffer_size,
        max_workgroup_bytes: limits.max_compute_workgroup_storage_size,
    }
}
