//! furnace-client
