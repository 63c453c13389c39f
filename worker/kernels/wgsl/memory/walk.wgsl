// Walks: chains of reads, each where the one before it leads. What reads the table is in front of this, because it
// depends on how many buffers there are.

struct Job {
    seed: Seed,
    // The first walk.
    first: vec2u,
    // The size of the table.
    mib: u32,
}

@group(0) @binding(0) var<uniform> job: Job;
@group(0) @binding(1) var<storage, read_write> ends: array<u32>;

const TAG: u32 = 2u;
const BITS: u32 = 328u;
const STEPS: u32 = 32u;
const ROUNDS: u32 = 4u;

// The upper half of a product of 32 by 32 bits, from halves.
fn multiply_high(a: u32, b: u32) -> u32 {
    let lowest = (a & 0xffffu) * (b & 0xffffu);
    let first = (a >> 16u) * (b & 0xffffu) + (lowest >> 16u);
    let second = (a & 0xffffu) * (b >> 16u) + (first & 0xffffu);
    return (a >> 16u) * (b >> 16u) + (first >> 16u) + (second >> 16u);
}

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3u) {
    let low = job.first.x + id.x;
    var block = seeded(TAG, job.seed, vec2u(low, job.first.y + u32(low < job.first.x)));
    block.c.z |= END;
    block.d.w = BITS;
    let begin = compress(START, block);
    var x = begin.first;
    var y = begin.last;
    for (var step = 0u; step < STEPS; step++) {
        let place = (multiply_high(x.x, job.mib) << 14u) | (x.y & 0x3fffu);
        for (var second = 0u; second < 2u; second++) {
            let item = item_at(place, second);
            x ^= item.first;
            y ^= item.last;
            for (var round = 0u; round < ROUNDS; round++) {
                x = ((x >> vec4u(8u)) | (x << vec4u(24u))) + y;
                y = (((y << vec4u(3u)) | (y >> vec4u(29u))) ^ x).yzwx;
            }
        }
    }
    ends[id.x] = x.x;
}
