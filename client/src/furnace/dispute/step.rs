use furnace_common::state::{DisputeState, Round, Ruling, VoteState};
use solana_address::Address;
use solana_instruction::Instruction;

use crate::{
    accounts::{Dispute, Found, Job},
    chain::ChainError,
    instructions::dispute,
    pda,
};

/// What anyone can do next to bring a dispute to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisputeStep {
    /// Draw the committee.
    Draw,
    /// Count the votes.
    Rule,
    /// Let the job go on.
    Uphold,
    /// Punish the worker.
    Convict,
    /// Open the job again.
    Retry,
    /// Let a replica's operator go.
    UpholdSeat,
    /// Punish a replica.
    ConvictSeat,
    /// Pay out the penalty.
    Release,
    /// Put the penalty back.
    Reverse,
    /// Pay or punish a vote.
    Settle(u8),
    /// Close the account.
    Close,
}

impl DisputeStep {
    /// The next one at `now`, unix seconds, in `slot`; `None` while the dispute waits for its members, or for an appeal.
    pub fn next(dispute: &Dispute, now: i64, slot: u64) -> Option<Self> {
        match dispute.state()? {
            DisputeState::Drawing if dispute.is_over(now) => Some(Self::Rule),
            DisputeState::Drawing => (slot > dispute.draw_slot).then_some(Self::Draw),
            DisputeState::Voting => dispute.is_over(now).then_some(Self::Rule),
            DisputeState::Ruled => Some(Self::carrying_out(dispute, dispute.round()?, dispute.ruling()?)),
            DisputeState::Convicted => (now > dispute.appeal_ends_at).then_some(Self::Release),
            DisputeState::Ended => Some(Self::settling(dispute)),
        }
    }

    fn carrying_out(dispute: &Dispute, round: Round, ruling: Ruling) -> Self {
        match (round, ruling) {
            (Round::Appeal, Ruling::Wrong) => Self::Release,
            (Round::Appeal, _) => Self::Reverse,
            (_, Ruling::Wrong) if dispute.seat().is_some() => Self::ConvictSeat,
            _ if dispute.seat().is_some() => Self::UpholdSeat,
            (_, Ruling::Wrong) => Self::Convict,
            (_, Ruling::Undecided) => Self::Retry,
            (_, Ruling::Right | Ruling::Unavailable) => Self::Uphold,
        }
    }

    /// Votes that are punished come first: they pay the others.
    fn settling(dispute: &Dispute) -> Self {
        let open = || dispute.given().filter(|(_, vote)| vote.state() != Some(VoteState::Settled));
        let fault = open().find(|(_, vote)| dispute.is_fault(vote));
        fault.or_else(|| open().next()).map_or(Self::Close, |(index, _)| Self::Settle(index))
    }

    /// Whether it takes the job's account, which is open then.
    pub fn needs_job(self) -> bool {
        matches!(self, Self::Uphold | Self::Convict | Self::Retry)
    }

    /// Wallets that it may pay.
    pub fn paid(self, dispute: &Dispute) -> Vec<Address> {
        let parties: &[Address] = match self {
            Self::Uphold | Self::Retry | Self::UpholdSeat => &[dispute.accuser],
            Self::Release | Self::Reverse => &[dispute.accuser, dispute.appellant],
            _ => &[],
        };
        parties.iter().filter(|wallet| **wallet != Address::default()).copied().collect()
    }

    /// The step as an instruction; `verifier_open` says whether the account of the vote's verifier is.
    pub fn instruction(
        self,
        found: &Found<Dispute>,
        job: Option<&Job>,
        verifier_open: bool,
    ) -> Result<Instruction, ChainError> {
        let Found { address, data } = found;
        let (accuser, appellant) = (pda::heat_account(&data.accuser), pda::heat_account(&data.appellant));
        let job = || job.ok_or_else(|| ChainError::Build("the dispute's job is closed".into()));
        Ok(match self {
            Self::Draw => dispute::committee_draw(*address),
            Self::Rule => dispute::dispute_rule(*address),
            Self::Uphold => dispute::dispute_uphold(*address, data, job()?, accuser),
            Self::Convict => dispute::dispute_convict(*address, data, job()?),
            Self::Retry => dispute::dispute_retry(*address, data, job()?, accuser),
            Self::UpholdSeat => dispute::seat_uphold(*address, data, accuser),
            Self::ConvictSeat => dispute::seat_convict(*address, data),
            Self::Release => dispute::penalty_release(*address, data, accuser, appellant),
            Self::Reverse => dispute::penalty_reverse(*address, data, accuser, appellant),
            Self::Settle(vote) => {
                let given = data.votes.get(usize::from(vote));
                let verifier = given.map(|vote| vote.verifier).unwrap_or_default();
                match verifier_open {
                    true => dispute::vote_settle(*address, vote, verifier),
                    false => dispute::vote_void(*address, vote, verifier),
                }
            }
            Self::Close => dispute::dispute_close(*address, data),
        })
    }
}
