//! `furnace job submit`

mod admission;
mod kernel;
mod order;

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use furnace_client::artifacts::{Digest, Store};
use serde::Serialize;

use super::{view::JobView, wait};
use crate::cli::{context::Context, failure::Misuse, order::read_files, report::Report};
use kernel::KernelCommand;
use order::Order;

/// Post a job: a kernel with its settings, or a spec file.
///
/// The price is in HEAT or in dollars, as the market quotes, and is paid to each worker. It is held of your balance until
/// the job has ended.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "Examples:\n  furnace job submit render --mesh bunny.obj --frames 4 --price 5 --wait\n  furnace job submit matmul --rows 1024 --columns 1024 --inner 4096 --price 1\n  furnace job submit --spec job.json --input bunny.obj --price 5\n  furnace job submit --spec job.json --price 5 --auction --claim-within 5m --wait\n  furnace job submit --spec job.json --price 5 --replicas 3 --quorum 2\n  furnace job submit --spec job.json --price 5 --draw-for 30s --draw 25%"
)]
pub(in crate::cli) struct Submit {
    #[command(subcommand)]
    kernel: Option<KernelCommand>,
    /// File with the job spec.
    #[arg(long, value_name = "FILE", required = true)]
    spec: Option<PathBuf>,
    /// File that the spec refers to by its hash; may be repeated. What is in the store already can be left out.
    #[arg(long, value_name = "FILE")]
    input: Vec<PathBuf>,
    #[command(flatten)]
    order: Option<Order>,
}

#[derive(Serialize)]
struct Submitted {
    signature: String,
    #[serde(flatten)]
    job: JobView,
}

pub(super) async fn run(command: Submit, context: &Context<'_>) -> anyhow::Result<()> {
    let (source, order) = match (command.kernel, command.spec, command.order) {
        (Some(kernel), _, _) => {
            let (settings, order) = kernel.split();
            (Source::Settings(settings), order)
        }
        (None, Some(spec), Some(order)) => (Source::Files { spec, inputs: command.input }, order),
        _ => return Err(Misuse("name a kernel, or a spec with --spec and a price with --price".into()).into()),
    };
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let store = Store::at(order.store()?).context("opening the artifact store")?;
    let prepared = order.prepare(&furnace, &wallet).await?;

    let progress = context.output.progress("storing the spec and its inputs");
    let spec = source.store(&store).await?;
    drop(progress);

    let (quote, price) = (prepared.quote, prepared.price());
    let (address, signature) = furnace.job_post(&wallet, &prepared.with_spec(spec)).await?;
    context.output.note(format!("posted job {address} for {price}"));
    let job = match order.wait {
        true => wait::for_result(&furnace, &wallet, &address, context).await?,
        false => furnace.job(&address).await?,
    };
    let job = JobView::from(&job).told_in(quote);
    context.output.result(&Submitted { signature: signature.to_string(), job })
}

impl Report for Submitted {
    fn text(&self, colour: bool) -> String {
        let next = match self.job.state.as_str() {
            "review" => format!("\n\nnext: furnace job fetch {0}; furnace job accept {0}", self.job.job),
            _ => String::new(),
        };
        format!("{}{next}", self.job.text(colour))
    }
}

/// Where the spec comes from.
enum Source {
    Settings(kernel::Settings),
    Files { spec: PathBuf, inputs: Vec<PathBuf> },
}

impl Source {
    /// Stores the inputs and the spec, whole and checked. Returns the spec's name.
    async fn store(self, store: &Store) -> anyhow::Result<Digest> {
        let spec = match self {
            Self::Settings(settings) => settings.spec(store).await?,
            Self::Files { spec, inputs } => read_files(store, &spec, &inputs).await?,
        };
        spec.check_inputs(store).await.context("looking for the inputs of the spec")?;
        store.put(spec.to_bytes()).await.context("storing the spec")
    }
}
