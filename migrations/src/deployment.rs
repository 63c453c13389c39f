//! Whether the programs, the dollar token and the bond are there, and whether the deployer may initialise the programs.
//!
//! The programs check this themselves. Asking first gives an answer that says what to do.

use furnace_client::{
    chain::{Chain, ChainError},
    heat::{DECIMALS, Heat},
    pda, program,
};
use furnace_common::limits::MARKET_BOND;
use solana_account::Account;
use solana_address::Address;

use crate::MigrationError;

const PROGRAMS: [(&str, Address); 6] = [
    ("furnace_governance", program::GOVERNANCE),
    ("furnace_token", program::TOKEN),
    ("furnace_staking", program::STAKING),
    ("furnace_jobs", program::JOBS),
    ("furnace_slashing", program::SLASHING),
    ("furnace_proofs", program::PROOFS),
];

/// The loader's `ProgramData` state: `tag u32 | slot u64 | Option<authority> (u8, 32 bytes)`.
const PROGRAM_DATA_TAG: [u8; 4] = 3u32.to_le_bytes();
const HAS_AUTHORITY: usize = 12;
const AUTHORITY: usize = 13;

/// Refuses when a program is missing.
pub(crate) async fn check_deployed(chain: &dyn Chain) -> Result<(), MigrationError> {
    let found = chain.accounts(&PROGRAMS.map(|(_, id)| id)).await.map_err(MigrationError::Reading)?;
    let missing: Vec<_> = PROGRAMS
        .iter()
        .zip(&found)
        .filter(|(_, account)| !account.as_ref().is_some_and(|account| account.executable))
        .map(|((name, id), _)| format!("{name} ({id})"))
        .collect();
    if missing.is_empty() { Ok(()) } else { Err(MigrationError::NotDeployed { programs: missing.join(", ") }) }
}

/// Refuses when `deployer` is not the upgrade authority of a program.
pub(crate) async fn check_authority(chain: &dyn Chain, id: &Address, deployer: &Address) -> Result<(), MigrationError> {
    let program = PROGRAMS.iter().find(|(_, known)| known == id).map_or("program", |(name, _)| *name);
    let data = chain.account(&pda::program_data(id)).await.map_err(MigrationError::Reading)?;
    match data.as_ref().and_then(upgrade_authority) {
        Some(authority) if authority == *deployer => Ok(()),
        Some(authority) => Err(MigrationError::NotUpgradeAuthority { program, authority, given: *deployer }),
        None => Err(MigrationError::NoUpgradeAuthority { program }),
    }
}

/// Refuses when `mint` cannot be the dollar token.
pub(crate) async fn check_usd_mint(chain: &dyn Chain, mint: &Address) -> Result<(), MigrationError> {
    match chain.mint(mint).await {
        Ok(Some(state)) if u32::from(state.decimals) == DECIMALS => Ok(()),
        Ok(_) | Err(ChainError::Malformed { .. }) => Err(MigrationError::WrongUsdMint { mint: *mint }),
        Err(error) => Err(MigrationError::Reading(error)),
    }
}

/// Refuses when `account` does not hold the bond of a market.
pub(crate) async fn check_bond(chain: &dyn Chain, account: &Address) -> Result<(), MigrationError> {
    let held = chain.token_balance(account).await.map_err(MigrationError::Reading)?;
    match held < MARKET_BOND {
        true => Err(MigrationError::BondMissing { account: *account, bond: Heat(MARKET_BOND) }),
        false => Ok(()),
    }
}

fn upgrade_authority(account: &Account) -> Option<Address> {
    let data = &account.data;
    let genuine = account.owner == program::LOADER && data.starts_with(&PROGRAM_DATA_TAG);
    let authority = data.get(AUTHORITY..AUTHORITY + 32)?.try_into().ok()?;
    (genuine && data.get(HAS_AUTHORITY) == Some(&1)).then(|| Address::new_from_array(authority))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program_data(tag: u32, has_authority: u8) -> Account {
        let data = [&tag.to_le_bytes()[..], &[0; 8], &[has_authority], &[7; 32], &[1, 2, 3]].concat();
        Account { owner: program::LOADER, data, ..Account::default() }
    }

    #[test]
    fn the_authority_is_read_from_program_data_alone() {
        assert_eq!(upgrade_authority(&program_data(3, 1)), Some(Address::new_from_array([7; 32])));
        assert_eq!(upgrade_authority(&program_data(3, 0)), None);
        assert_eq!(upgrade_authority(&program_data(2, 1)), None);
        assert_eq!(upgrade_authority(&Account { owner: program::TOKEN, ..program_data(3, 1) }), None);
        assert_eq!(upgrade_authority(&Account { owner: program::LOADER, ..Account::default() }), None);
    }
}
