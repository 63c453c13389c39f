use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::dispute::ACCUSER_FEES;
use furnace_common::state::Round;

use super::opening::*;
use crate::error::SlashingError;
use crate::instructions::{bonds::*, now};
use crate::state::{Roster, Verifier};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct DisputeOpenArgs {
    /// The result that is right: sha256 of its manifest.
    pub claimed_hash: [u8; 32],
    /// Bump of the dispute's address, found by the caller.
    pub bump: u8,
}

#[derive(Accounts)]
pub struct DisputeOpen {
    /// The client, or the wallet of a verifier on the roster.
    pub accuser: Signer,
    pub opening: Nested<Opening>,
    pub bonds: Nested<Bonds>,
    /// Where the bond comes from; the token program checks its mint and the accuser's right to it.
    #[account(mut)]
    pub source: UncheckedAccount,
    /// The accuser's, where it is not the client.
    pub verifier: Option<Account<Verifier>>,
    pub roster: Account<Roster>,
}

impl DisputeOpen {
    /// The accuser has something to lose by it.
    fn require_accuser(&self) -> Result<()> {
        if *self.accuser.address() == self.opening.job.client {
            return Ok(());
        }
        let verifier = self.verifier.as_ref().ok_or(SlashingError::NotAccuser)?;
        require!(verifier.wallet == *self.accuser.address(), SlashingError::NotAccuser);
        self.roster.require_listed(verifier.place, verifier.address())
    }
}

pub(crate) fn handler(ctx: &mut Context<DisputeOpen>, args: DisputeOpenArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.require_accuser()?;
    let accuser = *accounts.accuser.address();
    let mut dispute = accounts.opening.create(&accuser, args.bump, now()?)?;
    let bond = dispute.fee.checked_mul(ACCUSER_FEES).ok_or(SlashingError::Overflow)?;
    dispute.accuse(accuser, args.claimed_hash, bond)?;
    accounts.bonds.take(&accounts.source, &accounts.accuser, bond)?;
    accounts.opening.begin(&mut dispute, Round::First, &accounts.bonds.authority)
}
