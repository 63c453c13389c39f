//! Kernels by their settings.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use furnace_client::{
    artifacts::Store,
    spec::{Artifact, Camera, JobSpec, Kernel, Matmul, Render},
};

use super::order::Order;

#[derive(Debug, Subcommand)]
pub(super) enum KernelCommand {
    /// Path-trace frames of a mesh, one PNG each.
    #[command(
        after_help = "Example:\n  furnace job submit render --mesh bunny.obj --frames 4 --width 640 --height 480 --price 5 --wait"
    )]
    Render {
        #[command(flatten)]
        settings: RenderSettings,
        #[command(flatten)]
        order: Order,
    },
    /// Multiply two int8 matrices grown from a seed, exactly.
    #[command(
        after_help = "Example:\n  furnace job submit matmul --rows 1024 --columns 1024 --inner 4096 --seed 7 --price 1"
    )]
    Matmul {
        #[command(flatten)]
        settings: MatmulSettings,
        #[command(flatten)]
        order: Order,
    },
}

/// What a kernel is to do.
pub(super) enum Settings {
    Render(RenderSettings),
    Matmul(MatmulSettings),
}

#[derive(Debug, Args)]
pub(super) struct RenderSettings {
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

#[derive(Debug, Args)]
pub(super) struct MatmulSettings {
    /// Rows of the product.
    #[arg(long)]
    rows: u32,
    /// Columns of the product.
    #[arg(long)]
    columns: u32,
    /// Length of each sum.
    #[arg(long)]
    inner: u32,
    /// What the factors are grown from.
    #[arg(long, default_value_t = 0)]
    seed: u64,
}

impl KernelCommand {
    pub(super) fn split(self) -> (Settings, Order) {
        match self {
            Self::Render { settings, order } => (Settings::Render(settings), order),
            Self::Matmul { settings, order } => (Settings::Matmul(settings), order),
        }
    }
}

impl Settings {
    /// The spec; what it refers to is stored on the way.
    pub(super) async fn spec(self, store: &Store) -> anyhow::Result<JobSpec> {
        let kernel = match self {
            Self::Render(settings) => settings.kernel(store).await?,
            Self::Matmul(MatmulSettings { rows, columns, inner, seed }) => {
                Kernel::Matmul(Matmul { rows, columns, inner, seed })
            }
        };
        Ok(JobSpec::new(kernel)?)
    }
}

impl RenderSettings {
    async fn kernel(self, store: &Store) -> anyhow::Result<Kernel> {
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
