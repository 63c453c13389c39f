use anchor_lang::prelude::*;
use anchor_lang::solana_program::hash::hashv;
use furnace_common::product::{self, tree::MAX_DEPTH, Product};
use furnace_common::proof::tree::entry_of;
use furnace_common::state::{CrewKind, JobState};
use furnace_jobs::state::Job;

use crate::error::SlashingError;
use crate::events::EntryRefuted;
use crate::instructions::now;
use crate::state::Refutation;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct EntryRefuteArgs {
    /// Shape and seed of the product, as the job's spec has them.
    pub rows: u32,
    pub columns: u32,
    pub inner: u32,
    pub seed: u64,
    /// The entry that is wrong, from 0.
    pub row: u16,
    pub column: u16,
    /// sha256 of the result's file of entries.
    pub file: [u8; 32],
    /// The entries of its leaf, four bytes each, the lowest first.
    pub entries: [u8; 64],
    /// The path from the leaf to the root; what is beyond its length counts for nothing.
    pub path: [[u8; 32]; 24],
}

const _: () = assert!(MAX_DEPTH == 24);

#[derive(Accounts)]
pub struct EntryRefute {
    /// Pays the rent of the record and gets it back; is paid for the report.
    #[account(mut)]
    pub refuter: Signer,
    pub job: Account<Job>,
    #[account(init, payer = refuter, seeds = [b"refutation", job.address().as_ref(), &[job.attempts]], bump)]
    pub refutation: Account<Refutation>,
    pub system_program: Program<System>,
}

impl EntryRefute {
    /// A result of one worker is there.
    fn require_attested(&self) -> Result<()> {
        let state = JobState::from_byte(self.job.state).ok_or(SlashingError::UnknownState)?;
        let attested = matches!(state, JobState::Review | JobState::Disputed | JobState::Settled);
        require!(attested && self.job.crew == CrewKind::Solo.byte(), SlashingError::NothingAttested);
        Ok(())
    }

    /// What the job's worker attested to at a place that its job asked for, and what is right there.
    fn said_and_right(&self, args: &EntryRefuteArgs) -> Result<(i32, i32)> {
        let EntryRefuteArgs { rows, columns, inner, seed, row, column, .. } = *args;
        let product = Product { rows, columns, inner, seed };
        require!(product.is_valid(), SlashingError::EntryOutside);
        require!(product.leaf_index(row, column).is_some(), SlashingError::EntryOutside);
        require!(product::spec_hash(&product, sha256) == self.job.spec_hash, SlashingError::SpecMismatch);
        let path = args.path.get(..product.depth()).unwrap_or(&args.path);
        let result = product::result_hash(&product, &args.file, (row, column), &args.entries, path, sha256);
        require!(result == Some(self.job.result_hash), SlashingError::ResultMismatch);
        Ok((entry_of(&args.entries, column), product::entry(&product, row, column)))
    }
}

pub(crate) fn handler(ctx: &mut Context<EntryRefute>, args: &EntryRefuteArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.require_attested()?;
    let (said, right) = accounts.said_and_right(args)?;
    require!(said != right, SlashingError::EntryRight);
    let (job, refuter) = (*accounts.job.address(), *accounts.refuter.address());
    accounts.refutation.open(&job, &accounts.job, refuter, (args.row, args.column), now()?);
    accounts.refutation.bump = ctx.bumps.refutation;
    let Refutation { worker, row, column, attempt, .. } = *accounts.refutation;
    emit!(EntryRefuted { job, worker, refuter, row, column, said, right, attempt, _pad: [0; 3] });
    Ok(())
}

fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    hashv(parts).to_bytes()
}
