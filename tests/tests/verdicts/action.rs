//! Everything that can happen.

/// Somebody of the cast, by the index among those of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Party {
    Client(usize),
    Operator(usize),
    Delegator(usize),
    Verifier(usize),
    Stranger,
}

/// What somebody says a job's result is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Say {
    Truth,
    /// One of the wrong results; liars who collude say the same.
    Lie(u8),
    /// The work could not be done again.
    Unavailable,
}

/// A step of a dispute that is nobody's in particular.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Draw,
    Rule,
    Uphold,
    Convict,
    Retry,
    Release,
    Reverse,
    Settle(u8),
    Void(u8),
    Close,
}

/// A step of a job that is nobody's in particular.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Errand {
    DrawAudit,
    OpenAudit,
    Settle,
    Expire,
    /// Reports a missed deadline.
    Miss,
    Close,
}

/// What a verifier does about its own account; the roster is kept up to date by anyone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Matter {
    Register,
    Deposit { amount: u64 },
    List { place: u8 },
    Leave,
    Withdraw,
    Close,
}

/// What happens to a stake; the owner is the pool's operator or its delegator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stake {
    Add { amount: u64 },
    Unstake { shares: u64 },
    Cancel { index: u8 },
    Withdraw { index: u8 },
}

/// One thing that somebody does, or that time does. Jobs and disputes are numbered as they were opened; amounts are
/// HEAT base units, times seconds.
#[derive(Clone, Copy, Debug)]
#[rustfmt::skip]
pub(crate) enum Action {
    Wait { seconds: i64 },
    /// So many slots with a block each.
    Blocks { count: u64 },
    /// So many slots without any.
    Gap { count: u64 },
    Post { client: usize, market: usize, price: u64 },
    Cancel { job: usize },
    Claim { job: usize, worker: usize },
    Start { job: usize },
    Submit { job: usize, say: Say },
    Accept { job: usize },
    Errand { job: usize, errand: Errand },
    Accuse { job: usize, by: Party, say: Say },
    /// `by` says that the vote is its own.
    Commit { dispute: usize, vote: u8, by: usize, say: Say },
    /// Commits to what another member committed to.
    Copy { dispute: usize, vote: u8, by: usize, of: u8 },
    Reveal { dispute: usize, vote: u8, by: usize, say: Say },
    Appeal { dispute: usize, by: Party },
    Take { dispute: usize, step: Step },
    Verifier { who: usize, matter: Matter },
    Stake { pool: usize, own: bool, stake: Stake },
}
