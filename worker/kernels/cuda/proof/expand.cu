// Lines of an operand, from the round's keys. A workgroup of 8 x 32 writes 64 bytes of 32 lines.

struct ExpandJob {
    unsigned long long key;
    unsigned long long second;
    unsigned int first_line;
    // Words of a line that hold entries; the rest of a padded line is zero.
    unsigned int words;
    // Words of a padded line.
    unsigned int stride;
    unsigned int unused;
};

__device__ unsigned long long word(unsigned long long key, unsigned long long second, unsigned long long index) {
    unsigned long long mixed = key + (index + 1) * 0x9e3779b97f4a7c15ull;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ull;
    mixed = (mixed ^ (mixed >> 27) ^ second) * 0x94d049bb133111ebull;
    return mixed ^ (mixed >> 31);
}

extern "C" __global__ void __launch_bounds__(THREADS) expand(unsigned long long* lines, ExpandJob job) {
    unsigned int x = blockIdx.x * 8 + threadIdx.x % 8;
    unsigned int y = blockIdx.y * 32 + threadIdx.x / 8;
    unsigned long long index = (unsigned long long)(job.first_line + y) * job.words + x;
    lines[y * job.stride + x] = x < job.words ? word(job.key, job.second, index) : 0;
}
