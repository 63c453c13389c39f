// A device for tests: reads commands, runs the kernels of the proof on the processor, and answers with their results.

#include <sys/mman.h>
#include <unistd.h>

#include "language.h"
#include "workgroup.h"
#include "instructions.h"

#include KERNELS

enum Command : uint32_t { MEMORY, RUN, READ };
enum Kernel : uint32_t { EXPAND, PRODUCT, LEAVES, TREE };

static std::vector<unsigned char*> memories;

static void take(void* to, size_t bytes) {
    if (fread(to, 1, bytes, stdin) != bytes) exit(0);
}

static uint32_t take_number() {
    uint32_t number;
    take(&number, sizeof(number));
    return number;
}

// Memory that ends where a page begins that nobody may touch.
static unsigned char* memory(size_t bytes) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t pages = (bytes + page - 1) / page * page;
    void* start = mmap(nullptr, pages + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (start == MAP_FAILED || mprotect((unsigned char*)start + pages, page, PROT_NONE) != 0) fail("no memory");
    return (unsigned char*)start + pages - bytes;
}

template <typename Job>
static Job job(const std::vector<unsigned char>& bytes) {
    if (bytes.size() != sizeof(Job)) fail("a job of another size than the kernel's");
    Job job;
    memcpy(&job, bytes.data(), sizeof(Job));
    return job;
}

static void launch(uint32_t which, const std::vector<unsigned char*>& bound, const std::vector<unsigned char>& told) {
    switch (which) {
        case EXPAND: return expand((unsigned long long*)bound[0], job<ExpandJob>(told));
        case PRODUCT:
            return product((const uint4*)bound[0], (const uint4*)bound[1], (int*)bound[2], job<ProductJob>(told));
        case LEAVES: return leaves((const uint4*)bound[0], (Hash*)bound[1], job<LeavesJob>(told));
        case TREE: return tree((const Hash*)bound[0], (Hash*)bound[1], job<TreeJob>(told));
    }
    fail("no such kernel");
}

static void run() {
    uint32_t which = take_number(), columns = take_number(), rows = take_number();
    uint32_t count = take_number(), shared_bytes = take_number();
    std::vector<unsigned char*> bound(take_number());
    for (unsigned char*& one : bound) one = memories.at(take_number());
    std::vector<unsigned char> told(take_number());
    take(told.data(), told.size());
    if (count > MAX_THREADS || shared_bytes > MAX_SHARED) fail("a workgroup larger than every device allows");
    kernel = [&] { launch(which, bound, told); };
    // Workgroups in an order that nobody may rely on.
    std::vector<uint32_t> order(columns * rows);
    for (uint32_t at = 0; at < order.size(); at++) order[at] = at;
    std::shuffle(order.begin(), order.end(), drawn);
    for (uint32_t at : order) {
        blockIdx = uint3{at % columns, at / columns, 0};
        copies_are_late = drawn() % 2 == 0;
        run_workgroup(count, shared_bytes);
    }
}

int main() {
    for (;;) {
        switch (take_number()) {
            case MEMORY: {
                uint64_t bytes;
                take(&bytes, sizeof(bytes));
                memories.push_back(memory(bytes));
                break;
            }
            case RUN: run(); break;
            case READ: {
                unsigned char* from = memories.at(take_number());
                uint64_t bytes;
                take(&bytes, sizeof(bytes));
                fwrite(from, 1, bytes, stdout);
                fflush(stdout);
                break;
            }
            default: fail("no such command");
        }
    }
}
