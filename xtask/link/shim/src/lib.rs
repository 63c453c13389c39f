//! What compiled programs expect a runtime to provide: memory functions and 128-bit division.
//!
//! Everything here is reached by name from the link step or from the compiler itself.
#![no_std]

mod division;
mod memory;
mod syscall;
