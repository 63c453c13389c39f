//! `furnace sweep`

use clap::Args;
use furnace_client::{
    accounts::{Dispute, Found, Refutation},
    chain::ChainError,
    furnace::{DisputeStep, Furnace, Order, RefutationStep, Step, Sweep as Extent, Task},
};
use serde::Serialize;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::{
    context::Context,
    dispute,
    failure::refusal,
    report::{Report, listing},
};

/// Bring jobs, leases and disputes to their end, as far as anyone may: expire, audit, judge, settle, pay, free, end, close.
///
/// It does at once what the rules of the orders demand anyway, and only your SOL is spent, on fees and on rent that comes
/// back. Wrong entries that you showed of a result are punished, and their records closed when they count no more. Ended
/// jobs and leases stay readable for a week unless you say --close. --report slashes workers that are late or down and pays
/// you a part.
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
    let progress = context.output.progress("looking at disputes, jobs and leases");
    // What is judged first can be settled then.
    let disputes = due(&furnace, client.as_ref()).await?;
    let mut steps = Vec::new();
    for (found, step) in &disputes {
        if command.dry_run {
            steps.push(StepView::new("dispute", &found.address, dispute::told(*step), None));
            continue;
        }
        progress.set(format!("finishing {}", found.address));
        steps.extend(judge(&furnace, &wallet, &found.address).await);
    }
    let shown = refuted(&furnace, client.as_ref()).await?;
    for (found, step) in &shown {
        progress.set(format!("finishing {}", found.address));
        let done = match command.dry_run {
            true => Ok(None),
            false => furnace.refutation_advance(&wallet, &found.data, *step).await.map(Some),
        };
        steps.push(StepView::of_refutation(found, *step, done));
    }
    let tasks = furnace.tasks(client.as_ref(), &wallet.pubkey(), extent).await?;
    for task in &tasks {
        if command.dry_run {
            steps.extend(task.steps.iter().map(|step| StepView::of(&task.order, told(*step), None)));
            continue;
        }
        progress.set(format!("finishing {}", task.order.address()));
        steps.extend(sweep(&furnace, &wallet, task, extent).await);
    }
    drop(progress);
    let refused = steps.iter().filter(|step| step.error.is_some()).count();
    context.output.result(&Swept { dry_run: command.dry_run, steps })?;
    if refused > 0 {
        let all = [tasks.len(), disputes.len(), shown.len()].into_iter().fold(0, usize::saturating_add);
        let some = refusal(format!("{refused} of {all} order(s), dispute(s) and refutation(s) could not be finished"));
        return Err(some.hint("the table tells why; the others are done").into());
    }
    Ok(())
}

/// The disputes about a client's jobs, or all, for which anyone can do something now, and what.
async fn due(furnace: &Furnace, client: Option<&Address>) -> anyhow::Result<Vec<(Found<Dispute>, DisputeStep)>> {
    let clock = furnace.chain().clock().await?;
    let found = furnace.disputes().await?.into_iter();
    let asked = found.filter(|dispute| client.is_none_or(|client| dispute.data.client == *client));
    let next = |dispute: &Found<Dispute>| DisputeStep::next(&dispute.data, clock.unix_timestamp, clock.slot);
    Ok(asked.filter_map(|dispute| next(&dispute).map(|step| (dispute, step))).collect())
}

/// The wrong entries that a wallet showed, or anyone, about which something can be done now, and what.
async fn refuted(
    furnace: &Furnace,
    refuter: Option<&Address>,
) -> anyhow::Result<Vec<(Found<Refutation>, RefutationStep)>> {
    let mut due = Vec::new();
    for shown in furnace.refutations(refuter).await? {
        if let Some(step) = furnace.refutation_step(&shown.data).await? {
            due.push((shown, step));
        }
    }
    Ok(due)
}

/// Takes every step that is left for a dispute. What is refused holds up nothing else.
async fn judge(furnace: &Furnace, wallet: &Keypair, address: &Address) -> Vec<StepView> {
    let mut steps = Vec::new();
    let mut done =
        |step, signature| steps.push(StepView::new("dispute", address, dispute::told(step), Some(signature)));
    let finished = furnace.dispute_finish(wallet, address, &mut done).await;
    if let Err(error) = finished {
        let stopped = StepView::new("dispute", address, "stopped".to_owned(), None);
        steps.push(StepView { error: Some(error.to_string()), ..stopped });
    }
    steps
}

/// Takes every step that is left for an order. What is refused holds up no other order.
async fn sweep(furnace: &Furnace, wallet: &Keypair, task: &Task, extent: Extent) -> Vec<StepView> {
    let mut steps = Vec::new();
    let mut done = |step, signature| steps.push(StepView::of(&task.order, told(step), Some(signature)));
    let finished = furnace.finish(wallet, &task.order.address(), extent, &mut done).await;
    if let Err(error) = finished {
        steps
            .push(StepView { error: Some(error.to_string()), ..StepView::of(&task.order, "stopped".to_owned(), None) });
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
        Step::DrawAudit => "draw whether its result is audited".to_owned(),
        Step::Lapse => "have the job done again, since nobody co-signed its result".to_owned(),
        Step::OpenAudit => "begin the audit of its result".to_owned(),
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
    fn of(order: &Order, step: String, signature: Option<Signature>) -> Self {
        let kind = if matches!(order, Order::Job(_)) { "job" } else { "lease" };
        Self::new(kind, &order.address(), step, signature)
    }

    fn of_refutation(
        shown: &Found<Refutation>,
        step: RefutationStep,
        done: Result<Option<Signature>, ChainError>,
    ) -> Self {
        let told = match step {
            RefutationStep::Punish => format!("punish a wrong entry of job {}", shown.data.job),
            RefutationStep::Close => "close it".to_owned(),
        };
        let (signature, error) = done.map_or_else(|error| (None, Some(error.to_string())), |done| (done, None));
        Self { error, ..Self::new("refutation", &shown.address, told, signature) }
    }

    fn new(kind: &'static str, address: &Address, step: String, signature: Option<Signature>) -> Self {
        Self {
            kind,
            order: address.to_string(),
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
