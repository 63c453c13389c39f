// Random numbers in pairs: points of the Sobol sequence, scrambled and shuffled anew for every pixel
// and every pair. A pixel's samples then cover each pair evenly, and noise falls faster than with
// independent numbers.

struct Random {
    sample: u32,
    state: u32,
}

fn random_start(pixel: u32, sample: u32, frame: u32) -> Random {
    return Random(sample, pcg(pixel ^ pcg(frame)));
}

// The hash PCG-RXS-M-XS.
fn pcg(value: u32) -> u32 {
    let state = value * 747796405u + 2891336453u;
    let word = ((state >> ((state >> 28u) + 4u)) ^ state) * 277803737u;
    return (word >> 22u) ^ word;
}

// The next pair, both in 16 fraction bits.
fn random_pair(random: ptr<function, Random>) -> vec2u {
    let seed = pcg((*random).state);
    (*random).state = seed;
    let index = scramble((*random).sample, seed);
    let x = scramble(reverseBits(index), pcg(seed ^ 0x9e3779b9u));
    let y = scramble(second_dimension(index), pcg(seed ^ 0x7f4a7c15u));
    return vec2u(x, y) >> vec2u(16u);
}

// A random permutation that keeps a Sobol sequence one: every bit may flip, depending on those above.
fn scramble(value: u32, seed: u32) -> u32 {
    var bits = reverseBits(value);
    bits ^= bits * 0x3d20adeau;
    bits += seed;
    bits *= (seed >> 16u) | 1u;
    bits ^= bits * 0x05526c56u;
    bits ^= bits * 0x53a22864u;
    return reverseBits(bits);
}

// The index times Pascal's triangle modulo 2, which generates the sequence's second dimension.
fn second_dimension(index: u32) -> u32 {
    var bits = reverseBits(index);
    bits ^= (bits & 0x55555555u) << 1u;
    bits ^= (bits & 0x33333333u) << 2u;
    bits ^= (bits & 0x0f0f0f0fu) << 4u;
    bits ^= (bits & 0x00ff00ffu) << 8u;
    bits ^= bits << 16u;
    return bits;
}
