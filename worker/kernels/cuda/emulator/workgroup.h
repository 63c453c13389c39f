// A workgroup whose threads take turns. Which warp is next is drawn, and it goes on until it waits for the others, so
// that a barrier that is missing is felt.

#include <ucontext.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <random>
#include <vector>

constexpr unsigned int MAX_THREADS = 256;
constexpr unsigned int LANES = 32;
constexpr unsigned int MAX_SHARED = 99 << 10;
constexpr size_t STACK_BYTES = 64 << 10;

// More than a kernel asks for, so that what it writes beyond is noticed.
alignas(128) uint4 shared[MAX_SHARED / 16 + 64];

[[noreturn]] static void fail(const char* reason) {
    fprintf(stderr, "%s\n", reason);
    exit(1);
}

// What a lane brings to an instruction that its whole warp takes together.
struct Together {
    void (*instruction)(Together* lanes);
    void* result;
    const void* first;
    const void* second;
};

enum class State { READY, AT_BARRIER, IN_WARP, DONE };

struct Copy {
    uint4* to;
    const uint4* from;
};

struct Thread {
    ucontext_t context;
    uint3 index;
    State state;
    Together together;
    std::vector<std::vector<Copy>> groups;
};

static Thread threads[MAX_THREADS];
static unsigned char stacks[MAX_THREADS][STACK_BYTES];
static Thread* current;
static ucontext_t scheduler;
static uint3 blockIdx;
static std::mt19937 drawn(1);
static std::function<void()> kernel;

#define threadIdx (current->index)

static void wait_as(State state) {
    current->state = state;
    swapcontext(&current->context, &scheduler);
}

static void __syncthreads() {
    wait_as(State::AT_BARRIER);
}

static void take_together(const Together& together) {
    current->together = together;
    wait_as(State::IN_WARP);
}

static void enter() {
    kernel();
    current->state = State::DONE;
}

// Takes a warp's instruction if all its lanes have come to it.
static bool take_instruction(Thread* warp) {
    Together lanes[LANES];
    for (unsigned int lane = 0; lane < LANES; lane++) {
        lanes[lane] = warp[lane].together;
        if (warp[lane].state != State::IN_WARP || lanes[lane].instruction != lanes[0].instruction) return false;
    }
    lanes[0].instruction(lanes);
    for (unsigned int lane = 0; lane < LANES; lane++) warp[lane].state = State::READY;
    return true;
}

// Runs a warp as far as it goes without the others.
static void run_warp(Thread* warp) {
    unsigned int order[LANES];
    for (unsigned int lane = 0; lane < LANES; lane++) order[lane] = lane;
    do {
        std::shuffle(order, order + LANES, drawn);
        for (unsigned int lane : order) {
            if (warp[lane].state != State::READY) continue;
            current = &warp[lane];
            swapcontext(&scheduler, &current->context);
        }
    } while (take_instruction(warp));
}

// Opens the barrier if all who are not done wait there. False if nobody does.
static bool open_barrier(unsigned int count) {
    bool any = false;
    for (unsigned int at = 0; at < count; at++) {
        if (threads[at].state == State::IN_WARP) fail("the lanes of a warp take different instructions");
        any |= threads[at].state == State::AT_BARRIER;
    }
    for (unsigned int at = 0; at < count; at++) {
        if (threads[at].state == State::AT_BARRIER) threads[at].state = State::READY;
    }
    return any;
}

static void run_workgroup(unsigned int count, unsigned int shared_bytes) {
    memset(shared, 0xa5, sizeof(shared));
    for (unsigned int at = 0; at < count; at++) {
        Thread& thread = threads[at];
        getcontext(&thread.context);
        thread.context.uc_stack.ss_sp = stacks[at];
        thread.context.uc_stack.ss_size = STACK_BYTES;
        thread.context.uc_link = &scheduler;
        thread.index = uint3{at, 0, 0};
        thread.state = State::READY;
        thread.groups.assign(1, {});
        makecontext(&thread.context, enter, 0);
    }
    std::vector<Thread*> warps;
    for (unsigned int at = 0; at < count; at += LANES) warps.push_back(&threads[at]);
    do {
        std::shuffle(warps.begin(), warps.end(), drawn);
        for (Thread* warp : warps) run_warp(warp);
    } while (open_barrier(count));
    const unsigned char* bytes = (const unsigned char*)shared;
    for (size_t at = shared_bytes; at < sizeof(shared); at++) {
        if (bytes[at] != 0xa5) fail("a kernel wrote beyond its shared memory");
    }
}
