// What the kernels that multiply are told.
struct ProductJob {
    // Columns of the block.
    unsigned int columns;
    // Tiles from one side of the block to the other.
    unsigned int tiles_across;
    // Tiles that are taken downwards before the next to the right: the lines they share stay in the cache.
    unsigned int strip;
    // Quads of a padded line; a quad has 16 entries.
    unsigned int quads;
    unsigned int first_tile;
};

// The tile that a workgroup computes: where its rows and columns begin.
struct Tile {
    unsigned int first_row;
    unsigned int first_column;
};

__device__ Tile tile_of(const ProductJob& job) {
    unsigned int tile = job.first_tile + blockIdx.x;
    unsigned int strip_tiles = job.strip * job.tiles_across;
    unsigned int down = tile / strip_tiles * job.strip + tile % job.strip;
    return Tile{down * TILE_ROWS, tile % strip_tiles / job.strip * TILE_COLUMNS};
}
