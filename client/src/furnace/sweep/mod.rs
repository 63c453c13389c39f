//! Bringing orders to their end: what anyone may do for a job or a lease at a moment, and doing it.

mod job;
mod lease;

use std::time::Duration;

use furnace_common::limits::RETENTION_SECONDS;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::{Furnace, Order};
use crate::{
    accounts::{Crew, Found, Job, JobFilter, Lease, LeaseFilter, ProgramAccount},
    chain::ChainError,
};

/// How far a sweep goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sweep {
    /// Whether workers that are late or down are reported, which slashes them and pays the reporter.
    pub report: bool,
    /// Whether the caller's own ended orders are closed at once. Without it, and those of others always, they are
    /// closed once they were kept for everyone to read.
    pub close: bool,
}

/// How long a node may take to show what another has done.
const HEARSAY: Duration = Duration::from_secs(1);

/// Something that anyone may do to bring an order to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nobody claimed it in time: the client has its money back.
    Expire,
    /// The worker that holds it is late or down: it is slashed.
    Reclaim,
    /// The worker of a seat is late: it is slashed.
    ReclaimSeat(u8),
    /// Nobody of the crew can deliver any more.
    Conclude,
    /// The block is there that tells whether the result is audited.
    DrawAudit,
    /// The result is audited: a verifier is to be drawn, and does the work again.
    OpenAudit,
    /// Nobody co-signed the result in time: others do the job again.
    Lapse,
    /// The review is over, or a lease's funds are used up: pays.
    Settle,
    /// Pays for the checkpoint at this place, or frees what an operator is owed that closed its book.
    PayCredit(u8),
    /// Pays the worker of a seat.
    PaySeat(u8),
    /// Frees the worker of a seat.
    ReleaseSeat(u8),
    /// The worker's notice is over: pays it, and opens the lease again.
    Leave,
    /// The lease's time, or its grace without funds, is over: pays, and ends it.
    End,
    /// Returns the rent of the bids.
    CloseBids,
    /// Returns the rent of the crew.
    CloseCrew,
    /// Returns the rent of the order itself.
    Close,
}

/// An order with the steps that can be taken now; further ones may follow from them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The order.
    pub order: Order,
    /// Its crew, if it has one.
    pub crew: Option<Found<Crew>>,
    /// The steps, in order.
    pub steps: Vec<Step>,
}

/// Who asks, when and how far: what steps depend on beside the order.
#[derive(Clone, Copy, Debug)]
struct View {
    caller: Address,
    now: i64,
    slot: u64,
    sweep: Sweep,
}

impl View {
    /// Whether an ended order's account can be closed.
    fn may_close(&self, client: &Address, ended_at: i64) -> bool {
        self.sweep.close && self.caller == *client || self.now > ended_at.saturating_add(RETENTION_SECONDS)
    }
}

impl Furnace {
    /// What a sweep by the caller would do for the orders of a client, or of all.
    pub async fn tasks(
        &self,
        client: Option<&Address>,
        caller: &Address,
        sweep: Sweep,
    ) -> Result<Vec<Task>, ChainError> {
        let client = client.copied();
        let jobs = self.jobs(&JobFilter { client, ..JobFilter::default() }).await?;
        let leases = self.leases(&LeaseFilter { client, ..LeaseFilter::default() }).await?;
        let orders = jobs.into_iter().map(Order::from).chain(leases.into_iter().map(Order::from));
        let view = self.view(caller, sweep).await?;
        let mut tasks = Vec::new();
        for order in orders {
            let task = self.task(order, view).await?;
            if !task.steps.is_empty() {
                tasks.push(task);
            }
        }
        Ok(tasks)
    }

    /// Takes step after step for an order, until nothing is left that anyone may do now. `done` hears of each.
    pub async fn finish(
        &self,
        payer: &Keypair,
        order: &Address,
        sweep: Sweep,
        done: &mut (dyn FnMut(Step, Signature) + Send),
    ) -> Result<(), ChainError> {
        let (mut last, mut failed) = (Vec::new(), None);
        while let Some(order) = self.find_order(order).await? {
            let task = self.task(order, self.view(&payer.pubkey(), sweep).await?).await?;
            if task.steps.is_empty() {
                break;
            }
            // A step that is refused and still to be done is not done by trying again.
            if task.steps == last {
                return failed.map_or(Ok(()), Err);
            }
            failed = None;
            for step in &task.steps {
                match self.take_step(payer, &task, *step).await {
                    Ok(signature) => done(*step, signature),
                    // Somebody else may have taken it: look again, once the node has heard of it.
                    Err(error) => {
                        failed = Some(error);
                        tokio::time::sleep(HEARSAY).await;
                        break;
                    }
                }
            }
            last = task.steps;
        }
        Ok(())
    }

