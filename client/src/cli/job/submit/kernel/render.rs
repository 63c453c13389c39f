//! A picture, or several.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use furnace_client::{
    artifacts::Store,
    spec::{Artifact, Camera, Kernel, Render},
};

#[derive(Debug, Args)]
pub(in crate::cli) struct RenderSettings {
    /// Mesh, a Wavefront OBJ file.
    #[arg(long, value_name = "FILE")]
    mesh: PathBuf,
    /// Frames along the camera's circle.
    #[arg(long, default_value_t = 1)]
    frames: u32,
    /// Pixels across.
    #[arg(long, default_value_t = 640)]
    width: u32,
    /// Pixels down.
    #[arg(long, default_value_t = 480)]
    height: u32,
    /// Light paths per pixel.
    #[arg(long, default_value_t = 64)]
    samples: u32,
    /// Surfaces a light path may touch.
    #[arg(long, default_value_t = 4)]
    bounces: u32,
    /// Height of the camera over the horizon, in degrees.
    #[arg(long, default_value_t = Camera::default().elevation, allow_negative_numbers = true)]
    elevation: f32,
    /// Distance of the camera, in radii of the mesh.
    #[arg(long, default_value_t = Camera::default().distance)]
    distance: f32,
    /// Angle of the first frame, in degrees.
    #[arg(long, default_value_t = Camera::default().start, allow_negative_numbers = true)]
    start: f32,
    /// Angle covered by all frames, in degrees.
    #[arg(long, default_value_t = Camera::default().sweep, allow_negative_numbers = true)]
    sweep: f32,
    /// Vertical opening of the lens, in degrees.
    #[arg(long, default_value_t = Camera::default().field_of_view)]
    field_of_view: f32,
}

impl RenderSettings {
    /// The kernel; the mesh is stored on the way.
    pub(super) async fn kernel(self, store: &Store) -> anyhow::Result<Kernel> {
        let (sha256, bytes) = store.put_file(&self.mesh).await.context("storing the mesh")?;
        let camera = Camera {
            field_of_view: self.field_of_view,
            elevation: self.elevation,
            distance: self.distance,
            start: self.start,
            sweep: self.sweep,
        };
        Ok(Kernel::Render(Render {
            mesh: Artifact { sha256, bytes },
            width: self.width,
            height: self.height,
            frames: self.frames,
            samples: self.samples,
            bounces: self.bounces,
            camera,
        }))
    }
}
