//! Enumerations stored in accounts as one byte. Values are written out and never used again.

macro_rules! stored {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $value:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum $name {
            $($(#[$variant_doc])* $variant = $value,)+
        }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The variant stored as `byte`; `None` for a byte that no variant has.
            pub const fn from_byte(byte: u8) -> Option<Self> {
                match byte {
                    $($value => Some(Self::$variant),)+
                    _ => None,
                }
            }

            pub const fn byte(self) -> u8 {
                self as u8
            }

            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => stringify!($variant),)+
                }
            }
        }
    };
}

stored! {
    /// Where a job stands. Zero is not a state, so that a blank account is none.
    JobState {
        /// Waits for a claim.
        Open = 1,
        /// Claimed, not yet started.
        Assigned = 2,
        /// The workload answers.
        Running = 3,
        /// A result is attested and waits for the client or the end of the window.
        Review = 4,
        /// Paid. Final.
        Settled = 5,
        /// Withdrawn by the client before a claim. Final.
        Cancelled = 6,
        /// Nobody claimed it in time. Final.
        Expired = 7,
        /// Too many workers failed, or replicas did not agree. Final.
        Failed = 8,
        /// Its result is being judged.
        Disputed = 9,
    }
}

impl JobState {
    /// Whether the job has ended, for good.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Settled | Self::Cancelled | Self::Expired | Self::Failed)
    }

    /// Whether a worker holds the job and must deliver.
    pub const fn is_held(self) -> bool {
        matches!(self, Self::Assigned | Self::Running)
    }
}

stored! {
    /// How a job finds its worker and its price.
    PriceMode {
        /// The job names its price; the first eligible claim wins.
        Fixed = 1,
        /// The job names a ceiling, and the lowest bid wins.
        Auction = 2,
        /// A rate by the second, for as long as both like.
        Lease = 3,
    }
}

impl PriceMode {
    /// The mode's bit in a market's set of modes.
    pub const fn bit(self) -> u8 {
        1 << self.byte()
    }

    /// Every mode.
    pub const ALL_BITS: u8 = Self::Fixed.bit() | Self::Auction.bit() | Self::Lease.bit();
}

stored! {
    /// In what a job is quoted, and in what it is paid.
    Payment {
        /// Quoted and paid in HEAT.
        Heat = 1,
        /// Quoted in micro-dollars and paid in dollar tokens.
        Usd = 2,
        /// Quoted in micro-dollars and paid in HEAT at the price of the moment.
        HeatForUsd = 3,
    }
}

impl Payment {
    /// Which of the two mints is paid: HEAT is the first, dollars the second.
    pub const fn mint_index(self) -> usize {
        match self {
            Self::Heat | Self::HeatForUsd => 0,
            Self::Usd => 1,
        }
    }

    /// Whether prices are micro-dollars.
    pub const fn is_in_usd(self) -> bool {
        matches!(self, Self::Usd | Self::HeatForUsd)
    }
}

stored! {
    /// What makes a result count.
    Verification {
        /// The client accepts, or lets the review window end.
        ClientAccept = 1,
        /// Enough workers that could not see one another's result came to the same.
        Replicated = 2,
        /// A part of all results, drawn when they are there, is computed again before it is paid.
        Sampled = 3,
        /// The market's attestor co-signs.
        Attested = 4,
    }
}

stored! {
    /// What has to be found out about a job's result before it is paid without its client.
    AuditState {
        /// Nothing, or it was found right.
        Clear = 1,
        /// Whether it is audited is not drawn yet.
        Pending = 2,
        /// Drawn: it is judged first.
        Drawn = 3,
        /// The market's attestor has not co-signed it.
        Unattested = 4,
    }
}

stored! {
    /// Where a dispute stands.
    DisputeState {
        /// Waits for the block that draws its committee.
        Drawing = 1,
        /// The committee does the work again and votes.
        Voting = 2,
        /// A committee has ruled; the ruling is to be carried out.
        Ruled = 3,
        /// The worker is punished, unless an appeal is heard.
        Convicted = 4,
        /// Ended: votes are paid and punished. Final.
        Ended = 5,
    }
}

stored! {
    /// Who judges in a dispute.
    Round {
        /// One that was drawn to audit.
        Audit = 1,
        /// The first committee.
        First = 2,
        /// The committee of an appeal.
        Appeal = 3,
    }
}

stored! {
    /// What a committee found.
    Ruling {
        /// The result is right.
        Right = 1,
        /// Another result is right.
        Wrong = 2,
        /// The work could not be done again: the client's store does not have what it takes.
        Unavailable = 3,
        /// No result has the majority of the committee.
        Undecided = 4,
    }
}

impl Ruling {
    /// Whether it is for the worker.
    pub const fn is_for_worker(self) -> bool {
        matches!(self, Self::Right | Self::Unavailable)
    }
}

