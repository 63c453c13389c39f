//! From a transaction error and logs to the program's own message.

use solana_address::Address;
use solana_instruction::{Instruction, error::InstructionError};
use solana_transaction_error::TransactionError;

use super::ChainError;
use crate::error;

/// Explains why the instructions, paid for by `payer`, were refused.
pub fn transaction_failure(
    failure: TransactionError,
    payer: Address,
    instructions: &[Instruction],
    logs: Vec<String>,
) -> ChainError {
    match failure {
        TransactionError::InstructionError(index, reason) => {
            let addressed =
                instructions.get(usize::from(index)).map(|instruction| instruction.program_id).unwrap_or_default();
            instruction_failure(reason, addressed, logs)
        }
        TransactionError::AccountNotFound
        | TransactionError::InsufficientFundsForFee
        | TransactionError::InvalidAccountForFee => ChainError::Unfunded { payer },
        TransactionError::InsufficientFundsForRent { .. } => ChainError::Unfunded { payer },
        other => ChainError::Transaction(other),
    }
}

fn instruction_failure(reason: InstructionError, addressed: Address, logs: Vec<String>) -> ChainError {
    let program = innermost(&logs).unwrap_or(addressed);
    if let InstructionError::Custom(code) = reason {
        let (name, message) = error::describe(&program, code).unwrap_or_else(|| {
            let message = "the program refused without a known reason".to_owned();
            (format!("Custom({code})"), message)
        });
        return ChainError::Program { program, code, name, message, logs };
    }
    ChainError::Instruction { program, reason: reason.to_string(), logs }
}

/// The first program that the runtime reports as failed: an error travels from there outwards unchanged.
fn innermost(logs: &[String]) -> Option<Address> {
    logs.iter().find_map(|line| {
        let (program, _) = line.strip_prefix("Program ")?.split_once(" failed: ")?;
        program.parse().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(code: u32, logs: &[&str]) -> ChainError {
        let addressed = Address::new_from_array([7; 32]);
        transaction_failure(
            TransactionError::InstructionError(0, InstructionError::Custom(code)),
            Address::new_from_array([1; 32]),
            &[Instruction::new_with_bytes(addressed, &[], vec![])],
            logs.iter().map(|line| (*line).to_owned()).collect(),
        )
    }

    #[test]
    fn the_innermost_program_is_named() {
        let token = spl_token_interface::ID;
        let error = refused(
            1,
            &[
                "Program 11111111111111111111111111111112 invoke [1]",
                &format!("Program {token} invoke [2]"),
                &format!("Program {token} failed: custom program error: 0x1"),
                "Program 11111111111111111111111111111112 failed: custom program error: 0x1",
            ],
        );
        assert_eq!(error.program_code(), Some((token, 1)));
        assert!(error.to_string().contains("InsufficientFunds"), "{error}");
    }

    #[test]
    fn without_logs_the_addressed_program_is_named() {
        let error = refused(77, &[]);
        let addressed = Address::new_from_array([7; 32]);
        assert_eq!(error.program_code(), Some((addressed, 77)));
    }

    #[test]
    fn an_empty_wallet_is_named() {
        let payer = Address::new_from_array([1; 32]);
        let error = transaction_failure(TransactionError::AccountNotFound, payer, &[], vec![]);
        assert!(matches!(error, ChainError::Unfunded { payer: named } if named == payer));
    }
}
