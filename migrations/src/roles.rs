//! Who does what in a set-up.

use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::Config;

/// Addresses of everyone concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Roles {
    /// Upgrade authority of the programs, and opener of the first market.
    pub deployer: Address,
    /// Pays fees and rent.
    pub payer: Address,
    /// May change parameters afterwards.
    pub authority: Address,
    /// May pause new stakes and new jobs.
    pub guardian: Address,
    /// Owner of the treasury's token accounts.
    pub treasury_owner: Address,
}

/// Who signs a set-up.
#[derive(Clone, Copy)]
pub struct Signers<'a> {
    /// Upgrade authority of the programs.
    pub deployer: &'a Keypair,
    /// Pays fees and rent; may be the deployer.
    pub payer: &'a Keypair,
}

impl Roles {
    /// The roles that a configuration hands out. What it hands to nobody falls to the deployer, and the
    /// guardian's to the authority.
    pub fn new(config: &Config, deployer: Address, payer: Address) -> Self {
        let authority = config.governance.authority.unwrap_or(deployer);
        Self {
            deployer,
            payer,
            authority,
            guardian: config.governance.guardian.unwrap_or(authority),
            treasury_owner: config.treasury.unwrap_or(deployer),
        }
    }
}

impl<'a> Signers<'a> {
    /// One wallet for everything.
    pub fn one(deployer: &'a Keypair) -> Self {
        Self { deployer, payer: deployer }
    }

    /// The roles that go with these signers.
    pub fn roles(&self, config: &Config) -> Roles {
        Roles::new(config, self.deployer.pubkey(), self.payer.pubkey())
    }

    /// Those who have to sign an instruction, the payer first.
    pub(crate) fn of(&self, instruction: &Instruction) -> Vec<&'a Keypair> {
        let deployer = self.deployer.pubkey();
        let asked = instruction.accounts.iter().any(|account| account.is_signer && account.pubkey == deployer);
        let mut signers = vec![self.payer];
        if asked {
            signers.push(self.deployer);
        }
        signers
    }
}
