//! Trying a transaction out, for its errors and its compute units.

use solana_address::Address;
use solana_compute_budget_interface::ComputeBudgetInstruction;
use solana_instruction::Instruction;
use solana_message::Message;
use solana_rpc_client_api::config::RpcSimulateTransactionConfig;
use solana_transaction::Transaction;

use super::{ChainError, RpcChain};
use crate::chain::transaction_failure;

/// Most compute units one transaction may use.
const MOST_UNITS: u32 = 1_400_000;
/// What a run may need over what its simulation used, in percent and in units: state moves on in between. Who turns out
/// to be the last to join a crew starts its work too, which takes as much again.
const MARGIN_PERCENT: u64 = 15;
const MARGIN_UNITS: u64 = 2_000;

impl RpcChain {
    /// The compute units to ask for, or the program's own error.
    pub(super) async fn needed_units(&self, instructions: &[Instruction], payer: &Address) -> Result<u32, ChainError> {
        let budgeted = with_budget(instructions, MOST_UNITS, 0);
        let transaction = Transaction::new_unsigned(Message::new(&budgeted, Some(payer)));
        let answer = self
            .retry("simulating a transaction", || {
                let config = RpcSimulateTransactionConfig {
                    sig_verify: false,
                    replace_recent_blockhash: true,
                    commitment: Some(self.settings.commitment),
                    ..RpcSimulateTransactionConfig::default()
                };
                self.rpc.simulate_transaction_with_config(&transaction, config)
            })
            .await?
            .value;
        if let Some(failure) = answer.err {
            let logs = answer.logs.unwrap_or_default();
            return Err(transaction_failure(failure.into(), *payer, &budgeted, logs));
        }
        let used = answer.units_consumed.unwrap_or(u64::from(MOST_UNITS));
        let asked = (used.saturating_mul(100 + MARGIN_PERCENT) / 100).saturating_add(MARGIN_UNITS);
        Ok(u32::try_from(asked).unwrap_or(MOST_UNITS).min(MOST_UNITS))
    }
}

/// Puts the compute limit and the price per unit, in micro-lamports, before the instructions.
pub(super) fn with_budget(instructions: &[Instruction], units: u32, price: u64) -> Vec<Instruction> {
    let mut budgeted = Vec::with_capacity(instructions.len() + 2);
    budgeted.push(ComputeBudgetInstruction::set_compute_unit_limit(units));
    budgeted.push(ComputeBudgetInstruction::set_compute_unit_price(price));
    budgeted.extend_from_slice(instructions);
    budgeted
}
