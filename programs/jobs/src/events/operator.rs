use anchor_lang::prelude::*;

/// An operator opened its book.
#[event]
pub struct OperatorRegistered {
    pub operator: Address,
    pub wallet: Address,
    pub pool: Address,
}

/// A worker joined.
#[event]
pub struct WorkerRegistered {
    pub worker: Address,
    pub operator: Address,
    pub key: Address,
    pub gpus: u8,
    pub vram_gib: u16,
}

/// A worker left.
#[event(bytemuck)]
pub struct WorkerRetired {
    pub worker: Address,
    pub operator: Address,
}

/// An operator closed its book.
#[event(bytemuck)]
pub struct OperatorClosed {
    pub operator: Address,
    pub wallet: Address,
}
