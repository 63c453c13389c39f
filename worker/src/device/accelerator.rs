//! A device that may fail and come back.

use std::sync::{Arc, Mutex, PoisonError};

use furnace_kernels::{
    Device, DeviceError, Selection, Watch,
    matmul::{MatmulError, Shape, Side, expand, multiply, multiply_on_cpu},
    render::{Camera, RenderSettings, Scene, reference, render_frame},
};
use thiserror::Error;
use tokio::sync::watch;
use tracing::warn;

use super::{measure, sphere};
use crate::{policy::DeviceState, policy::Speed};

/// Rows, columns and length of the product that proves a device right. None is a multiple of a tile.
const PROOF: Shape = Shape { rows: 65, columns: 67, inner: 71 };

/// The picture that proves it right.
const PICTURE: RenderSettings = RenderSettings { width: 24, height: 20, samples: 1, bounces: 4, frames: 1 };

/// A device that does not do what it should.
#[derive(Debug, Error)]
pub enum AcceleratorError {
    /// It cannot be opened or fails.
    #[error(transparent)]
    Device(#[from] DeviceError),
    /// It cannot multiply.
    #[error(transparent)]
    Matmul(#[from] MatmulError),
    /// It cannot render.
    #[error(transparent)]
    Render(#[from] furnace_kernels::render::RenderError),
    /// It cannot train.
    #[error(transparent)]
    Training(#[from] furnace_kernels::training::TrainingError),
    /// The mesh to measure with was refused.
    #[error(transparent)]
    Sample(#[from] furnace_kernels::mesh::MeshError),
    /// It computes wrong.
    #[error("{device} {what} wrongly; its driver or its memory is faulty")]
    Wrong {
        /// Its name.
        device: String,
        /// What it does wrongly.
        what: &'static str,
    },
}

/// The worker's device and its state.
pub struct Accelerator {
    selection: Selection,
    device: Mutex<Arc<Device>>,
    state: watch::Sender<DeviceState>,
}

impl Accelerator {
    /// Opens the device that `selection` names and proves it. Blocks for a moment.
    pub fn open(selection: Selection) -> Result<Self, AcceleratorError> {
        let device = Device::open(&selection)?;
        prove(&device)?;
        let state = watch::Sender::new(DeviceState { healthy: true, speed: None });
        Ok(Self { selection, device: Mutex::new(Arc::new(device)), state })
    }

    /// The device as it is open now.
    pub fn device(&self) -> Arc<Device> {
        Arc::clone(&self.device.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What the device can do now.
    pub fn state(&self) -> DeviceState {
        *self.state.borrow()
    }

    /// Measures the speed of the kernels. Blocks for a second or a few.
    pub fn measure(&self) -> Result<Speed, AcceleratorError> {
        let speed = measure(&self.device())?;
        self.state.send_modify(|state| state.speed = Some(speed));
        Ok(speed)
    }

    /// Notes that the device failed: no job is taken until it is proved again.
    pub fn report_fault(&self, reason: &str) {
        warn!(device = self.device().name(), reason, "device failed");
        self.state.send_modify(|state| state.healthy = false);
    }

    /// Proves the device; one that had failed is opened anew. Blocks for a moment.
    pub fn check(&self) -> Result<(), AcceleratorError> {
        if !self.state().healthy {
            let device = Device::open(&self.selection)?;
            *self.device.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(device);
        }
        let proved = prove(&self.device());
        self.state.send_modify(|state| state.healthy = proved.is_ok());
        proved
    }
}

/// Compares a product and a picture with the same ones computed by the CPU: a wrong result would cost stake.
fn prove(device: &Device) -> Result<(), AcceleratorError> {
    let a = expand(1, Side::A, PROOF.rows, PROOF.inner);
    let b = expand(1, Side::B, PROOF.columns, PROOF.inner);
    let wrong = |what| AcceleratorError::Wrong { device: device.name().to_owned(), what };
    let product = multiply(device, PROOF, &a, &b, &mut Watch::none())?;
    if product != multiply_on_cpu(PROOF, &a, &b)? {
        return Err(wrong("multiplies"));
    }
    let scene = Scene::new(&sphere(4)?);
    let picture = render_frame(device, &scene, PICTURE, Camera::default(), 0, &mut Watch::none())?;
    if picture != reference::frame(&scene, PICTURE, Camera::default(), 0)? {
        return Err(wrong("renders"));
    }
    Ok(())
}
