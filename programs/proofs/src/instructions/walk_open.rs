use anchor_lang::prelude::*;
use furnace_common::memory::{judge, sample, tree, Opening, Verdict};
use furnace_common::state::AttemptState;
use furnace_support::event;

use super::{now, sha256};
use crate::error::ProofsError;
use crate::events::{MemoryCertified, MemoryWrong};
use crate::state::{Certificate, MemoryAttempt};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct WalkOpenArgs {
    /// Which sample, from 0.
    pub sample: u8,
    /// The ends of the walks of its leaf, four bytes each, the lowest first.
    pub ends: [u8; 64],
    /// The path from the leaf to the root of its part; what is beyond its length counts for nothing.
    pub path: [[u8; 32]; 26],
}

#[event_cpi]
#[derive(Accounts)]
pub struct WalkOpen {
    #[account(mut)]
    pub memory: Account<MemoryAttempt>,
    #[account(
        mut,
        constraint = certificate.worker == memory.worker @ ProofsError::WorkerMismatch,
        constraint = certificate.convicted_at == 0 @ ProofsError::Convicted
    )]
    pub certificate: Account<Certificate>,
}

pub(crate) fn handler(ctx: &mut Context<WalkOpen>, args: WalkOpenArgs) -> Result<()> {
    let now = now()?;
    let accounts = &mut ctx.accounts;
    let (memory, certificate) = (&mut accounts.memory, &mut accounts.certificate);
    memory.require_open(args.sample, now)?;
    let walk = sample(&memory.random, u32::from(args.sample), memory.mib);
    let verdict = judged(memory, walk, &args);
    let (worker, epoch, gpu, mib) = (memory.worker, memory.epoch, memory.gpu, memory.mib);
    match memory.take(args.sample, verdict)? {
        AttemptState::Proven => {
            certificate.record_memory(epoch, memory.expires_at, gpu, mib)?;
            emit!(MemoryCertified { worker, epoch, mib, gpu, _pad: [0; 3] });
        }
        AttemptState::Wrong => {
            certificate.convict(now);
            let wrong = MemoryWrong { worker, memory: *memory.address(), epoch, walk, gpu, _pad: [0; 7] };
            event::emit_call(ctx.program_id, accounts.event_authority.account(), ctx.bumps.event_authority, &wrong)?;
        }
        _ => {}
    }
    Ok(())
}

/// What the opening says of a walk.
fn judged(memory: &MemoryAttempt, walk: u64, args: &WalkOpenArgs) -> Verdict {
    let path = args.path.get(..tree::depth(memory.mib)).unwrap_or(&args.path);
    judge(memory.mib, &memory.seed, &memory.roots, walk, &Opening { ends: &args.ends, path }, sha256)
}

const _: () = assert!(tree::MAX_DEPTH == 26 && tree::PARTS == 16);
