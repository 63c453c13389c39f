use anchor_lang::prelude::*;
use furnace_common::proof::{judge, sample, Opening, Sample, Verdict};
use furnace_common::state::AttemptState;
use furnace_support::event;

use super::{now, sha256};
use crate::error::ProofsError;
use crate::events::{GpuCertified, ProofWrong};
use crate::state::{Attempt, Certificate};

/// Hashes of the longest path.
const DEPTH: usize = 26;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct SampleOpenArgs {
    /// Which sample, from 0.
    pub sample: u8,
    /// The entries of its leaf, four bytes each, the lowest first.
    pub entries: [u8; 64],
    /// The path from the leaf to the root of the round; what is beyond its length counts for nothing.
    pub path: [[u8; 32]; 26],
}

#[event_cpi]
#[derive(Accounts)]
pub struct SampleOpen {
    #[account(mut)]
    pub attempt: Account<Attempt>,
    #[account(
        mut,
        constraint = certificate.worker == attempt.worker @ ProofsError::WorkerMismatch,
        constraint = certificate.convicted_at == 0 @ ProofsError::Convicted
    )]
    pub certificate: Account<Certificate>,
}

pub(crate) fn handler(ctx: &mut Context<SampleOpen>, args: SampleOpenArgs) -> Result<()> {
    let now = now()?;
    let accounts = &mut ctx.accounts;
    let (attempt, certificate) = (&mut accounts.attempt, &mut accounts.certificate);
    attempt.require_open(args.sample, now)?;
    let (asked, verdict) = judged(attempt, &args)?;
    let (worker, epoch, gpu) = (attempt.worker, attempt.epoch, attempt.gpu);
    match attempt.take(args.sample, verdict)? {
        AttemptState::Proven => {
            let score = attempt.score();
            certificate.record(epoch, attempt.expires_at, gpu, score)?;
            emit!(GpuCertified { worker, epoch, score, gpu, _pad: [0; 7] });
        }
        AttemptState::Wrong => {
            certificate.convict(now);
            let Sample { round, row, column } = asked;
            let wrong =
                ProofWrong { worker, attempt: *attempt.address(), epoch, gpu, round, row, column, _pad: [0; 1] };
            event::emit_call(ctx.program_id, accounts.event_authority.account(), ctx.bumps.event_authority, &wrong)?;
        }
        _ => {}
    }
    Ok(())
}

/// What the opening says of the entry that the sample asks for.
fn judged(attempt: &Attempt, args: &SampleOpenArgs) -> Result<(Sample, Verdict)> {
    let (shape, (seed, root)) = (attempt.shape(), attempt.round_of(args.sample)?);
    let asked = sample(&attempt.random, u32::from(args.sample), &shape);
    let path = args.path.get(..shape.depth().min(DEPTH)).unwrap_or(&args.path);
    Ok((asked, judge(&shape, seed, root, &asked, &Opening { entries: &args.entries, path }, sha256)))
}
