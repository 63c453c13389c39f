// The leaves of a block of the product: 16 neighbours of a row each.

struct LeavesJob {
    unsigned int first_row;
    unsigned int first_segment;
    // Segments of a row that are in the block, and those of a whole row.
    unsigned int segments;
    unsigned int stride;
};

// A leaf's message: a zero, row, segment and entries, four bytes each.
constexpr unsigned int LEAF_BITS = 584;

// A word of the message: the last byte of a word, then the first three of the next, each the other way round.
__device__ __forceinline__ unsigned int between(unsigned int before, unsigned int word) {
    return __byte_perm(before, word, 0x3456);
}

extern "C" __global__ void __launch_bounds__(THREADS) leaves(const uint4* block, Hash* leaves, LeavesJob job) {
    unsigned int leaf = blockIdx.x * THREADS + threadIdx.x;
    unsigned int row = leaf / job.segments;
    unsigned int segment = job.first_segment + leaf % job.segments;
    unsigned int words[18];
    words[0] = job.first_row + row;
    words[1] = segment;
    read(&words[2], &block[leaf * 4]);
    unsigned int first[16];
    unsigned int second[16] = {};
    first[0] = between(0, words[0]);
#pragma unroll
    for (unsigned int at = 1; at < 16; at++) {
        first[at] = between(words[at - 1], words[at]);
    }
    second[0] = between(words[15], words[16]);
    second[1] = between(words[16], words[17]);
    second[2] = between(words[17], 0) | END;
    second[15] = LEAF_BITS;
    leaves[row * job.stride + segment] = digest(first, second);
}
