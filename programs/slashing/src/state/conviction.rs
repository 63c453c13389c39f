use anchor_lang::prelude::*;

/// That a worker was punished for a wrong proof. It stays: nobody is punished twice for one proof, and a worker that is
/// convicted makes no other.
#[account]
pub struct Conviction {
    pub worker: Address,
    /// The attempt that convicts it.
    pub attempt: Address,
    pub pool: Address,
    /// HEAT base units.
    pub penalty: u64,
    /// Unix seconds.
    pub punished_at: i64,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 14],
}

const _: () = assert!(core::mem::size_of::<Conviction>() == 128);

impl Conviction {
    pub const VERSION: u8 = 1;
}
