//! Frames of a mesh.

use std::{fs, path::Path};

use furnace_client::spec::Render;
use furnace_kernels::{
    Device,
    mesh::Mesh,
    render::{Camera, RenderSettings, Renderer, Scene},
};

use crate::executor::{ExecutorError, Run};

/// A render job with its mesh.
pub(super) struct Film {
    scene: Scene,
    settings: RenderSettings,
    camera: Camera,
}

impl Film {
    pub(super) fn prepare(render: &Render, mesh: &Path) -> Result<Self, ExecutorError> {
        let bytes = fs::read(mesh).map_err(ExecutorError::file(mesh))?;
        let scene = Scene::new(&Mesh::from_obj(&bytes)?);
        let &Render { width, height, samples, bounces, frames, .. } = render;
        let settings = RenderSettings { width, height, samples, bounces, frames };
        let furnace_client::spec::Camera { field_of_view, elevation, distance, start, sweep } = render.camera;
        let camera = Camera { field_of_view, elevation, distance, start, sweep };
        settings.validate()?;
        camera.validate()?;
        Ok(Self { scene, settings, camera })
    }

    pub(super) fn shoot(&self, device: &Device, run: &mut Run) -> Result<(), ExecutorError> {
        let RenderSettings { width, height, samples, bounces, frames } = self.settings;
        run.log.line(format_args!(
            "render, {frames} frames of {width} x {height}, {samples} samples, {bounces} bounces"
        ))?;
        let mut renderer = Renderer::new(device, &self.scene, self.settings, self.camera)?;
        for frame in 0..frames {
            run.check()?;
            let picture = renderer.frame(frame, &mut run.watch(frame, frames))?;
            run.frame(frame, frames, &picture.to_png()?)?;
        }
        Ok(())
    }
}
