use anchor_lang::prelude::*;
use furnace_jobs::state::Worker;

use crate::error::ProofsError;
use crate::state::Certificate;

#[derive(Accounts)]
pub struct CertificateClose {
    #[account(constraint = worker.retired != 0 @ ProofsError::WorkerActive)]
    pub worker: Account<Worker>,
    #[account(
        mut,
        close = rent_payer,
        constraint = certificate.worker == *worker.address() @ ProofsError::WorkerMismatch,
        constraint = certificate.convicted_at == 0 @ ProofsError::Convicted
    )]
    pub certificate: Account<Certificate>,
    /// Gets the rent.
    #[account(mut, address = certificate.rent_payer @ ProofsError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

pub(crate) fn handler(_ctx: &mut Context<CertificateClose>) -> Result<()> {
    Ok(())
}
