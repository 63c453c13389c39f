//! Instructions of the slashing program about verifiers.

use solana_address::Address;
use solana_instruction::Instruction;

use super::{SYSTEM_PROGRAM, TOKEN_PROGRAM};
use crate::generated::slashing::accounts::Verifier;
use crate::generated::slashing::instructions::*;
use crate::pda;

/// Makes a wallet a verifier whose votes `key` signs. Signed by the wallet and the payer.
pub fn verifier_register(wallet: Address, payer: Address, key: Address) -> Instruction {
    VerifierRegister { wallet, payer, verifier: pda::verifier(&wallet), system_program: SYSTEM_PROGRAM }
        .instruction(VerifierRegisterInstructionArgs { key })
}

/// Adds to a verifier's bond, HEAT base units, from a HEAT account of the wallet's. Signed by the wallet.
pub fn verifier_deposit(wallet: Address, source: Address, amount: u64) -> Instruction {
    VerifierDeposit {
        wallet,
        verifier: pda::verifier(&wallet),
        authority: pda::slashing_authority(),
        ledger: pda::penalty_ledger(),
        vault: pda::bond_vault(),
        token_program: TOKEN_PROGRAM,
        source,
    }
    .instruction(VerifierDepositInstructionArgs { amount })
}

/// Puts a verifier on the roster with its bond, at a free place or its own. Signed by nobody in particular.
pub fn verifier_list(wallet: &Address, place: u8) -> Instruction {
    VerifierList { verifier: pda::verifier(wallet), roster: pda::roster() }
        .instruction(VerifierListInstructionArgs { place })
}

/// Takes the place with the lowest bond of a full roster from its verifier, for a larger one. Signed by nobody in
/// particular.
pub fn verifier_displace(wallet: &Address, place: u8) -> Instruction {
    VerifierDisplace { verifier: pda::verifier(wallet), roster: pda::roster() }
        .instruction(VerifierDisplaceInstructionArgs { place })
}

/// Takes a verifier off the roster. Signed by its wallet.
pub fn verifier_leave(wallet: Address) -> Instruction {
    VerifierLeave { wallet, verifier: pda::verifier(&wallet), roster: pda::roster() }.instruction()
}

/// Pays out what is free, to any HEAT account. Signed by the verifier's wallet.
pub fn verifier_withdraw(wallet: Address, destination: Address) -> Instruction {
    VerifierWithdraw {
        wallet,
        verifier: pda::verifier(&wallet),
        authority: pda::slashing_authority(),
        ledger: pda::penalty_ledger(),
        vault: pda::bond_vault(),
        token_program: TOKEN_PROGRAM,
        destination,
    }
    .instruction()
}

/// Closes the account of a verifier that has nothing in it. Signed by its wallet.
pub fn verifier_close(verifier: &Verifier) -> Instruction {
    VerifierClose {
        wallet: verifier.wallet,
        verifier: pda::verifier(&verifier.wallet),
        roster: pda::roster(),
        rent_payer: verifier.rent_payer,
    }
    .instruction()
}
