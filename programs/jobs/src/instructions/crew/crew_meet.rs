use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::state::{Crew, Job};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct CrewMeetArgs {
    /// Whom it is for.
    pub rank: u8,
    /// How to reach rank 0, encrypted to the encryption key of that rank's worker.
    pub rendezvous: [u8; 96],
}

#[derive(Accounts)]
pub struct CrewMeet {
    /// The hot key of rank 0's worker.
    pub key: Signer,
    pub job: Account<Job>,
    #[account(mut, constraint = crew.job == *job.address() @ JobsError::JobMismatch)]
    pub crew: Account<Crew>,
}

pub(crate) fn handler(ctx: &mut Context<CrewMeet>, args: CrewMeetArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.crew.meet(&accounts.job, accounts.key.address(), args.rank, &args.rendezvous)
}
