use super::exposure::Exposure;
use super::view::View;
use super::{Camera, Picture, RenderError, RenderSettings, Scene};
use crate::device::{Device, MAX_BINDING_BYTES, Pace, Pipeline};
use crate::{Progress, Watch};

pub(super) const TRACE: &str = concat!(
    include_str!("../../wgsl/render/view.wgsl"),
    include_str!("../../wgsl/render/arithmetic.wgsl"),
    include_str!("../../wgsl/render/random.wgsl"),
    include_str!("../../wgsl/render/sampling.wgsl"),
    include_str!("../../wgsl/render/ray.wgsl"),
    include_str!("../../wgsl/render/camera.wgsl"),
    include_str!("../../wgsl/render/triangle.wgsl"),
    include_str!("../../wgsl/render/hierarchy.wgsl"),
    include_str!("../../wgsl/render/studio.wgsl"),
    include_str!("../../wgsl/render/surface.wgsl"),
    include_str!("../../wgsl/render/bounce.wgsl"),
    include_str!("../../wgsl/render/trace.wgsl"),
);

/// The light paths of the first submission, before the device's speed is known.
const FIRST_PATHS: u64 = 20_000;

/// A scene on a device, ready to render any frame of a camera path.
pub struct Renderer<'a> {
    pub(super) device: &'a Device,
    scene: &'a Scene,
    pub(super) settings: RenderSettings,
    camera: Camera,
    pub(super) trace: Pipeline,
    pub(super) nodes: wgpu::Buffer,
    pub(super) corners: wgpu::Buffer,
    pub(super) pace: Pace,
    /// What the sums of one band may take.
    pub(super) band_bytes: u64,
}

impl<'a> Renderer<'a> {
    /// Compiles the kernels and copies the scene to the device.
    ///
    /// # Errors
    /// When a setting is out of bounds or the device fails.
    pub fn new(
        device: &'a Device,
        scene: &'a Scene,
        settings: RenderSettings,
        camera: Camera,
    ) -> Result<Self, RenderError> {
        settings.validate()?;
        camera.validate()?;
        Ok(Self {
            trace: Pipeline::compile(device, "trace", TRACE, "trace")?,
            nodes: device.upload("the hierarchy", bytemuck::cast_slice(&scene.nodes))?,
            corners: device.upload("the triangles", bytemuck::cast_slice(&scene.corners))?,
            pace: Pace::from_units(FIRST_PATHS),
            band_bytes: MAX_BINDING_BYTES,
            device,
            scene,
            settings,
            camera,
        })
    }

    /// Renders frame `frame`, counted from 0. Progress is counted in light paths.
    ///
    /// # Errors
    /// When there is no such frame, the device fails or the watch stops it.
    pub fn frame(&mut self, frame: u32, watch: &mut Watch<'_>) -> Result<Picture, RenderError> {
        let RenderSettings { width, height, frames, .. } = self.settings;
        if frame >= frames {
            return Err(RenderError::NoSuchFrame { frame, frames });
        }
        let view = View::new(self.scene, &self.settings, &self.camera, frame);
        let exposure = Exposure::prepare(self, &view)?;
        let mut levels = Vec::with_capacity(3 * width as usize * height as usize);
        let mut progress = Progress { done: 0, total: self.settings.paths() };
        for band in (0..height).step_by(exposure.band_rows as usize) {
            exposure.expose(self, band, &mut progress, watch)?;
            exposure.develop(self, band, &mut levels)?;
        }
        Ok(Picture::new(width, levels))
    }
}

/// Renders one frame with a renderer made for it.
///
/// # Errors
/// As [`Renderer::new`] and [`Renderer::frame`].
pub fn render_frame(
    device: &Device,
    scene: &Scene,
    settings: RenderSettings,
    camera: Camera,
    frame: u32,
    watch: &mut Watch<'_>,
) -> Result<Picture, RenderError> {
    Renderer::new(device, scene, settings, camera)?.frame(frame, watch)
}
