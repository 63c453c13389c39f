//! Accounts that the program owns.

mod accrual;
mod income;
mod pool;
mod position;
mod staker_fees;
mod stream;

pub use accrual::Accrual;
pub use income::Income;
pub use pool::{Pool, PoolFees};
pub use position::Position;
pub use staker_fees::{FeeStream, StakerFees};
pub use stream::Stream;

/// Rewards are paid in HEAT and in the dollar token, in this order wherever there are two of something.
pub const MINTS: usize = 2;
