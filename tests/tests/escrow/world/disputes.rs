//! A dispute of which nobody is there to judge.

use furnace_client::accounts::Dispute;
use furnace_client::instructions::dispute;
use furnace_client::pda;
use solana_instruction::Instruction;

use super::World;
use super::orders::blank;

impl World {
    /// Ends the job's last dispute, as anyone may once no committee can come any more: the votes, of which there are
    /// none, are counted, the job goes on, and the account is closed.
    pub(super) fn acquittal(&self, order: usize) -> Vec<Instruction> {
        let (address, job) = self.job(order);
        let found = pda::dispute(&address, job.disputes.saturating_sub(1)).0;
        let is_there = self.network.chain.account(&found).is_some();
        let content: Dispute = if is_there { self.network.disputed(&found) } else { blank() };
        vec![
            dispute::dispute_rule(found),
            dispute::dispute_uphold(found, &content, &job, pda::heat_account(&content.accuser)),
            dispute::dispute_close(found, &content),
        ]
    }
}
