// Lines of an operand, from the round's keys. A number of 64 bits is a vector: the lower half, the upper half.

struct Job {
    key: vec2u,
    second: vec2u,
    first_line: u32,
    // Words of a line that hold entries; the rest of a padded line is zero.
    words: u32,
    // Words of a padded line.
    stride: u32,
}

@group(0) @binding(0) var<uniform> job: Job;
@group(0) @binding(1) var<storage, read_write> lines: array<vec2u>;

const GOLDEN: vec2u = vec2u(0x7f4a7c15u, 0x9e3779b9u);
const FIRST: vec2u = vec2u(0x1ce4e5b9u, 0xbf58476du);
const LAST: vec2u = vec2u(0x133111ebu, 0x94d049bbu);

fn add(a: vec2u, b: vec2u) -> vec2u {
    let low = a.x + b.x;
    return vec2u(low, a.y + b.y + u32(low < a.x));
}

// All 64 bits of a product of 32 by 32, from halves.
fn multiply_wide(a: u32, b: u32) -> vec2u {
    let lowest = (a & 0xffffu) * (b & 0xffffu);
    let first = (a >> 16u) * (b & 0xffffu) + (lowest >> 16u);
    let second = (a & 0xffffu) * (b >> 16u) + (first & 0xffffu);
    let high = (a >> 16u) * (b >> 16u) + (first >> 16u) + (second >> 16u);
    return vec2u((second << 16u) | (lowest & 0xffffu), high);
}

// The lower 64 bits of a product.
fn multiply(a: vec2u, b: vec2u) -> vec2u {
    let product = multiply_wide(a.x, b.x);
    return vec2u(product.x, product.y + a.x * b.y + a.y * b.x);
}

// `a ^ (a >> by)`, for less than 32 bits.
fn fold(a: vec2u, by: u32) -> vec2u {
    return a ^ vec2u((a.x >> by) | (a.y << (32u - by)), a.y >> by);
}

@compute @workgroup_size(8, 32)
fn main(@builtin(global_invocation_id) id: vec3u) {
    var entries = vec2u();
    if id.x < job.words {
        let index = (job.first_line + id.y) * job.words + id.x;
        let state = add(job.key, multiply(vec2u(index + 1u, 0u), GOLDEN));
        let mixed = multiply(fold(state, 30u), FIRST);
        entries = fold(multiply(fold(mixed, 27u) ^ job.second, LAST), 31u);
    }
    lines[id.y * job.stride + id.x] = entries;
}
