//! Workers prove their devices, over a real chain and with real processes, and what they have of it.

mod epochs;

mod killed;
mod several;
