//! What the authority and the guardian do.

use furnace_client::generated::governance::instructions::ParametersProposeInstructionArgs;
use furnace_client::generated::governance::types::Parameters;
use furnace_client::instructions::governance;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::chain::Receipt;
use crate::errors::Failure;
use crate::network::Network;

impl Network {
    pub fn try_offer_authority(&mut self, authority: &Keypair, to: Address) -> Result<Receipt, Failure> {
        self.send(&[governance::authority_propose(authority.pubkey(), to)], &[authority])
    }

    pub fn try_accept_authority(&mut self, authority: &Keypair) -> Result<Receipt, Failure> {
        self.send(&[governance::authority_accept(authority.pubkey())], &[authority])
    }

    pub fn try_set_guardian(&mut self, authority: &Keypair, guardian: Address) -> Result<Receipt, Failure> {
        self.send(&[governance::guardian_set(authority.pubkey(), guardian)], &[authority])
    }

    pub fn try_pause(&mut self, by: &Keypair, what: u8) -> Result<Receipt, Failure> {
        self.send(&[governance::pause(by.pubkey(), what)], &[by])
    }

    pub fn try_unpause(&mut self, by: &Keypair, what: u8) -> Result<Receipt, Failure> {
        self.send(&[governance::unpause(by.pubkey(), what)], &[by])
    }

    pub fn try_propose(&mut self, by: &Keypair, parameters: Parameters) -> Result<Receipt, Failure> {
        let args = ParametersProposeInstructionArgs { args: parameters };
        self.send(&[governance::parameters_propose(by.pubkey(), args)], &[by])
    }

    pub fn try_apply(&mut self) -> Result<Receipt, Failure> {
        self.send(&[governance::parameters_apply()], &[])
    }

    pub fn try_cancel_proposal(&mut self, by: &Keypair) -> Result<Receipt, Failure> {
        self.send(&[governance::parameters_cancel(by.pubkey())], &[by])
    }

    /// Announces changed parameters, waits for the notice to end and applies them.
    pub fn change_parameters(&mut self, change: impl FnOnce(&mut Parameters)) {
        let mut parameters = self.governance().parameters;
        change(&mut parameters);
        let authority = self.authority.insecure_clone();
        self.try_propose(&authority, parameters).expect("parameters are announced");
        let effective_at = self.governance().effective_at;
        self.chain.set_time(effective_at);
        self.try_apply().expect("parameters are applied");
    }
}
