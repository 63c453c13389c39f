// The leaves of a block of the product: 16 neighbours of a row each.

struct Job {
    first_row: u32,
    first_segment: u32,
    // Segments of a row that are in the block, and those of a whole row.
    segments: u32,
    stride: u32,
}

@group(0) @binding(0) var<uniform> job: Job;
@group(0) @binding(1) var<storage, read> block: array<vec4u>;
@group(0) @binding(2) var<storage, read_write> leaves: array<Hash>;

// A leaf's message: a zero, row, segment and entries, four bytes each.
const LEAF_BITS: u32 = 584u;

// The bytes of every word the other way round: a message's first byte is the highest of its word.
fn reversed(words: vec4u) -> vec4u {
    let inner = ((words & vec4u(0xff00u)) << vec4u(8u)) | ((words >> vec4u(8u)) & vec4u(0xff00u));
    return (words << vec4u(24u)) | inner | (words >> vec4u(24u));
}

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3u) {
    let row = id.x / job.segments;
    let segment = job.first_segment + id.x % job.segments;
    let place = reversed(vec4u(job.first_row + row, segment, 0u, 0u));
    let e0 = reversed(block[id.x * 4u]);
    let e1 = reversed(block[id.x * 4u + 1u]);
    let e2 = reversed(block[id.x * 4u + 2u]);
    let e3 = reversed(block[id.x * 4u + 3u]);
    let first = Block(
        shifted(vec4u(0u, place.xy, e0.x), vec4u(place.xy, e0.xy)),
        shifted(vec4u(e0.yzw, e1.x), vec4u(e0.zw, e1.xy)),
        shifted(vec4u(e1.yzw, e2.x), vec4u(e1.zw, e2.xy)),
        shifted(vec4u(e2.yzw, e3.x), vec4u(e2.zw, e3.xy)),
    );
    let rest = shifted(vec4u(e3.yzw, 0u), vec4u(e3.zw, 0u, 0u)) | vec4u(0u, 0u, END, 0u);
    let second = Block(rest, vec4u(), vec4u(), vec4u(0u, 0u, 0u, LEAF_BITS));
    leaves[row * job.stride + segment] = digest(first, second);
}
