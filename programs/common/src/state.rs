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
        /// Too many workers failed. Final.
        Failed = 8,
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
    /// How a market finds its price.
    PriceMode {
        /// The job names its price; the first eligible claim wins.
        Fixed = 1,
    }
}

stored! {
    /// What makes a result count.
    Verification {
        /// The client accepts, or lets the review window end.
        ClientAccept = 1,
    }
}

stored! {
    /// Why a worker lost a job.
    ReclaimReason {
        /// The deadline passed without a result.
        MissedDeadline = 1,
        /// The worker handed the job back.
        Quit = 2,
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
        assert_eq!(JobState::from_byte(9), None);
    }
}
