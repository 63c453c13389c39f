//! Roles, pauses and parameters of the whole protocol.

use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::Furnace;
use crate::{
    chain::ChainError, generated::governance::instructions::ParametersProposeInstructionArgs, instructions::governance,
    parameters::Parameters,
};

impl Furnace {
    /// Pauses what the bits of [`furnace_common::pause`] name; by the guardian or the authority.
    pub async fn pause(&self, by: &Keypair, what: u8) -> Result<Signature, ChainError> {
        self.chain().send(&[governance::pause(by.pubkey(), what)], &[by]).await
    }

    /// Lets it go on; by the authority.
    pub async fn unpause(&self, authority: &Keypair, what: u8) -> Result<Signature, ChainError> {
        self.chain().send(&[governance::unpause(authority.pubkey(), what)], &[authority]).await
    }

    /// Announces parameters; by the authority. Those announced before are forgotten.
    pub async fn parameters_propose(
        &self,
        authority: &Keypair,
        parameters: Parameters,
    ) -> Result<Signature, ChainError> {
        let args = ParametersProposeInstructionArgs { args: parameters };
        self.chain().send(&[governance::parameters_propose(authority.pubkey(), args)], &[authority]).await
    }

    /// Puts announced parameters into effect once their notice is over; anyone may pay for it.
    pub async fn parameters_apply(&self, payer: &Keypair) -> Result<Signature, ChainError> {
        self.chain().send(&[governance::parameters_apply()], &[payer]).await
    }

    /// Withdraws announced parameters; by the authority or the guardian.
    pub async fn parameters_cancel(&self, by: &Keypair) -> Result<Signature, ChainError> {
        self.chain().send(&[governance::parameters_cancel(by.pubkey())], &[by]).await
    }

    /// Offers the authority's role; by the authority. The default address withdraws an offer.
    pub async fn authority_propose(&self, authority: &Keypair, proposed: &Address) -> Result<Signature, ChainError> {
        self.chain().send(&[governance::authority_propose(authority.pubkey(), *proposed)], &[authority]).await
    }

    /// Takes the offered role.
    pub async fn authority_accept(&self, proposed: &Keypair) -> Result<Signature, ChainError> {
        self.chain().send(&[governance::authority_accept(proposed.pubkey())], &[proposed]).await
    }

    /// Names another guardian; by the authority.
    pub async fn guardian_set(&self, authority: &Keypair, guardian: &Address) -> Result<Signature, ChainError> {
        self.chain().send(&[governance::guardian_set(authority.pubkey(), *guardian)], &[authority]).await
    }
}