stored! {
    /// Where one vote stands.
    VoteState {
        /// The verifier was drawn.
        Drawn = 1,
        /// It committed to a result that nobody can see yet.
        Committed = 2,
        /// It showed its result.
        Shown = 3,
        /// Paid or punished. Final.
        Settled = 4,
    }
}

stored! {
    /// How many workers do a job.
    CrewKind {
        /// One.
        Solo = 1,
        /// Several do the same, each for itself; equal results settle it.
        Replicas = 2,
        /// Several work together, each on its rank's part.
        Gang = 3,
    }
}

stored! {
    /// Where one worker of a crew stands.
    SeatState {
        /// Holds the seat and works.
        Joined = 1,
        /// A replica that committed to a result nobody can see yet.
        Committed = 2,
        /// Its result is known.
        Submitted = 3,
        /// Paid. Final.
        Paid = 4,
        /// Free to go unpaid. Final.
        Released = 5,
        /// Punished. Final.
        Lost = 6,
    }
}

impl SeatState {
    /// Whether the worker still holds collateral and waits for money.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Joined | Self::Committed | Self::Submitted)
    }
}

stored! {
    /// Where a GPU's proof of an epoch stands.
    AttemptState {
        /// Nothing was committed to yet.
        Idle = 1,
        /// Committed; the samples are not drawn.
        Committed = 2,
        /// The samples wait to be opened.
        Drawn = 3,
        /// All were right.
        Proven = 4,
        /// They were not opened in time.
        Failed = 5,
        /// One was wrong. Final.
        Wrong = 6,
    }
}

impl AttemptState {
    /// Whether the samples are still to be opened.
    pub const fn is_pending(self) -> bool {
        matches!(self, Self::Committed | Self::Drawn)
    }
}

stored! {
    /// Where a lease stands.
    LeaseState {
        /// Waits for a claim.
        Open = 1,
        /// Claimed; nothing is billed yet.
        Assigned = 2,
        /// The workload answers and is billed by the second.
        Running = 3,
        /// Out of funds, and waits for more until its grace is over; nothing is billed.
        Suspended = 4,
        /// Ended. Final; the lease's reason says by whom and why.
        Closed = 5,
    }
}

impl LeaseState {
    /// Whether a worker holds the lease.
    pub const fn is_held(self) -> bool {
        matches!(self, Self::Assigned | Self::Running | Self::Suspended)
    }
}

stored! {
    /// Why a lease ended.
    CloseReason {
        /// The client needs it no longer.
        Finished = 1,
        /// The client is not content with the worker.
        Unsatisfied = 2,
        /// The client withdrew it before a claim.
        Cancelled = 3,
        /// Nobody claimed it in time.
        Expired = 4,
        /// Its funds ran out, and the grace after it.
        OutOfFunds = 5,
        /// It lasted as long as it may.
        TimeUp = 6,
        /// The worker left after due notice.
        WorkerLeft = 7,
        /// The worker was down, and there was nobody to go on.
        Down = 8,
    }
}

impl CloseReason {
    /// Whether it is a client's reason to give.
    pub const fn is_clients(self) -> bool {
        matches!(self, Self::Finished | Self::Unsatisfied)
    }
}

stored! {
    /// Why a worker lost a job.
    ReclaimReason {
        /// The deadline passed without a result.
        MissedDeadline = 1,
        /// The worker handed the job back.
        Quit = 2,
        /// A lease did not answer.
        Downtime = 3,
        /// A committee found another result.
        WrongResult = 4,
        /// A committee found none: the job is done again, and nobody is to blame.
        NoRuling = 5,
        /// The worker signed two results. It keeps the job, which is judged by itself.
        TwoResults = 6,
        /// The worker's own result has a wrong entry, which the chain computed anew.
        WrongEntry = 7,
    }
}

impl ReclaimReason {
    /// Whether it is what a committee found of a result.
    pub const fn is_ruling(self) -> bool {
        matches!(self, Self::WrongResult | Self::NoRuling)
    }

    /// Whether it says that a result is wrong, by ruling or by arithmetic.
    pub const fn is_wrong_result(self) -> bool {
        matches!(self, Self::WrongResult | Self::WrongEntry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_round_trip_and_unknown_ones_are_refused() {
        for &state in JobState::ALL {
            assert_eq!(JobState::from_byte(state.byte()), Some(state));
        }
        assert_eq!(JobState::from_byte(0), None);
        assert_eq!(JobState::from_byte(10), None);
    }

    #[test]
    fn modes_have_a_bit_each() {
        let bits: u8 = PriceMode::ALL.iter().map(|mode| mode.bit()).sum();
        assert_eq!(bits, PriceMode::ALL_BITS);
    }
}
