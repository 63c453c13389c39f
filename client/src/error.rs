//! Names and messages of program errors.

use std::fmt::{Debug, Display};

use num_traits::FromPrimitive;
use solana_address::Address;
use solana_program_error::ToStr;
use solana_system_interface::error::SystemError;
use spl_token_interface::error::TokenError;

use crate::{
    generated::{
        governance::errors::FurnaceGovernanceError, jobs::errors::FurnaceJobsError,
        slashing::errors::FurnaceSlashingError, staking::errors::FurnaceStakingError, token::errors::FurnaceTokenError,
    },
    program,
};

/// Name and message of a program's error number, if program and number are known.
pub fn describe(program: &Address, code: u32) -> Option<(String, String)> {
    let own = match *program {
        program::TOKEN => generated::<FurnaceTokenError>(code),
        program::STAKING => generated::<FurnaceStakingError>(code),
        program::GOVERNANCE => generated::<FurnaceGovernanceError>(code),
        program::JOBS => generated::<FurnaceJobsError>(code),
        program::SLASHING => generated::<FurnaceSlashingError>(code),
        program::SPL_TOKEN => {
            TokenError::try_from(code).ok().map(|error| (format!("{error:?}"), error.to_str().to_owned()))
        }
        program::SYSTEM => SystemError::from_u32(code).map(|error| (format!("{error:?}"), error.to_str().to_owned())),
        _ => return None,
    };
    own.or_else(|| framework(code))
}

fn generated<E: FromPrimitive + Debug + Display>(code: u32) -> Option<(String, String)> {
    E::from_u32(code).map(|error| (format!("{error:?}"), error.to_string()))
}

/// The framework's own errors, which a wrong account usually runs into.
fn framework(code: u32) -> Option<(String, String)> {
    let (name, message) = match code {
        2000 => ("ConstraintMut", "An account must be writable."),
        2001 => ("ConstraintHasOne", "An account does not belong to the one that names it."),
        2003 => ("ConstraintRaw", "An account breaks a constraint."),
        2011 => ("ConstraintClose", "An account cannot be closed to the one given."),
        2012 => ("ConstraintAddress", "An account is not the expected one."),
        2020 => ("ConstraintAccountIsNone", "An account is missing."),
        2040 => ("ConstraintDuplicateMutableAccount", "One account is given twice."),
        2500..=2506 => ("RequireViolated", "A condition of the program does not hold."),
        _ => return None,
    };
    Some((name.to_owned(), message.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_the_programs_own() {
        let (name, message) = describe(&program::JOBS, 6209).expect("known");
        assert_eq!(name, "BalanceTooLow");
        assert_eq!(message, "The client's balance has less free than that; deposit first.");
        assert_eq!(describe(&program::GOVERNANCE, 6406).expect("known").0, "NoticeNotOver");
        assert_eq!(describe(&program::STAKING, 6118).expect("known").0, "StakeLocked");
        assert_eq!(describe(&program::SPL_TOKEN, 1).expect("known").0, "InsufficientFunds");
        assert_eq!(describe(&program::STAKING, 2012).expect("known").0, "ConstraintAddress");
    }

    #[test]
    fn unknown_numbers_and_programs_have_no_name() {
        assert_eq!(describe(&program::JOBS, 1), None);
        assert_eq!(describe(&Address::new_from_array([5; 32]), 6209), None);
    }
}
