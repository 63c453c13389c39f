//! What exists in the first slot: programs with their upgrade authority, and wallets with SOL.

use std::collections::BTreeMap;

use base64::{Engine, prelude::BASE64_STANDARD};
use solana_address::Address;
use solana_rent::Rent;
use solana_sdk_ids::{bpf_loader_upgradeable, system_program};
use surfpool_types::AccountSnapshot;

/// Variants of the upgradeable loader's account state.
const PROGRAM: u32 = 2;
const PROGRAM_DATA: u32 = 3;
/// Marks an authority that is there.
const SOME: u8 = 1;

/// A program to deploy.
#[derive(Clone, Debug)]
pub struct Program {
    /// Where it lives.
    pub id: Address,
    /// Its ELF file.
    pub elf: Vec<u8>,
}

/// The accounts of the first slot.
#[derive(Clone, Debug, Default)]
pub struct Genesis {
    accounts: BTreeMap<String, Option<AccountSnapshot>>,
}

impl Genesis {
    /// Deploys a program the way the upgradeable loader would have, so that `authority` may upgrade
    /// and initialise it.
    pub fn program(mut self, program: &Program, authority: &Address) -> Self {
        let (data_address, _) = Address::find_program_address(&[program.id.as_ref()], &bpf_loader_upgradeable::ID);
        let pointer = [&PROGRAM.to_le_bytes()[..], data_address.as_ref()].concat();
        let slot = 0u64.to_le_bytes();
        let header = [&PROGRAM_DATA.to_le_bytes()[..], &slot, &[SOME], authority.as_ref()].concat();
        self.put(data_address, account(&bpf_loader_upgradeable::ID, [header, program.elf.clone()].concat(), false));
        self.put(program.id, account(&bpf_loader_upgradeable::ID, pointer, true));
        self
    }

    /// Puts lamports into a wallet.
    pub fn wallet(mut self, address: &Address, lamports: u64) -> Self {
        let wallet = AccountSnapshot { lamports, ..account(&system_program::ID, Vec::new(), false) };
        self.put(*address, wallet);
        self
    }

    pub(super) fn into_accounts(self) -> BTreeMap<String, Option<AccountSnapshot>> {
        self.accounts
    }

    fn put(&mut self, address: Address, account: AccountSnapshot) {
        self.accounts.insert(address.to_string(), Some(account));
    }
}

fn account(owner: &Address, data: Vec<u8>, executable: bool) -> AccountSnapshot {
    AccountSnapshot {
        lamports: Rent::default().minimum_balance(data.len()),
        owner: owner.to_string(),
        executable,
        rent_epoch: u64::MAX,
        data: BASE64_STANDARD.encode(data),
        parsed_data: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_names_its_upgrade_authority() {
        let (id, authority) = (Address::new_from_array([7; 32]), Address::new_from_array([9; 32]));
        let accounts = Genesis::default().program(&Program { id, elf: vec![1, 2, 3] }, &authority).into_accounts();
        let (data_address, _) = Address::find_program_address(&[id.as_ref()], &bpf_loader_upgradeable::ID);
        let data = |address: &Address| {
            let account = accounts[&address.to_string()].as_ref().expect("present");
            BASE64_STANDARD.decode(&account.data).expect("base64")
        };
        assert_eq!(data(&id)[4..], *data_address.as_ref());
        let program_data = data(&data_address);
        assert_eq!(program_data[12], SOME);
        assert_eq!(program_data[13..45], *authority.as_ref());
        assert_eq!(program_data[45..], [1, 2, 3]);
    }
}
