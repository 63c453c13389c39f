// Integers with a fixed number of fraction bits, as reference/arithmetic.rs has them. Products of two need 64 bits, and
// quotients a division that GPUs lack: both are guessed in floating point and then put right in integers that wrap.
// The guess may differ between devices, the result cannot.

// One, of what has 15 fraction bits.
const ONE: i32 = 32768;

// `a * b / 2^shift`, rounded down; below 2^24, or with a shift of at most 22.
fn times(a: vec3i, b: vec3i, shift: u32) -> vec3i {
    let guess = vec3i(vec3f(a) * vec3f(b) * bitcast<f32>((127u - shift) << 23u));
    return guess + ((a * b - (guess << vec3u(shift))) >> vec3u(shift));
}

// `a * b / c`, rounded down; below 2^24, with a positive `c` below 2^26.
fn ratio(a: vec3i, b: i32, c: i32) -> vec3i {
    let guess = vec3i(vec3f(a) * (f32(b) / f32(c)));
    let near = guess + vec3i(floor(vec3f(a * b - guess * c) / f32(c)));
    let rest = a * b - near * c;
    return near + select(vec3i(0), vec3i(1), rest >= vec3i(c)) - select(vec3i(0), vec3i(1), rest < vec3i(0));
}

// `a / b`, rounded down; below 2^20, with `b` below 2^30.
fn quotient(a: u32, b: u32) -> u32 {
    let guess = u32(f32(a) / f32(b));
    let rest = i32(a - guess * b);
    return guess + select(0u, 1u, rest >= i32(b)) - select(0u, 1u, rest < 0);
}

// The square root, rounded down.
fn root(square: u32) -> i32 {
    let guess = min(u32(sqrt(max(f32(square), 1.0))), 0xffffu);
    let rest = i32(square - guess * guess);
    return i32(guess + select(0u, 1u, rest > i32(2u * guess)) - select(0u, 1u, rest < 0));
}

fn dot3(a: vec3i, b: vec3i) -> i32 {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

fn largest(vector: vec3i) -> i32 {
    return max(vector.x, max(vector.y, vector.z));
}

// The bits that the largest component takes without its sign.
fn bits(vector: vec3i) -> u32 {
    return 32u - countLeadingZeros(u32(largest(abs(vector))));
}

// A vector of length ONE along `vector`; upwards where that has no length.
fn unit(vector: vec3i) -> vec3i {
    let bits = bits(vector);
    if bits == 0u {
        return vec3i(0, ONE, 0);
    }
    let scaled = scaled_to(vector, bits, 15u);
    let squares = vec3u(scaled * scaled);
    let length = root(squares.x + squares.y + squares.z);
    return (scaled * i32(quotient(1u << 30u, u32(length)))) >> vec3u(15u);
}

// A vector that takes `bits` bits, shifted to take `wanted`.
fn scaled_to(vector: vec3i, bits: u32, wanted: u32) -> vec3i {
    let down = vec3u(max(bits, wanted) - wanted);
    let up = vec3u(wanted - min(bits, wanted));
    return (vector >> down) << up;
}

// The smooth step from 0 to ONE as `place` goes from 0 to ONE.
fn smooth_step(place: i32) -> i32 {
    let p = clamp(place, 0, ONE);
    return (((p * p) >> 15u) * (3 * ONE - 2 * p)) >> 15u;
}

// Cosine and sine of a part of a whole turn, in 16 fraction bits.
fn turn(part: u32) -> vec2i {
    let along = i32(part & 0x3fffu) * 2;
    let first = vec2i(quarter(ONE - along), quarter(along));
    let quarters = (part >> 14u) & 3u;
    let turned = select(first, vec2i(-first.y, first.x), (quarters & 1u) == 1u);
    return select(turned, -turned, quarters >= 2u);
}

// The sine of a part of a quarter turn.
fn quarter(part: i32) -> i32 {
    let square = (part * part) >> 15u;
    var sum = 2611 - ((square * 148) >> 15u);
    sum = 21167 - ((square * sum) >> 15u);
    sum = 51472 - ((square * sum) >> 15u);
    return (part * sum) >> 15u;
}