    /// Takes one step.
    pub async fn take_step(&self, payer: &Keypair, task: &Task, step: Step) -> Result<Signature, ChainError> {
        match (&task.order, step) {
            (order, Step::CloseBids) => self.bids_close(payer, order).await,
            (Order::Job(job), step) => self.take_job_step(payer, job, task.crew.as_ref(), step).await,
            (Order::Lease(lease), step) => self.take_lease_step(payer, lease, step).await,
        }
    }

    async fn view(&self, caller: &Address, sweep: Sweep) -> Result<View, ChainError> {
        let clock = self.chain().clock().await?;
        Ok(View { caller: *caller, now: clock.unix_timestamp, slot: clock.slot, sweep })
    }

    async fn task(&self, order: Order, view: View) -> Result<Task, ChainError> {
        let (crew, steps) = match &order {
            Order::Job(job) => {
                let crew = self.crew(job).await?;
                let steps = job::steps(&job.data, crew.as_ref().map(|crew| &crew.data), view);
                (crew, steps)
            }
            Order::Lease(lease) => (None, lease::steps(&lease.data, view)),
        };
        Ok(Task { order, crew, steps })
    }

    async fn find_order(&self, address: &Address) -> Result<Option<Order>, ChainError> {
        match self.order(address).await {
            Ok(order) => Ok(Some(order)),
            Err(ChainError::Missing { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn take_job_step(
        &self,
        payer: &Keypair,
        job: &Found<Job>,
        crew: Option<&Found<Crew>>,
        step: Step,
    ) -> Result<Signature, ChainError> {
        let missing = ChainError::Missing { what: Crew::NAME, address: job.address };
        let crew = || crew.map(|crew| &crew.data).ok_or(missing);
        match step {
            Step::Expire => self.job_expire(payer, job).await,
            Step::Reclaim => self.job_reclaim(payer, job).await,
            Step::ReclaimSeat(seat) => self.seat_reclaim(payer, job, crew()?, seat).await,
            Step::Conclude => self.crew_conclude(payer, &job.address).await,
            Step::DrawAudit => self.audit_draw(payer, &job.address).await,
            Step::OpenAudit => Ok(self.audit_open(payer, job).await?.0),
            Step::Lapse => self.job_lapse(payer, job).await,
            Step::Settle if job.data.has_crew() => self.crew_settle(payer, job).await,
            Step::Settle => self.job_settle(payer, job).await,
            Step::PayCredit(index) => self.credit_pay(payer, job, index).await,
            Step::PaySeat(seat) => self.seat_pay(payer, job, crew()?, seat).await,
            Step::ReleaseSeat(seat) => self.seat_release(payer, job, crew()?, seat).await,
            Step::CloseCrew => self.crew_close(payer, &job.address, crew()?).await,
            Step::Close => self.job_close(payer, job).await,
            Step::Leave | Step::End | Step::CloseBids => Err(unfit(Job::NAME)),
        }
    }

    async fn take_lease_step(
        &self,
        payer: &Keypair,
        lease: &Found<Lease>,
        step: Step,
    ) -> Result<Signature, ChainError> {
        match step {
            Step::Expire => self.lease_expire(payer, lease).await,
            Step::Reclaim => {
                let now = self.chain().clock().await?.unix_timestamp;
                self.lease_reclaim(payer, lease, now).await
            }
            Step::Settle => self.lease_settle(payer, lease).await,
            Step::Leave => self.lease_leave(payer, lease).await,
            Step::End => self.lease_end(payer, lease).await,
            Step::Close => self.lease_sweep(payer, lease).await,
            _ => Err(unfit(Lease::NAME)),
        }
    }
}

/// A step of another kind of order, which no plan has.
fn unfit(what: &str) -> ChainError {
    ChainError::Build(format!("a {what} has no such step"))
}
