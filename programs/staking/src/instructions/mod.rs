//! One instruction a file.

pub mod initialize;
pub mod pool_create;
pub mod position_open;
pub mod slash;
pub mod stake;
pub mod unstake;
pub mod withdraw;

pub use initialize::*;
pub use pool_create::*;
pub use position_open::*;
pub use slash::*;
pub use stake::*;
pub use unstake::*;
pub use withdraw::*;
