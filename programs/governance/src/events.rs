//! Facts that indexers follow.

use anchor_lang::prelude::*;

/// The authority was offered to another address.
#[event(bytemuck)]
pub struct AuthorityProposed {
    pub authority: Address,
    pub proposed: Address,
}

/// The authority changed hands.
#[event(bytemuck)]
pub struct AuthorityAccepted {
    pub authority: Address,
}

/// There is another guardian.
#[event(bytemuck)]
pub struct GuardianChanged {
    pub guardian: Address,
}

/// What is paused changed.
#[event(bytemuck)]
pub struct PauseChanged {
    /// Who changed it.
    pub by: Address,
    /// Bits of what is paused now: 1 new stakes, 2 new jobs.
    pub paused: u8,
}

/// New parameters are announced.
#[event(bytemuck)]
pub struct ParametersProposed {
    /// From then on anyone may apply them, unix seconds.
    pub effective_at: i64,
}

/// Announced parameters are in effect.
#[event(bytemuck)]
pub struct ParametersApplied {
    /// Unix seconds.
    pub applied_at: i64,
}

/// Announced parameters were withdrawn.
#[event(bytemuck)]
pub struct ParametersCancelled {
    /// Who withdrew them.
    pub by: Address,
}
