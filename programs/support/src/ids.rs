//! Program ids and the fixed addresses that one program checks of another.
//!
//! The ids are those of the development keys (`cargo xtask keys`). The bumps belong to the ids: the
//! test below fails when one is changed without the other.

use anchor_lang::address;
use anchor_lang::prelude::Address;
use furnace_common::seeds;

pub const TOKEN: Address = address!("9aJqYgKrNPBzJnq38Y1LmrwVMv8p5seCCJ8zBD3NDC84");
pub const STAKING: Address = address!("5PMDVnXU8485XhPwPrFN5Un5ngguMCxUL7NSg2uuNxLV");
pub const JOBS: Address = address!("BviWsQ1zgxudhtTuQwpw3QqQ6WQfEa4f3Q3dSNTt5kpN");
pub const SLASHING: Address = address!("78MUNeeUkVfPBvu5XxLDNbDNiW2K3ifCzr7Z1ewhv9Ff");
pub const PROOFS: Address = address!("rz6ax24iyUFzVgFr7ZEdxf6r7Dk75djGUq8UmKFHDSt");

/// The HEAT mint.
pub const HEAT_MINT: Address = fixed(seeds::MINT, HEAT_MINT_BUMP, &TOKEN);
pub const HEAT_MINT_BUMP: u8 = 254;
/// The token program's configuration: authority of the mint and of every fee vault.
pub const TOKEN_CONFIG: Address = fixed(seeds::CONFIG, TOKEN_CONFIG_BUMP, &TOKEN);
pub const TOKEN_CONFIG_BUMP: u8 = 255;
/// The signer with which the slashing program calls staking and jobs.
pub const SLASHING_AUTHORITY: Address = fixed(seeds::AUTHORITY, SLASHING_AUTHORITY_BUMP, &SLASHING);
pub const SLASHING_AUTHORITY_BUMP: u8 = 254;
/// The slashing program's vault of bonds.
pub const BOND_VAULT: Address = fixed(seeds::BOND_VAULT, BOND_VAULT_BUMP, &SLASHING);
pub const BOND_VAULT_BUMP: u8 = 255;
/// The signer with which the proofs program records points.
pub const PROOFS_AUTHORITY: Address = fixed(seeds::AUTHORITY, PROOFS_AUTHORITY_BUMP, &PROOFS);
pub const PROOFS_AUTHORITY_BUMP: u8 = 249;

const fn fixed(seed: &[u8], bump: u8, program: &Address) -> Address {
    Address::derive_address_const(&[seed], Some(bump), program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bumps_are_canonical() {
        for (seed, program, address, bump) in [
            (seeds::MINT, TOKEN, HEAT_MINT, HEAT_MINT_BUMP),
            (seeds::CONFIG, TOKEN, TOKEN_CONFIG, TOKEN_CONFIG_BUMP),
            (seeds::AUTHORITY, SLASHING, SLASHING_AUTHORITY, SLASHING_AUTHORITY_BUMP),
            (seeds::BOND_VAULT, SLASHING, BOND_VAULT, BOND_VAULT_BUMP),
            (seeds::AUTHORITY, PROOFS, PROOFS_AUTHORITY, PROOFS_AUTHORITY_BUMP),
        ] {
            assert_eq!(Address::find_program_address(&[seed], &program), (address, bump));
        }
    }
}
