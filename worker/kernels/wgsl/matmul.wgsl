// C = A x B over packed 8 bit integers. A workgroup computes a tile of 64 x 64 entries, each
// invocation 4 x 4 of them. Lines are padded with zeros to whole tiles and whole steps, so nothing
// here asks where a matrix ends.

const TILE: u32 = 64u;
// Words of a line that are loaded at a time: 64 entries.
const STEP: u32 = 16u;
// A line's distance in workgroup memory; odd, so that neighbours fall into different banks.
const STRIDE: u32 = 17u;
const THREADS: u32 = 256u;

struct Job {
    columns: u32,
    tiles_across: u32,
    words: u32,
    first_tile: u32,
}

@group(0) @binding(0) var<uniform> job: Job;
@group(0) @binding(1) var<storage, read> a_lines: array<u32>;
@group(0) @binding(2) var<storage, read> b_lines: array<u32>;
@group(0) @binding(3) var<storage, read_write> result: array<i32>;

var<workgroup> a_tile: array<u32, 1088>;
var<workgroup> b_tile: array<u32, 1088>;

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
    let tile = job.first_tile + group.x;
    let first_row = (tile / job.tiles_across) * TILE;
    let first_column = (tile % job.tiles_across) * TILE;
    // An invocation's rows and columns are 16 apart, so that neighbours read and write neighbours.
    let row = thread / 16u;
    let column = thread % 16u;

    var sums: array<vec4i, 4>;
    for (var start = 0u; start < job.words; start += STEP) {
        for (var slot = thread; slot < TILE * STEP; slot += THREADS) {
            let line = slot / STEP;
            let word = slot % STEP;
            a_tile[line * STRIDE + word] = a_lines[(first_row + line) * job.words + start + word];
            b_tile[line * STRIDE + word] = b_lines[(first_column + line) * job.words + start + word];
        }
        workgroupBarrier();
        for (var word = 0u; word < STEP; word++) {
            let b0 = b_tile[column * STRIDE + word];
            let b1 = b_tile[(column + 16u) * STRIDE + word];
            let b2 = b_tile[(column + 32u) * STRIDE + word];
            let b3 = b_tile[(column + 48u) * STRIDE + word];
            for (var line = 0u; line < 4u; line++) {
                let a = a_tile[(row + line * 16u) * STRIDE + word];
                sums[line] += vec4i(
                    dot4I8Packed(a, b0),
                    dot4I8Packed(a, b1),
                    dot4I8Packed(a, b2),
                    dot4I8Packed(a, b3),
                );
            }
        }
        workgroupBarrier();
    }

    for (var line = 0u; line < 4u; line++) {
        let start = (first_row + row + line * 16u) * job.columns + first_column + column;
        result[start] = sums[line].x;
        result[start + 16u] = sums[line].y;
        result[start + 32u] = sums[line].z;
        result[start + 48u] = sums[line].w;
    }
}
