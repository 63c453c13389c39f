//! HEAT for the wallets: real transfers out of the treasury, so that the supply adds up.

use furnace_client::{
    chain::{Chain, ChainError},
    instructions::token,
    pda,
};

use crate::actors::Actor;

/// Wallets that one transaction serves.
const PER_TRANSACTION: usize = 5;

/// Gives every wallet its HEAT, at the treasury's expense.
pub(crate) async fn hand_out(chain: &dyn Chain, treasury: &Actor, actors: &[Actor]) -> Result<(), ChainError> {
    let recipients: Vec<_> = actors.iter().filter(|actor| actor.heat().0 > 0).collect();
    let payer = treasury.address();
    for batch in recipients.chunks(PER_TRANSACTION) {
        let mut instructions = Vec::with_capacity(2 * batch.len());
        for actor in batch {
            let account = pda::heat_account(&actor.address());
            instructions.push(token::heat_account_open(payer, actor.address()));
            instructions.push(token::transfer(pda::treasury(), account, payer, actor.heat().0)?);
        }
        chain.send(&instructions, &[&treasury.keypair]).await?;
    }
    Ok(())
}
