//! `furnace sweep`

use clap::Args;
use furnace_client::furnace::{Furnace, Order, Step, Sweep as Extent, Task};
use serde::Serialize;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::{
    context::Context,
    failure::refusal,
    report::{Report, listing},
};

/// Bring jobs and leases to their end, as far as anyone may: expire, settle, pay, free, end, close.
///
/// It does at once what the rules of the orders demand anyway, and only your SOL is spent, on fees. Ended jobs and leases
/// stay readable for a week unless you say --close. --report slashes workers that are late or down and pays you a part.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace sweep --dry-run\n  furnace sweep\n  furnace sweep --all --report\n  furnace sweep --close"
)]
pub(super) struct Sweep {
    /// Only orders of this client [default: your own].
    #[arg(long, value_name = "WALLET", conflicts_with = "all")]
    client: Option<Address>,
    /// Orders of all clients.
    #[arg(long)]
    all: bool,
    /// Report workers that missed a deadline or do not answer.
    #[arg(long)]
    report: bool,
    /// Close your own ended orders at once; their results are then no longer named on the chain.
    #[arg(long)]
    close: bool,
    /// Only tell what could be done now; more may follow from it.
    #[arg(long)]
    dry_run: bool,
}

#[derive(Serialize)]
struct Swept {
    dry_run: bool,
    steps: Vec<StepView>,
}

#[derive(Serialize)]
struct StepView {
    kind: &'static str,
    order: String,
    step: String,
    signature: Option<String>,
    error: Option<String>,
}

pub(super) async fn run(command: Sweep, context: &Context<'_>) -> anyhow::Result<()> {
    let furnace = context.furnace()?;
    let wallet = context.wallet()?;
    let client = if command.all { None } else { Some(command.client.unwrap_or_else(|| wallet.pubkey())) };
    let extent = Extent { report: command.report, close: command.close };
    let progress = context.output.progress("looking at jobs and leases");
    let tasks = furnace.tasks(client.as_ref(), &wallet.pubkey(), extent).await?;
    let mut steps = Vec::new();
    for task in &tasks {
        if command.dry_run {
            steps.extend(task.steps.iter().map(|step| StepView::new(&task.order, told(*step), None)));
            continue;
        }
        progress.set(format!("finishing {}", task.order.address()));
        steps.extend(sweep(&furnace, &wallet, task, extent).await);
    }
    drop(progress);
    let refused = steps.iter().filter(|step| step.error.is_some()).count();
    context.output.result(&Swept { dry_run: command.dry_run, steps })?;
    if refused > 0 {
        let some = refusal(format!("{refused} of {} order(s) could not be finished", tasks.len()));
        return Err(some.hint("the table tells why; the others are done").into());
    }
    Ok(())
}

/// Takes every step that is left for an order. What is refused holds up no other order.
async fn sweep(furnace: &Furnace, wallet: &Keypair, task: &Task, extent: Extent) -> Vec<StepView> {
    let mut steps = Vec::new();
    let mut done = |step, signature| steps.push(StepView::new(&task.order, told(step), Some(signature)));
    let finished = furnace.finish(wallet, &task.order.address(), extent, &mut done).await;
    if let Err(error) = finished {
        steps.push(StepView {
            error: Some(error.to_string()),
            ..StepView::new(&task.order, "stopped".to_owned(), None)
        });
    }
    steps
}

/// A step, for people.
pub(super) fn told(step: Step) -> String {
    match step {
        Step::Expire => "end it: nobody took it in time".to_owned(),
        Step::Reclaim => "report its worker".to_owned(),
        Step::ReclaimSeat(seat) => format!("report the worker of seat {seat}"),
        Step::Conclude => "end it: nobody of its crew can deliver any more".to_owned(),
        Step::Settle => "settle".to_owned(),
        Step::PayCredit(index) => format!("pay for checkpoint {index}"),
        Step::PaySeat(seat) => format!("pay the worker of seat {seat}"),
        Step::ReleaseSeat(seat) => format!("free the worker of seat {seat}"),
        Step::Leave => "let its worker go after due notice".to_owned(),
        Step::End => "end it: its time or its funds are over".to_owned(),
        Step::CloseBids => "close its bids".to_owned(),
        Step::CloseCrew => "close its crew".to_owned(),
        Step::Close => "close".to_owned(),
    }
}

impl StepView {
    fn new(order: &Order, step: String, signature: Option<Signature>) -> Self {
        Self {
            kind: if matches!(order, Order::Job(_)) { "job" } else { "lease" },
            order: order.address().to_string(),
            step,
            signature: signature.map(|signature| signature.to_string()),
            error: None,
        }
    }
}

impl Report for Swept {
    fn text(&self, colour: bool) -> String {
        if self.steps.is_empty() {
            return "nothing is to be done now".to_owned();
        }
        let heading = if self.dry_run { "WOULD DO" } else { "DONE" };
        let rows = self.steps.iter().map(|step| {
            let told = step.error.as_ref().map_or_else(|| step.step.clone(), |error| format!("{}: {error}", step.step));
            vec![step.kind.to_owned(), step.order.clone(), told]
        });
        listing(colour, &["KIND", "ORDER", heading], rows)
    }
}
