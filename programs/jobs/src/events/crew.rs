use anchor_lang::prelude::*;

/// A job waits for its crew.
#[event(bytemuck)]
pub struct CrewOpened {
    pub job: Address,
    pub crew: Address,
}

/// A worker has a seat in a crew.
#[event(bytemuck)]
pub struct CrewJoined {
    pub job: Address,
    pub worker: Address,
    pub rank: u8,
    pub _pad: [u8; 7],
}

/// Every seat is taken, and the work begins.
#[event(bytemuck)]
pub struct CrewAssembled {
    pub job: Address,
    pub deadline: i64,
}

/// A replica has a result that nobody can see yet.
#[event(bytemuck)]
pub struct SeatCommitted {
    pub job: Address,
    pub worker: Address,
}

/// The result of one worker of a crew is known.
#[event(bytemuck)]
pub struct SeatSubmitted {
    pub job: Address,
    pub worker: Address,
    pub result_hash: [u8; 32],
}

/// A replica's result is being judged.
#[event(bytemuck)]
pub struct SeatDisputed {
    pub job: Address,
    pub worker: Address,
    pub result_hash: [u8; 32],
}

/// Enough replicas agree, or a gang's result is accepted; the seats can be paid.
#[event(bytemuck)]
pub struct CrewSettled {
    pub job: Address,
    pub result_hash: [u8; 32],
}

/// Nobody of a crew can deliver any more.
#[event(bytemuck)]
pub struct CrewFailed {
    pub job: Address,
}

/// One worker of a crew was paid. Sent as a call of the program to itself, so that no log limit can cut it.
#[event(bytemuck)]
pub struct SeatPaid {
    pub job: Address,
    pub worker: Address,
    pub paid: u64,
    pub burned: u64,
    pub fee: u64,
}

/// One worker of a crew is free, neither paid nor punished.
#[event(bytemuck)]
pub struct SeatReleased {
    pub job: Address,
    pub worker: Address,
    pub refunded: u64,
}
