use anchor_lang::prelude::*;

/// A market was opened.
#[event]
pub struct MarketOpened {
    pub market: Address,
    pub opener: Address,
    pub payment_mint: Address,
}

/// A market takes no new orders.
#[event(bytemuck)]
pub struct MarketClosed {
    pub market: Address,
}

/// A market is listed among the official ones, or no longer.
#[event]
pub struct MarketListed {
    pub market: Address,
    pub listed: bool,
}
