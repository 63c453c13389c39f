// A block of C = A x B by products of four entries, for compute capability 6.1 and up. A workgroup computes a tile
// of 64 x 64 entries, each thread 4 x 4 of them, 16 apart.

constexpr unsigned int STEP = STEP_BYTES / 16;
// A line's distance in shared memory; odd, so that neighbours fall into different banks.
constexpr unsigned int STRIDE = STEP + 1;

static_assert(TILE_ROWS == 64 && TILE_COLUMNS == 64 && THREADS == 256, "16 x 16 threads, 4 x 4 entries each");
static_assert(STEP * TILE_ROWS == THREADS, "each thread loads a quad of each side");
static_assert((TILE_ROWS + TILE_COLUMNS) * STRIDE * 16 == PRODUCT_SHARED, "both sides");

__device__ __forceinline__ int dot(uint4 a, uint4 b, int sum) {
    sum = __dp4a((int)a.x, (int)b.x, sum);
    sum = __dp4a((int)a.y, (int)b.y, sum);
    sum = __dp4a((int)a.z, (int)b.z, sum);
    return __dp4a((int)a.w, (int)b.w, sum);
}

extern "C" __global__ void __launch_bounds__(THREADS)
    product(const uint4* a_lines, const uint4* b_lines, int* block, ProductJob job) {
    extern __shared__ uint4 shared[];
    uint4* a_tile = shared;
    uint4* b_tile = &shared[TILE_ROWS * STRIDE];
    Tile tile = tile_of(job);
    unsigned int row = threadIdx.x / 16;
    unsigned int column = threadIdx.x % 16;
    unsigned int line = threadIdx.x / STEP;
    unsigned int quad = threadIdx.x % STEP;
    const uint4* a = &a_lines[(tile.first_row + line) * job.quads + quad];
    const uint4* b = &b_lines[(tile.first_column + line) * job.quads + quad];

    int sums[4][4] = {};
    for (unsigned int start = 0; start < job.quads; start += STEP) {
        a_tile[line * STRIDE + quad] = a[start];
        b_tile[line * STRIDE + quad] = b[start];
        __syncthreads();
#pragma unroll
        for (unsigned int at = 0; at < STEP; at++) {
            uint4 columns[4];
#pragma unroll
            for (unsigned int j = 0; j < 4; j++) {
                columns[j] = b_tile[(column + j * 16) * STRIDE + at];
            }
#pragma unroll
            for (unsigned int i = 0; i < 4; i++) {
                uint4 entries = a_tile[(row + i * 16) * STRIDE + at];
#pragma unroll
                for (unsigned int j = 0; j < 4; j++) {
                    sums[i][j] = dot(entries, columns[j], sums[i][j]);
                }
            }
        }
        __syncthreads();
    }
    int* corner = &block[(tile.first_row + row) * job.columns + tile.first_column + column];
#pragma unroll
    for (unsigned int i = 0; i < 4; i++) {
#pragma unroll
        for (unsigned int j = 0; j < 4; j++) {
            corner[i * 16 * job.columns + j * 16] = sums[i][j];
        }
    }
}
