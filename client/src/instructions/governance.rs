//! Instructions of the governance program.

use solana_address::Address;
use solana_instruction::Instruction;

use super::SYSTEM_PROGRAM;
use crate::generated::governance::instructions::*;
use crate::{pda, program};

/// Names the roles and sets the parameters. Signed by the upgrade authority and the payer.
pub fn initialize(
    deployer: Address,
    payer: Address,
    usd_mint: Address,
    args: InitializeInstructionArgs,
) -> Instruction {
    Initialize {
        deployer,
        payer,
        program_data: pda::program_data(&program::GOVERNANCE),
        usd_mint,
        governance: pda::governance(),
        system_program: SYSTEM_PROGRAM,
    }
    .instruction(args)
}

/// Offers the authority's role; the default address withdraws an offer. Signed by the authority.
pub fn authority_propose(authority: Address, proposed: Address) -> Instruction {
    AuthorityPropose { authority, governance: pda::governance() }
        .instruction(AuthorityProposeInstructionArgs { proposed })
}

/// Takes the offered role. Signed by the address to which it was offered.
pub fn authority_accept(authority: Address) -> Instruction {
    AuthorityAccept { authority, governance: pda::governance() }.instruction()
}

/// Names another guardian. Signed by the authority.
pub fn guardian_set(authority: Address, guardian: Address) -> Instruction {
    GuardianSet { authority, governance: pda::governance() }.instruction(GuardianSetInstructionArgs { guardian })
}

/// Pauses what the bits of [`furnace_common::pause`] name. Signed by the guardian or the authority.
pub fn pause(by: Address, what: u8) -> Instruction {
    Pause { by, governance: pda::governance() }.instruction(PauseInstructionArgs { what })
}

/// Lets it go on. Signed by the authority.
pub fn unpause(authority: Address, what: u8) -> Instruction {
    Unpause { authority, governance: pda::governance() }.instruction(UnpauseInstructionArgs { what })
}

/// Announces parameters. Signed by the authority.
pub fn parameters_propose(authority: Address, parameters: ParametersProposeInstructionArgs) -> Instruction {
    ParametersPropose { authority, governance: pda::governance() }.instruction(parameters)
}

/// Puts announced parameters into effect. By anyone.
pub fn parameters_apply() -> Instruction {
    ParametersApply { governance: pda::governance() }.instruction()
}

/// Withdraws announced parameters. Signed by the authority or the guardian.
pub fn parameters_cancel(by: Address) -> Instruction {
    ParametersCancel { by, governance: pda::governance() }.instruction()
}
