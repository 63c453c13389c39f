//! Verifiers: their bond, and their place on the roster.

use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::Furnace;
use crate::{
    accounts::{ProgramAccount, Roster, Verifier},
    chain::ChainError,
    instructions::{token, verifier},
    pda,
};

impl Furnace {
    /// The roster of verifiers.
    pub async fn roster(&self) -> Result<Roster, ChainError> {
        Ok(self.get::<Roster>(&pda::roster()).await?.data)
    }

    /// Makes a wallet a verifier whose votes `key` signs, with a bond from its HEAT account, base units, and puts it on
    /// the roster; on a full one as [`Furnace::verifier_list`] does.
    pub async fn verifier_register(&self, wallet: &Keypair, key: Address, bond: u64) -> Result<Signature, ChainError> {
        let owner = wallet.pubkey();
        let instructions = [
            verifier::verifier_register(owner, owner, key),
            verifier::verifier_deposit(owner, pda::heat_account(&owner), bond),
            self.placing(&owner, bond).await?,
        ];
        self.chain().send(&instructions, &[wallet]).await
    }

    /// Adds to a verifier's bond, base units; the roster knows it with the next [`Furnace::verifier_list`].
    pub async fn verifier_deposit(&self, wallet: &Keypair, amount: u64) -> Result<Signature, ChainError> {
        let owner = wallet.pubkey();
        let deposit = verifier::verifier_deposit(owner, pda::heat_account(&owner), amount);
        self.chain().send(&[deposit], &[wallet]).await
    }

    /// Brings a verifier's weight on the roster up to date with its bond; anyone may pay for it. On a full roster it takes
    /// the lowest place for a larger bond, and has to be repeated when that is free.
    pub async fn verifier_list(&self, payer: &Keypair, wallet: &Address) -> Result<Signature, ChainError> {
        let bond = self.get::<Verifier>(&pda::verifier(wallet)).await?.data.bond;
        self.chain().send(&[self.placing(wallet, bond).await?], &[payer]).await
    }

    /// Takes a verifier off the roster; its bond is free when it answers for no vote any more.
    pub async fn verifier_leave(&self, wallet: &Keypair) -> Result<Signature, ChainError> {
        self.chain().send(&[verifier::verifier_leave(wallet.pubkey())], &[wallet]).await
    }

    /// Pays out what a verifier earned, and its bond once that is free, to its wallet's HEAT account.
    pub async fn verifier_withdraw(&self, wallet: &Keypair) -> Result<Signature, ChainError> {
        let owner = wallet.pubkey();
        let withdraw = verifier::verifier_withdraw(owner, pda::heat_account(&owner));
        self.chain().send(&[token::heat_account_open(owner, owner), withdraw], &[wallet]).await
    }

    /// Closes the account of a verifier that has nothing in it.
    pub async fn verifier_close(&self, wallet: &Keypair) -> Result<Signature, ChainError> {
        let found = self.get::<Verifier>(&pda::verifier(&wallet.pubkey())).await?;
        self.chain().send(&[verifier::verifier_close(&found.data)], &[wallet]).await
    }

    /// What brings a verifier with a bond nearer to its place.
    async fn placing(&self, wallet: &Address, bond: u64) -> Result<Instruction, ChainError> {
        let (roster, now) = (self.roster().await?, self.chain().clock().await?.unix_timestamp);
        let own = roster.place_of(&pda::verifier(wallet)).map(|(place, _)| place);
        if let Some(place) = own.or_else(|| roster.free_place(now)) {
            return Ok(verifier::verifier_list(wallet, place));
        }
        match roster.lowest_place() {
            Some((_, 0)) => Err(ChainError::Build(format!("a place on the {} is free soon; try again", Roster::NAME))),
            Some((place, weight)) if weight < bond => Ok(verifier::verifier_displace(wallet, place)),
            _ => Err(ChainError::Build(format!("the {} is full, and no bond on it is smaller", Roster::NAME))),
        }
    }
}
