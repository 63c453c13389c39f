//! Memory operations of all sizes and alignments.

use super::Results;

/// Bytes of one input: two offsets, a length (each 16 bits, little-endian), a value and a kind.
pub const RECORD_BYTES: usize = 8;

/// The front of the account is worked on, the rest takes results.
const ARENA: usize = 1024;

/// Runs every record in turn on the same memory; the memory itself is part of the result.
pub(super) fn all(inputs: &[u8], output: &mut [u8]) -> Option<usize> {
    let (arena, rest) = output.split_at_mut_checked(ARENA)?;
    for (index, byte) in arena.iter_mut().enumerate() {
        *byte = (index as u8).wrapping_mul(167) ^ (index >> 8) as u8;
    }
    let mut results = Results::new(rest);
    for record in inputs.chunks_exact(RECORD_BYTES) {
        let number = |at: usize| usize::from(u16::from_le_bytes([record[at], record[at + 1]]));
        let (from, to, length) = (number(0) % (ARENA / 2), number(2) % (ARENA / 2), number(4) % 301);
        let value = record[6];
        match record[7] % 6 {
            0 => arena.copy_within(from..from + length, to),
            1 => copy(arena, from, to, length),
            2 => set(arena, to, length, value),
            3 => compare(arena, from, to, length, &mut results),
            4 => typed(arena, from, to, &mut results)?,
            _ => sized(arena, from, to, value)?,
        }
    }
    results.finish().map(|used| ARENA + used)
}

/// From the lower half to the upper, which do not overlap.
#[inline(never)]
fn copy(arena: &mut [u8], from: usize, to: usize, length: usize) {
    let (lower, upper) = arena.split_at_mut(ARENA / 2);
    let length = length.min(ARENA / 2 - from.max(to));
    upper[to..to + length].copy_from_slice(&lower[from..from + length]);
}

#[inline(never)]
fn set(arena: &mut [u8], to: usize, length: usize, value: u8) {
    arena[to..to + length].fill(value);
}

/// Compares ranges, and a range with a copy of itself that differs in its last byte or not at all.
#[inline(never)]
fn compare(arena: &mut [u8], from: usize, to: usize, length: usize, results: &mut Results<'_>) {
    order(&arena[from..from + length], &arena[to..to + length], results);
    arena.copy_within(from..from + length, to);
    order(&arena[from..from + length], &arena[to..to + length], results);
    if let Some(last) = arena[to..to + length].last_mut() {
        *last = last.wrapping_add(1);
    }
    order(&arena[from..from + length], &arena[to..to + length], results);
}

#[inline(never)]
fn order(left: &[u8], right: &[u8], results: &mut Results<'_>) {
    results.flag(left == right);
    results.bytes(&[left.cmp(right) as u8]);
}

/// Integers of every width at any address.
#[inline(never)]
fn typed(arena: &mut [u8], from: usize, to: usize, results: &mut Results<'_>) -> Option<()> {
    macro_rules! each {
        ($($integer:ty),*) => {$({
            const BYTES: usize = size_of::<$integer>();
            let value = <$integer>::from_le_bytes(arena.get(from..from + BYTES)?.try_into().ok()?);
            results.bytes(&value.to_be_bytes());
            arena.get_mut(to..to + BYTES)?.copy_from_slice(&value.rotate_left(3).to_le_bytes());
        })*};
    }
    each!(u8, i8, u16, i16, u32, i32, u64, i64, u128, i128);
    Some(())
}

/// Sizes the compiler knows: it expands the small ones into loads and stores.
#[inline(never)]
fn sized(arena: &mut [u8], from: usize, to: usize, value: u8) -> Option<()> {
    macro_rules! each {
        ($($bytes:literal)*) => {$(fixed::<$bytes>(arena, from, to, value)?;)*};
    }
    each!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40);
    each!(47 48 49 55 56 57 63 64 65 66 71 72 73 79 80 81 95 96 97 100 112 120 127 128 129 130 144 160 191 192 193 200 224 255 256 257 299 300);
    Some(())
}

/// Moves a value through a local, fills one and compares two.
#[inline(never)]
fn fixed<const BYTES: usize>(arena: &mut [u8], from: usize, to: usize, value: u8) -> Option<()> {
    let copied: [u8; BYTES] = arena.get(from..from + BYTES)?.try_into().ok()?;
    let before: [u8; BYTES] = arena.get(to..to + BYTES)?.try_into().ok()?;
    let place = arena.get_mut(to..to + BYTES)?;
    if copied == before {
        place.copy_from_slice(&[value; BYTES]);
    } else {
        place.copy_from_slice(&copied);
    }
    let count = arena.get_mut(ARENA - 1)?;
    *count = count.wrapping_add(u8::from(copied < before));
    Some(())
}
