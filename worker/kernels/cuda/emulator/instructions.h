// The instructions of instructions.cu, as the PTX manual describes them: "Matrix Fragments for mma.m16n8k32", and
// "ldmatrix".

// Whether copies are done when they begin, or only when somebody waits for them. Both are allowed.
static bool copies_are_late;

static void check_quad(const uint4* quad, const char* reason) {
    if ((uintptr_t)quad % 16 != 0) fail(reason);
}

static void copy_begin(uint4* to, const uint4* from) {
    check_quad(to, "a copy to a place that is no multiple of 16");
    check_quad(from, "a copy from a place that is no multiple of 16");
    if (copies_are_late) {
        current->groups.back().push_back(Copy{to, from});
    } else {
        *to = *from;
    }
}

static void copy_group() {
    current->groups.emplace_back();
}

template <int LATER>
static void copy_wait() {
    // The last one is still open.
    while (current->groups.size() > LATER + 1) {
        for (const Copy& copy : current->groups.front()) *copy.to = *copy.from;
        current->groups.erase(current->groups.begin());
    }
}

static void load_matrices_together(Together* lanes) {
    for (unsigned int matrix = 0; matrix < 4; matrix++) {
        unsigned int places = 0;
        for (unsigned int line = 0; line < 8; line++) {
            const uint4* from = (const uint4*)lanes[matrix * 8 + line].first;
            check_quad(from, "a matrix at a place that is no multiple of 16");
            places |= 1u << (uintptr_t)from / 16 % 8;
        }
        if (places != 0xff) fail("lines of a matrix meet in a bank");
        for (unsigned int lane = 0; lane < LANES; lane++) {
            const unsigned int* line = (const unsigned int*)lanes[matrix * 8 + lane / 4].first;
            ((unsigned int*)lanes[lane].result)[matrix] = line[lane % 4];
        }
    }
}

static void load_matrices(unsigned int (&words)[4], const uint4* line) {
    take_together(Together{load_matrices_together, words, line, nullptr});
}

static int entry(const void* words, unsigned int at) {
    return ((const int8_t*)words)[at];
}

static void multiply_add_together(Together* lanes) {
    int a[16][32], b[32][8];
    for (unsigned int lane = 0; lane < LANES; lane++) {
        unsigned int group = lane / 4, thread = lane % 4;
        for (unsigned int i = 0; i < 16; i++) {
            unsigned int row = i < 4 || (i >= 8 && i < 12) ? group : group + 8;
            unsigned int column = thread * 4 + i % 4 + (i < 8 ? 0 : 16);
            a[row][column] = entry(lanes[lane].first, i);
        }
        for (unsigned int i = 0; i < 8; i++) {
            b[thread * 4 + i % 4 + (i < 4 ? 0 : 16)][group] = entry(lanes[lane].second, i);
        }
    }
    for (unsigned int lane = 0; lane < LANES; lane++) {
        for (unsigned int i = 0; i < 4; i++) {
            unsigned int row = i < 2 ? lane / 4 : lane / 4 + 8;
            unsigned int column = lane % 4 * 2 + i % 2;
            int sum = 0;
            for (unsigned int k = 0; k < 32; k++) sum += a[row][k] * b[k][column];
            ((int*)lanes[lane].result)[i] += sum;
        }
    }
}

static void multiply_add(int (&sums)[4], const unsigned int (&rows)[4], const unsigned int (&columns)[2]) {
    take_together(Together{multiply_add_together, sums, rows, columns});
}
