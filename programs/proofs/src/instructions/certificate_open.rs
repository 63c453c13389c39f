use anchor_lang::prelude::*;
use furnace_jobs::state::Worker;

use crate::error::ProofsError;
use crate::state::Certificate;

#[derive(Accounts)]
pub struct CertificateOpen {
    /// Pays the rent and gets it back.
    #[account(mut)]
    pub payer: Signer,
    #[account(constraint = worker.retired == 0 @ ProofsError::WorkerRetired)]
    pub worker: Account<Worker>,
    #[account(init, payer = payer, seeds = [b"certificate", worker.address().as_ref()], bump)]
    pub certificate: Account<Certificate>,
    pub system_program: Program<System>,
}

pub(crate) fn handler(ctx: &mut Context<CertificateOpen>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.certificate.open(*accounts.worker.address(), *accounts.payer.address());
    accounts.certificate.bump = ctx.bumps.certificate;
    Ok(())
}
