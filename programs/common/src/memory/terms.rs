use crate::proof;

/// Bounds of a table, in MiB. The path of a larger one leaves no room in a transaction for its fee.
pub const MIN_MIB: u32 = 1;
pub const MAX_MIB: u32 = 1 << 17;
/// The most GiB of each GPU that can be asked for where they have to be proven.
pub const MAX_GIB: u16 = 128;
/// Blocks of 64 bytes in a MiB.
pub const BLOCKS_PER_MIB: u32 = 1 << 14;
/// Reads of a walk, one after the other.
pub const STEPS: u32 = 32;
/// Walks for each MiB of the table.
pub const WALKS_PER_MIB: u32 = 1 << 17;
/// How often a block is read, on average. A table that is read so often is read where it lies: to bring it from
/// somewhere slower, or to compute it, takes as long each time.
pub const READS: u32 = 256;

const _: () = assert!(WALKS_PER_MIB * STEPS == BLOCKS_PER_MIB * READS);

/// How long a worker may take for its proof, from the end of the time for the products on, in seconds. Devices that
/// read all of their memory in 25 to 55 ms need about half of it.
pub const WINDOW_SECONDS: i64 = 60;

/// The last moment to commit to the proof that was announced at a moment, unix seconds.
pub fn window_ends_at(announced_at: i64) -> i64 {
    announced_at.saturating_add(proof::WINDOW_SECONDS).saturating_add(WINDOW_SECONDS)
}

/// How much has to be proven where so many GiB are asked for: seven eighths, because a driver, kernels and what the
/// proof itself needs take a part.
pub fn least_mib(gib: u16) -> u32 {
    u32::from(gib).wrapping_mul(1_024 / 8 * 7)
}

/// Whether a table can have so many MiB. The functions beside this one take that for granted.
pub fn is_size(mib: u32) -> bool {
    (MIN_MIB..=MAX_MIB).contains(&mib)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_one_mebibyte_to_128_gibibytes() {
        assert!(is_size(1) && is_size(24 << 10) && is_size(128 << 10));
        assert!(!is_size(0) && !is_size((128 << 10) + 1) && !is_size(u32::MAX));
    }

    #[test]
    fn the_window_follows_on_that_of_the_products() {
        assert_eq!((window_ends_at(100), window_ends_at(i64::MAX)), (180, i64::MAX));
    }

    #[test]
    fn an_eighth_of_what_is_asked_for_need_not_be_proven() {
        assert_eq!([0, 1, 24, u16::MAX].map(least_mib), [0, 896, 21 << 10, 65_535 * 896]);
        assert!(is_size(least_mib(MAX_GIB)));
    }
}
