//! The memory functions of C, which the compiler calls by name.

use crate::syscall;

/// Copies, also onto itself: the language allows that where the disjoint copy of the virtual machine does not.
///
/// # Safety
/// As for the function of the same name in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memcpy(to: *mut u8, from: *const u8, bytes: usize) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe { syscall::memmove(to, from, bytes as u64) };
    to
}

/// # Safety
/// As for the function of the same name in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memmove(to: *mut u8, from: *const u8, bytes: usize) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe { syscall::memmove(to, from, bytes as u64) };
    to
}

/// # Safety
/// As for the function of the same name in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memset(to: *mut u8, value: i32, bytes: usize) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe { syscall::memset(to, u64::from(value as u8), bytes as u64) };
    to
}

/// # Safety
/// As for the function of the same name in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memcmp(left: *const u8, right: *const u8, bytes: usize) -> i32 {
    // SAFETY: the caller's promise.
    unsafe { syscall::memcmp(left, right, bytes as u64) }
}

/// # Safety
/// As for the function of the same name in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bcmp(left: *const u8, right: *const u8, bytes: usize) -> i32 {
    // SAFETY: the caller's promise.
    unsafe { syscall::memcmp(left, right, bytes as u64) }
}
