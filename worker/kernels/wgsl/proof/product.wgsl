// A block of C = A x B. A workgroup computes a tile of 64 x 64 entries, each invocation 4 x 4 of them. Lines
// are padded with zeros to whole steps, so nothing here asks where one ends.

const TILE: u32 = 64u;
// Quads of a line that are loaded at a time: a quad has 16 entries.
const STEP: u32 = 4u;
// A line's distance in workgroup memory; odd, so that neighbours fall into different banks.
const STRIDE: u32 = 5u;

struct Job {
    // Columns of the block.
    columns: u32,
    // Tiles from one side of the block to the other.
    tiles_across: u32,
    // Tiles that are taken downwards before the next to the right: the lines they share stay in the cache.
    strip: u32,
    // Quads of a padded line.
    quads: u32,
    first_tile: u32,
}

@group(0) @binding(0) var<uniform> job: Job;
@group(0) @binding(1) var<storage, read> a_lines: array<vec4u>;
@group(0) @binding(2) var<storage, read> b_lines: array<vec4u>;
@group(0) @binding(3) var<storage, read_write> block: array<i32>;

var<workgroup> a_tile: array<vec4u, 320>;
var<workgroup> b_tile: array<vec4u, 320>;

fn dot_quads(a: vec4u, b: vec4u) -> i32 {
    return dot4I8Packed(a.x, b.x) + dot4I8Packed(a.y, b.y) + dot4I8Packed(a.z, b.z) + dot4I8Packed(a.w, b.w);
}

// The products of one line with four.
fn row_of(a: vec4u, b0: vec4u, b1: vec4u, b2: vec4u, b3: vec4u) -> vec4i {
    return vec4i(dot_quads(a, b0), dot_quads(a, b1), dot_quads(a, b2), dot_quads(a, b3));
}

fn store(start: u32, sums: vec4i) {
    block[start] = sums.x;
    block[start + 16u] = sums.y;
    block[start + 32u] = sums.z;
    block[start + 48u] = sums.w;
}

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
    let tile = job.first_tile + group.x;
    let strip_tiles = job.strip * job.tiles_across;
    let first_row = (tile / strip_tiles * job.strip + tile % job.strip) * TILE;
    let first_column = (tile % strip_tiles / job.strip) * TILE;
    // An invocation's rows and columns are 16 apart, so that neighbours read and write neighbours.
    let row = thread / 16u;
    let column = thread % 16u;
    // What it brings into workgroup memory is a quad of each side.
    let line = thread / STEP;
    let quad = thread % STEP;
    let to = line * STRIDE + quad;
    let a_from = (first_row + line) * job.quads + quad;
    let b_from = (first_column + line) * job.quads + quad;

    // Four variables, and no array: what is not indexed stays in registers.
    var sums0 = vec4i();
    var sums1 = vec4i();
    var sums2 = vec4i();
    var sums3 = vec4i();
    for (var start = 0u; start < job.quads; start += STEP) {
        a_tile[to] = a_lines[a_from + start];
        b_tile[to] = b_lines[b_from + start];
        workgroupBarrier();
        for (var at = 0u; at < STEP; at++) {
            let b0 = b_tile[column * STRIDE + at];
            let b1 = b_tile[(column + 16u) * STRIDE + at];
            let b2 = b_tile[(column + 32u) * STRIDE + at];
            let b3 = b_tile[(column + 48u) * STRIDE + at];
            sums0 += row_of(a_tile[row * STRIDE + at], b0, b1, b2, b3);
            sums1 += row_of(a_tile[(row + 16u) * STRIDE + at], b0, b1, b2, b3);
            sums2 += row_of(a_tile[(row + 32u) * STRIDE + at], b0, b1, b2, b3);
            sums3 += row_of(a_tile[(row + 48u) * STRIDE + at], b0, b1, b2, b3);
        }
        workgroupBarrier();
    }

    let start = (first_row + row) * job.columns + first_column + column;
    store(start, sums0);
    store(start + 16u * job.columns, sums1);
    store(start + 32u * job.columns, sums2);
    store(start + 48u * job.columns, sums3);
}
