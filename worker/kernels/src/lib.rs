//! furnace-kernels
