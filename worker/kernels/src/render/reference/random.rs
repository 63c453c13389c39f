/// Random numbers in pairs: points of the Sobol sequence, scrambled and shuffled anew for every pixel and every pair.
/// A pixel's samples then cover each pair evenly, and noise falls faster than with independent numbers.
pub(super) struct Random {
    sample: u32,
    state: u32,
}

impl Random {
    pub(super) fn new(pixel: u32, sample: u32, frame: u32) -> Self {
        Self { sample, state: pcg(pixel ^ pcg(frame)) }
    }

    /// The next pair, both in 16 fraction bits.
    pub(super) fn pair(&mut self) -> [u32; 2] {
        let seed = pcg(self.state);
        self.state = seed;
        let index = scramble(self.sample, seed);
        let x = scramble(index.reverse_bits(), pcg(seed ^ 0x9e37_79b9));
        let y = scramble(second_dimension(index), pcg(seed ^ 0x7f4a_7c15));
        [x >> 16, y >> 16]
    }
}

/// The hash PCG-RXS-M-XS.
fn pcg(value: u32) -> u32 {
    let state = value.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
    let word = ((state >> ((state >> 28) + 4)) ^ state).wrapping_mul(277_803_737);
    (word >> 22) ^ word
}

/// A random permutation that keeps a Sobol sequence one: every bit may flip, depending on those above.
fn scramble(value: u32, seed: u32) -> u32 {
    let mut bits = value.reverse_bits();
    bits ^= bits.wrapping_mul(0x3d20_adea);
    bits = bits.wrapping_add(seed);
    bits = bits.wrapping_mul((seed >> 16) | 1);
    bits ^= bits.wrapping_mul(0x0552_6c56);
    bits ^= bits.wrapping_mul(0x53a2_2864);
    bits.reverse_bits()
}

/// The index times Pascal's triangle modulo 2, which generates the sequence's second dimension.
fn second_dimension(index: u32) -> u32 {
    let mut bits = index.reverse_bits();
    bits ^= (bits & 0x5555_5555) << 1;
    bits ^= (bits & 0x3333_3333) << 2;
    bits ^= (bits & 0x0f0f_0f0f) << 4;
    bits ^= (bits & 0x00ff_00ff) << 8;
    bits ^ bits << 16
}
