use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;

use super::DisputeStep;
use crate::{accounts::Dispute, chain::ChainError, furnace::Furnace};

impl Furnace {
    /// Takes step after step of a dispute, until it waits or is closed. `done` hears of each; anyone may pay for them.
    pub async fn dispute_finish(
        &self,
        payer: &Keypair,
        address: &Address,
        done: &mut (dyn FnMut(DisputeStep, Signature) + Send),
    ) -> Result<(), ChainError> {
        let mut refused: Option<(DisputeStep, ChainError)> = None;
        while let Some(found) = self.find::<Dispute>(address).await? {
            let Some(step) = self.dispute_step(&found).await? else { break };
            // What somebody else did meanwhile is no failure; what is still to be done is.
            if let Some((last, error)) = refused.take()
                && last == step
            {
                return Err(error);
            }
            match self.dispute_advance(payer, &found, step).await {
                Ok(signature) => done(step, signature),
                Err(error) => refused = Some((step, error)),
            }
        }
        Ok(())
    }
}
