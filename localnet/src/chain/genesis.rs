//! What exists in the first slot: programs with their upgrade authority, and wallets with SOL.

use solana_address::Address;

/// A program to deploy.
#[derive(Clone, Debug)]
pub struct Program {
    /// Where it lives.
    pub id: Address,
    /// Its ELF file.
    pub elf: Vec<u8>,
}

/// The programs and wallets of the first slot.
#[derive(Clone, Debug, Default)]
pub struct Genesis {
    programs: Vec<(Program, Address)>,
    wallets: Vec<(Address, u64)>,
}

impl Genesis {
    /// Deploys a program, which `authority` may upgrade and initialise.
    pub fn program(mut self, program: &Program, authority: &Address) -> Self {
        self.programs.push((program.clone(), *authority));
        self
    }

    /// Puts lamports into a wallet.
    pub fn wallet(mut self, address: &Address, lamports: u64) -> Self {
        self.wallets.push((*address, lamports));
        self
    }

    /// Programs, each with its upgrade authority.
    pub(super) fn programs(&self) -> &[(Program, Address)] {
        &self.programs
    }

    /// Wallets, each with its lamports.
    pub(super) fn wallets(&self) -> &[(Address, u64)] {
        &self.wallets
    }
}
