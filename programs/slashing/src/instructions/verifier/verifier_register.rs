use anchor_lang::prelude::*;

use crate::events::VerifierRegistered;
use crate::state::Verifier;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct VerifierRegisterArgs {
    /// Hot key that votes.
    pub key: Address,
}

#[derive(Accounts)]
pub struct VerifierRegister {
    pub wallet: Signer,
    /// Pays the rent and gets it back.
    // It may be another of the signers.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(init, payer = payer, seeds = [b"verifier", wallet.address().as_ref()], bump)]
    pub verifier: Account<Verifier>,
    pub system_program: Program<System>,
}

pub(crate) fn handler(ctx: &mut Context<VerifierRegister>, args: VerifierRegisterArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let (wallet, verifier) = (*accounts.wallet.address(), &mut accounts.verifier);
    verifier.wallet = wallet;
    verifier.key = args.key;
    verifier.rent_payer = *accounts.payer.address();
    verifier.version = Verifier::VERSION;
    verifier.bump = ctx.bumps.verifier;
    emit!(VerifierRegistered { verifier: *verifier.address(), wallet, key: args.key });
    Ok(())
}
