use anchor_lang::prelude::*;
use furnace_common::dispute::ACCUSER_FEES;

use crate::error::SlashingError;
use crate::instructions::bonds::*;
use crate::state::{Dispute, Roster, Verifier};

/// Who says that a result is wrong, and puts down a bond for it.
#[derive(Accounts)]
pub struct Accusation {
    /// The client, or the wallet of a verifier on the roster.
    pub accuser: Signer,
    /// Where the bond comes from; the token program checks its mint and the accuser's right to it.
    #[account(mut)]
    pub source: UncheckedAccount,
    /// The accuser's, where it is not the client.
    pub verifier: Option<Account<Verifier>>,
    pub roster: Account<Roster>,
}

impl Accusation {
    /// The accuser has something to lose by it.
    pub(crate) fn require_of(&self, client: &Address) -> Result<()> {
        if self.accuser.address() == client {
            return Ok(());
        }
        let verifier = self.verifier.as_ref().ok_or(SlashingError::NotAccuser)?;
        require!(verifier.wallet == *self.accuser.address(), SlashingError::NotAccuser);
        self.roster.require_listed(verifier.place, verifier.address())
    }

    /// Accuses, and takes the bond.
    pub(crate) fn accuse(&self, dispute: &mut Dispute, claimed_hash: [u8; 32], bonds: &mut Bonds) -> Result<()> {
        let bond = dispute.fee.checked_mul(ACCUSER_FEES).ok_or(SlashingError::Overflow)?;
        dispute.accuse(*self.accuser.address(), claimed_hash, bond)?;
        bonds.take(&self.source, &self.accuser, bond)
    }
}
