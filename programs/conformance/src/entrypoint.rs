//! The program: results go into the data of the one account it is given.

use crate::operations;

/// Bytes of an account that the loader keeps free for growth.
const GROWTH: usize = 10 * 1024;

/// Offset of the length of the account's data, behind the count of accounts, flags, addresses and lamports.
const LENGTH: usize = 8 + 8 + 32 + 32 + 8;

/// Returned when the instruction is not as the test-suite builds it.
const BAD_INSTRUCTION: u64 = 1;

/// Runs one instruction: a byte that selects the operations, then their inputs.
///
/// # Safety
/// The loader calls it with the serialised accounts and instruction.
#[no_mangle]
pub unsafe extern "C" fn entrypoint(input: *mut u8) -> u64 {
    let (account, instruction) = unsafe { parse(input) };
    match instruction.split_first() {
        Some((selector, inputs)) if operations::run(*selector, inputs, account).is_some() => 0,
        _ => BAD_INSTRUCTION,
    }
}

/// The data of the first and only account, and the instruction's data.
///
/// # Safety
/// `input` must be what the loader passes to a program with one account.
unsafe fn parse<'a>(input: *mut u8) -> (&'a mut [u8], &'a [u8]) {
    // SAFETY: offsets follow the loader's layout; the two ranges are disjoint.
    unsafe {
        let length = input.add(LENGTH).cast::<u64>().read_unaligned() as usize;
        let data = input.add(LENGTH.wrapping_add(8));
        let after = (data as usize).wrapping_add(length).wrapping_add(GROWTH).wrapping_add(7) & !7;
        // Behind the data comes the rent epoch.
        let instruction = (after as *const u8).add(8);
        let instruction_length = instruction.cast::<u64>().read_unaligned() as usize;
        (
            core::slice::from_raw_parts_mut(data, length),
            core::slice::from_raw_parts(instruction.add(8), instruction_length),
        )
    }
}
