use anchor_lang::prelude::*;

/// A client's balance grew.
#[event(bytemuck)]
pub struct Deposited {
    pub balance: Address,
    pub amount: u64,
}

/// Somebody put money into a client's balance.
#[event(bytemuck)]
pub struct Sponsored {
    pub balance: Address,
    pub depositor: Address,
    pub amount: u64,
}

/// A depositor got back what was not used.
#[event(bytemuck)]
pub struct Refunded {
    pub balance: Address,
    pub depositor: Address,
    pub amount: u64,
}

/// A client took free money back.
#[event(bytemuck)]
pub struct Withdrawn {
    pub balance: Address,
    pub amount: u64,
}
