// Levels of the tree: a workgroup takes up to 256 neighbours to the nodes above all of them.

struct Job {
    // Nodes that a workgroup takes, and those that it leaves: powers of two.
    width: u32,
    tops: u32,
    // Where the first of the nodes above goes.
    first: u32,
}

@group(0) @binding(0) var<uniform> job: Job;
@group(0) @binding(1) var<storage, read> below: array<Hash>;
@group(0) @binding(2) var<storage, read_write> above: array<Hash>;

const THREADS: u32 = 128u;

// A node's message: a one and two hashes.
const NODE_BITS: u32 = 520u;

var<workgroup> nodes: array<Hash, 256>;

fn node(left: Hash, right: Hash) -> Hash {
    let first = Block(
        shifted(vec4u(1u, left.first.xyz), left.first),
        shifted(vec4u(left.first.w, left.last.xyz), left.last),
        shifted(vec4u(left.last.w, right.first.xyz), right.first),
        shifted(vec4u(right.first.w, right.last.xyz), right.last),
    );
    let rest = vec4u((right.last.w << 24u) | END, 0u, 0u, 0u);
    return digest(first, Block(rest, vec4u(), vec4u(), vec4u(0u, 0u, 0u, NODE_BITS)));
}

@compute @workgroup_size(128)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
    for (var slot = thread; slot < job.width; slot += THREADS) {
        nodes[slot] = below[group.x * job.width + slot];
    }
    workgroupBarrier();
    for (var pairs = job.width / 2u; pairs >= job.tops; pairs /= 2u) {
        var parent: Hash;
        if thread < pairs {
            parent = node(nodes[2u * thread], nodes[2u * thread + 1u]);
        }
        workgroupBarrier();
        if thread < pairs {
            nodes[thread] = parent;
        }
        workgroupBarrier();
    }
    if thread < job.tops {
        above[job.first + group.x * job.tops + thread] = nodes[thread];
    }
}
