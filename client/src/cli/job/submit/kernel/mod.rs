//! Kernels by their settings.

mod render;

use clap::{Args, Subcommand};
use furnace_client::{
    artifacts::Store,
    spec::{JobSpec, Kernel, Matmul, Training},
};

use super::order::Order;
use render::RenderSettings;

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
    /// Fit a linear model to examples grown from a seed. It can be taken over by other workers on the way.
    #[command(
        after_help = "Examples:\n  furnace job submit training --features 64 --examples 1024 --steps 60000 --price 5 --wait\n  furnace job submit training --features 64 --examples 1024 --steps 60000 --price 5 --gang 2"
    )]
    Training {
        #[command(flatten)]
        settings: TrainingSettings,
        #[command(flatten)]
        order: Order,
    },
}

/// What a kernel is to do.
pub(super) enum Settings {
    Render(RenderSettings),
    Matmul(MatmulSettings),
    Training(TrainingSettings),
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

#[derive(Debug, Args)]
pub(super) struct TrainingSettings {
    /// Weights of the model.
    #[arg(long)]
    features: u32,
    /// Examples it learns from.
    #[arg(long)]
    examples: u32,
    /// Steps down the gradient.
    #[arg(long)]
    steps: u32,
    /// What the examples are grown from.
    #[arg(long, default_value_t = 0)]
    seed: u64,
}

impl KernelCommand {
    pub(super) fn split(self) -> (Settings, Order) {
        match self {
            Self::Render { settings, order } => (Settings::Render(settings), order),
            Self::Matmul { settings, order } => (Settings::Matmul(settings), order),
            Self::Training { settings, order } => (Settings::Training(settings), order),
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
            Self::Training(TrainingSettings { features, examples, steps, seed }) => {
                Kernel::Training(Training { features, examples, steps, seed })
            }
        };
        Ok(JobSpec::new(kernel)?)
    }
}
