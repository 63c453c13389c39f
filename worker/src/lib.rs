//! furnace-worker
