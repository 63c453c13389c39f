// Instructions that C++ has no name for, of compute capability 8.0 and up.

// Begins to copy 16 bytes past the registers and the first cache.
__device__ __forceinline__ void copy_begin(uint4* to, const uint4* from) {
    unsigned int place = (unsigned int)__cvta_generic_to_shared(to);
    asm volatile("cp.async.cg.shared.global [%0], [%1], 16;" ::"r"(place), "l"(from) : "memory");
}

// Makes a group of the copies begun since the last one. There may be none.
__device__ __forceinline__ void copy_group() {
    asm volatile("cp.async.commit_group;" ::: "memory");
}

// Waits until at most `LATER` of this thread's groups are not done.
template <int LATER>
__device__ __forceinline__ void copy_wait() {
    asm volatile("cp.async.wait_group %0;" ::"n"(LATER) : "memory");
}

// Loads four matrices of 8 lines by 16 bytes: lanes 8 m to 8 m + 7 say where the lines of matrix m are. Of each a
// lane gets bytes 4 (lane % 4) to 4 (lane % 4) + 3 of line lane / 4.
__device__ __forceinline__ void load_matrices(unsigned int (&words)[4], const uint4* line) {
    unsigned int place = (unsigned int)__cvta_generic_to_shared(line);
    asm volatile("ldmatrix.sync.aligned.m8n8.x4.shared.b16 {%0, %1, %2, %3}, [%4];"
                 : "=r"(words[0]), "=r"(words[1]), "=r"(words[2]), "=r"(words[3])
                 : "r"(place));
}

// Adds the product of 16 rows and 8 columns of 32 entries each, on tensor cores.
__device__ __forceinline__ void multiply_add(int (&sums)[4], const unsigned int (&rows)[4],
                                             const unsigned int (&columns)[2]) {
    asm volatile("mma.sync.aligned.m16n8k32.row.col.s32.s8.s8.s32 "
                 "{%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, {%0, %1, %2, %3};"
                 : "+r"(sums[0]), "+r"(sums[1]), "+r"(sums[2]), "+r"(sums[3])
                 : "r"(rows[0]), "r"(rows[1]), "r"(rows[2]), "r"(rows[3]), "r"(columns[0]), "r"(columns[1]));
}
