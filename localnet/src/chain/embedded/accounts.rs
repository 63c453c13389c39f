//! The first slot as accounts, laid out the way the upgradeable loader would have left them.

use std::collections::BTreeMap;

use base64::{Engine, prelude::BASE64_STANDARD};
use solana_address::Address;
use solana_rent::Rent;
use solana_sdk_ids::{bpf_loader_upgradeable, system_program};
use surfpool_types::AccountSnapshot;

use crate::chain::{Genesis, Program};

/// Variants of the upgradeable loader's account state.
const PROGRAM: u32 = 2;
const PROGRAM_DATA: u32 = 3;
/// Marks an authority that is there.
const SOME: u8 = 1;

/// Accounts by address.
pub(super) type Accounts = BTreeMap<String, Option<AccountSnapshot>>;

/// The accounts of the first slot.
pub(super) fn of(genesis: &Genesis) -> Accounts {
    let programs = genesis.programs().iter().flat_map(|(program, authority)| deployed(program, authority));
    let wallets = genesis.wallets().iter().map(|(address, lamports)| {
        let empty = account(&system_program::ID, Vec::new(), false);
        (*address, AccountSnapshot { lamports: *lamports, ..empty })
    });
    programs.chain(wallets).map(|(address, account)| (address.to_string(), Some(account))).collect()
}

fn deployed(program: &Program, authority: &Address) -> [(Address, AccountSnapshot); 2] {
    let (data_address, _) = Address::find_program_address(&[program.id.as_ref()], &bpf_loader_upgradeable::ID);
    let pointer = [&PROGRAM.to_le_bytes()[..], data_address.as_ref()].concat();
    let slot = 0u64.to_le_bytes();
    let header = [&PROGRAM_DATA.to_le_bytes()[..], &slot, &[SOME], authority.as_ref()].concat();
    let data = account(&bpf_loader_upgradeable::ID, [header, program.elf.clone()].concat(), false);
    [(data_address, data), (program.id, account(&bpf_loader_upgradeable::ID, pointer, true))]
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
        let accounts = of(&Genesis::default().program(&Program { id, elf: vec![1, 2, 3] }, &authority));
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
