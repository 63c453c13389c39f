//! furnace-localnet
