//! Names and messages of program errors.

use solana_address::Address;
use solana_program_error::ToStr;
use spl_token_interface::error::TokenError;

/// Name and message of a program's error number, if the program is known.
pub fn describe(program: &Address, code: u32) -> Option<(String, String)> {
    if *program == spl_token_interface::ID {
        let error = TokenError::try_from(code).ok()?;
        return Some((format!("{error:?}"), error.to_str().to_owned()));
    }
    None
}
