use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::events::WorkerRegistered;
use crate::instructions::now;
use crate::state::{Hardware, Operator, Worker};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct WorkerRegisterArgs {
    /// X25519 public key to which clients encrypt secrets.
    pub encryption_key: [u8; 32],
    /// Memory of each GPU, in GiB.
    pub vram_gib: u16,
    pub gpus: u8,
    /// Most jobs that it may hold at once.
    pub max_jobs: u8,
    /// Where it is: the number of a bit of a market's regions, 0 to 31.
    pub region: u8,
}

#[derive(Accounts)]
pub struct WorkerRegister {
    #[account(address = operator.wallet @ JobsError::NotOperator)]
    pub wallet: Signer,
    /// Pays the rent.
    // It may be another of the signers.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The worker's hot key, which signs so that nobody registers a key that is not theirs.
    pub key: Signer,
    #[account(mut)]
    pub operator: Account<Operator>,
    #[account(
        init,
        payer = payer,
        seeds = [b"worker", operator.address().as_ref(), key.address().as_ref()],
        bump
    )]
    pub worker: Account<Worker>,
    pub system_program: Program<System>,
}

pub(crate) fn handler(ctx: &mut Context<WorkerRegister>, args: WorkerRegisterArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let (operator, key) = (*accounts.operator.address(), *accounts.key.address());
    let has = Hardware { gpus: args.gpus, vram_gib: args.vram_gib, max_jobs: args.max_jobs, region: args.region };
    accounts.worker.open(operator, key, args.encryption_key, has)?;
    accounts.worker.registered_at = now()?;
    accounts.worker.bump = ctx.bumps.worker;
    accounts.operator.add_worker(args.gpus)?;
    emit!(WorkerRegistered {
        worker: *accounts.worker.address(),
        operator,
        key,
        gpus: args.gpus,
        vram_gib: args.vram_gib
    });
    Ok(())
}
