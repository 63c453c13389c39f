// Levels of the tree: a workgroup takes neighbours up to the nodes above all of them.

struct TreeJob {
    // Nodes that a workgroup takes, and those that it leaves: powers of two.
    unsigned int width;
    unsigned int tops;
    // Where the first of the nodes above goes.
    unsigned int first;
};

// A node's message: a one and two hashes.
constexpr unsigned int NODE_BITS = 520;

static_assert(TREE_SHARED == TREE_NODES / 2 * 32 + TREE_NODES / 4 * 32, "two levels, the larger one first");

__device__ Hash node(const Hash* pair) {
    unsigned int words[16];
    read(words, (const uint4*)pair);
    unsigned int first[16];
    unsigned int second[16] = {};
    first[0] = (1u << 24) | (words[0] >> 8);
#pragma unroll
    for (unsigned int at = 1; at < 16; at++) {
        first[at] = __funnelshift_r(words[at], words[at - 1], 8);
    }
    second[0] = (words[15] << 24) | END;
    second[15] = NODE_BITS;
    return digest(first, second);
}

extern "C" __global__ void __launch_bounds__(THREADS) tree(const Hash* below, Hash* above, TreeJob job) {
    extern __shared__ uint4 shared[];
    Hash* upper = (Hash*)shared;
    Hash* lower = &upper[TREE_NODES / 2];
    const Hash* from = &below[blockIdx.x * job.width];
    unsigned int count = job.width;
    while (count > job.tops) {
        count /= 2;
        Hash* to = count == job.tops ? &above[job.first + blockIdx.x * job.tops] : upper;
        for (unsigned int at = threadIdx.x; at < count; at += THREADS) {
            to[at] = node(&from[2 * at]);
        }
        __syncthreads();
        from = to;
        // The level that was read is not needed any more, and that after the next is smaller.
        Hash* free = lower;
        lower = upper;
        upper = free;
    }
}
