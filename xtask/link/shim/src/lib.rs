//! What compiled programs expect a runtime to provide: memory functions and 128-bit division.
//!
//! Everything here is reached by name from the link step or from the compiler itself.
#![cfg_attr(not(test), no_std)]

mod division;
// On the host these names belong to its own C library.
#[cfg(not(test))]
mod memory;
#[cfg(not(test))]
mod syscall;
