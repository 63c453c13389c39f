//! furnace-migrations
