//! Functions of the virtual machine, which are called through the hash of their name (murmur3, 32 bits, seed 0).

use core::mem::transmute;

const MEMMOVE: usize = 0x4343_71f8;
const MEMSET: usize = 0x3770_fb22;
const MEMCMP: usize = 0x5fdc_de31;

/// # Safety
/// Both ranges must be accessible; they may overlap.
pub(crate) unsafe fn memmove(to: *mut u8, from: *const u8, bytes: u64) {
    // SAFETY: the virtual machine resolves the address to its own function of this type.
    unsafe { transmute::<usize, extern "C" fn(*mut u8, *const u8, u64)>(MEMMOVE)(to, from, bytes) }
}

/// # Safety
/// The range must be writable.
pub(crate) unsafe fn memset(to: *mut u8, value: u64, bytes: u64) {
    // SAFETY: as above.
    unsafe { transmute::<usize, extern "C" fn(*mut u8, u64, u64)>(MEMSET)(to, value, bytes) }
}

/// Negative, zero or positive, by the first byte that differs.
///
/// # Safety
/// Both ranges must be readable.
pub(crate) unsafe fn memcmp(left: *const u8, right: *const u8, bytes: u64) -> i32 {
    let mut order = 0;
    // SAFETY: as above; the result is written to a local.
    unsafe {
        transmute::<usize, extern "C" fn(*const u8, *const u8, u64, *mut i32)>(MEMCMP)(left, right, bytes, &mut order)
    };
    order
}
