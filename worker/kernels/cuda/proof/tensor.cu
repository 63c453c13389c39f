// A block of C = A x B on tensor cores. A workgroup computes a tile, each warp a part of it. Lines are padded with
// zeros to whole steps, and the operands with lines to whole tiles, so nothing here asks where they end.

// Quads of a line that are loaded at a time.
constexpr unsigned int STEP = STEP_BYTES / 16;
// Quads of a stage: the tile's rows of A, then its columns of B.
constexpr unsigned int STAGE = (TILE_ROWS + TILE_COLUMNS) * STEP;
constexpr unsigned int WARPS_ACROSS = TILE_COLUMNS / WARP_COLUMNS;
// Sums of a warp are in fragments of 16 x 8.
constexpr unsigned int DOWN = WARP_ROWS / 16;
constexpr unsigned int ACROSS = WARP_COLUMNS / 8;

static_assert(STEP == 4, "what is exchanged below are four places");
static_assert(TILE_ROWS / WARP_ROWS * WARPS_ACROSS * 32 == THREADS, "every warp has a part");
static_assert(TILE_ROWS * STEP % THREADS == 0 && TILE_COLUMNS * STEP % THREADS == 0, "no rest");
static_assert(ACROSS % 2 == 0 && STAGES * STAGE * 16 == PRODUCT_SHARED, "fragments of B come in pairs");

// Where a quad of a line is in a stage. Eight lines that follow on each other have the same quad in eight different
// places of 16 bytes modulo 128, and so do two lines with all their quads: no access meets another in a bank.
__device__ __forceinline__ unsigned int place(unsigned int line, unsigned int quad) {
    return line * STEP + (quad ^ (line / 2 % STEP));
}

// Begins to copy the quads of `LINES` lines from `from` on.
template <unsigned int LINES>
__device__ __forceinline__ void fetch(uint4* stage, unsigned int first_line, const uint4* from, unsigned int quads) {
#pragma unroll
    for (unsigned int turn = 0; turn < LINES * STEP / THREADS; turn++) {
        unsigned int item = turn * THREADS + threadIdx.x;
        unsigned int line = item / STEP;
        unsigned int quad = item % STEP;
        copy_begin(&stage[place(first_line + line, quad)], &from[line * quads + quad]);
    }
}

// Adds the products of what is in a stage.
__device__ __forceinline__ void add_stage(int (&sums)[DOWN][ACROSS][4], const uint4* stage, unsigned int row,
                                          unsigned int column) {
    unsigned int lane = threadIdx.x % 32;
#pragma unroll
    for (unsigned int quad = 0; quad < STEP; quad += 2) {
        unsigned int rows[DOWN][4];
        unsigned int columns[ACROSS][2];
#pragma unroll
        for (unsigned int i = 0; i < DOWN; i++) {
            load_matrices(rows[i], &stage[place(row + i * 16 + lane % 16, quad + lane / 16)]);
        }
#pragma unroll
        for (unsigned int j = 0; j < ACROSS; j += 2) {
            unsigned int words[4];
            load_matrices(words, &stage[place(column + j * 8 + lane % 8 + lane / 16 * 8, quad + lane / 8 % 2)]);
            columns[j][0] = words[0];
            columns[j][1] = words[1];
            columns[j + 1][0] = words[2];
            columns[j + 1][1] = words[3];
        }
#pragma unroll
        for (unsigned int i = 0; i < DOWN; i++) {
#pragma unroll
            for (unsigned int j = 0; j < ACROSS; j++) {
                multiply_add(sums[i][j], rows[i], columns[j]);
            }
        }
    }
}

extern "C" __global__ void __launch_bounds__(THREADS)
    product(const uint4* a_lines, const uint4* b_lines, int* block, ProductJob job) {
    extern __shared__ uint4 shared[];
    Tile tile = tile_of(job);
    const uint4* a = &a_lines[tile.first_row * job.quads];
    const uint4* b = &b_lines[tile.first_column * job.quads];
    unsigned int warp = threadIdx.x / 32;
    unsigned int row = warp / WARPS_ACROSS * WARP_ROWS;
    unsigned int column = warp % WARPS_ACROSS * WARP_COLUMNS;

    auto begin = [&](unsigned int step) {
        if (step * STEP < job.quads) {
            uint4* stage = &shared[step % STAGES * STAGE];
            fetch<TILE_ROWS>(stage, 0, &a[step * STEP], job.quads);
            fetch<TILE_COLUMNS>(stage, TILE_ROWS, &b[step * STEP], job.quads);
        }
        // Also where nothing was begun, so that the groups can be counted.
        copy_group();
    };
#pragma unroll
    for (unsigned int step = 0; step < STAGES - 1; step++) {
        begin(step);
    }
    int sums[DOWN][ACROSS][4] = {};
    for (unsigned int step = 0; step * STEP < job.quads; step++) {
        copy_wait<STAGES - 2>();
        // What everyone waited for is there, and the stage before this one is free.
        __syncthreads();
        begin(step + STAGES - 1);
        add_stage(sums, &shared[step % STAGES * STAGE], row, TILE_ROWS + column);
    }

    // A block narrower than a tile has whole warps beside it.
    if (tile.first_column + column >= job.columns) {
        return;
    }
    unsigned int lane = threadIdx.x % 32;
    int* corner = &block[(tile.first_row + row + lane / 4) * job.columns + tile.first_column + column + lane % 4 * 2];
#pragma unroll
    for (unsigned int i = 0; i < DOWN; i++) {
#pragma unroll
        for (unsigned int j = 0; j < ACROSS; j++) {
            int* upper = &corner[i * 16 * job.columns + j * 8];
            *(int2*)upper = make_int2(sums[i][j][0], sums[i][j][1]);
            *(int2*)&upper[8 * job.columns] = make_int2(sums[i][j][2], sums[i][j][3]);
        }
    }
}
