use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::state::CrewKind;
use furnace_support::event;

use crate::error::JobsError;
use crate::events::SeatPaid;
use crate::instructions::now;
use crate::instructions::payout::*;
use crate::state::{Crew, Job, Worker};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct SeatPayArgs {
    pub seat: u8,
}

#[event_cpi]
#[derive(Accounts)]
pub struct SeatPay {
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, constraint = crew.job == *job.address() @ JobsError::JobMismatch)]
    pub crew: Account<Crew>,
    /// The seat's.
    #[account(mut)]
    pub worker: Account<Worker>,
    pub payout: Nested<Payout>,
}

impl SeatPay {
    /// What the work was worth is the same for all: it is fixed by the first seat that is paid.
    fn fix_worth(&mut self) -> Result<()> {
        let (job, payout, now) = (&mut self.job, &mut self.payout, now()?);
        let due_at = match job.crew()? {
            CrewKind::Replicas => {
                // No client was there when the job settled.
                payout.balance.count_settled()?;
                job.submitted_at
            }
            CrewKind::Gang | CrewKind::Solo => job.review_ends_at,
        };
        let worth = job.escrow.worth(job.price, payout.pricing.price(now)?, due_at, now)?;
        job.worth = worth.min(self.crew.each);
        Ok(())
    }

    fn pay(&mut self, index: u8) -> Result<SeatPaid> {
        let seat = self.crew.seat(index)?;
        require!(seat.worker == *self.worker.address(), JobsError::JobMismatch);
        self.payout.require_of(&self.job.escrow, &seat.operator)?;
        let busy_seconds = seat.busy_seconds(self.job.started_at);
        self.crew.require_payable(&self.job, index)?;
        if self.crew.paid == 0 {
            self.fix_worth()?;
        }
        let (job, payout) = (&mut self.job, &mut self.payout);
        let share = self.crew.pay(job, index)?;
        self.worker.complete(busy_seconds)?;
        payout.operator.release(job.escrow.collateral)?;
        let parts = payout.pay(&mut job.escrow, share.due, share.kept)?;
        Ok(SeatPaid {
            job: *job.address(),
            worker: *self.worker.address(),
            paid: parts.worker,
            burned: parts.burn,
            fee: parts.fee,
        })
    }
}

pub(crate) fn handler(ctx: &mut Context<SeatPay>, args: SeatPayArgs) -> Result<()> {
    let paid = ctx.accounts.pay(args.seat)?;
    event::emit_call(ctx.program_id, ctx.accounts.event_authority.account(), ctx.bumps.event_authority, &paid)
}
