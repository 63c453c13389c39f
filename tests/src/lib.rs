//! furnace-tests
