// What CUDA C++ has that C++ has not.

#include <cstdint>

#define __global__
#define __device__
#define __constant__ static const
#define __shared__
#define __forceinline__ inline
#define __launch_bounds__(threads)

struct uint3 {
    unsigned int x, y, z;
};
struct alignas(8) int2 {
    int x, y;
};
struct alignas(16) uint4 {
    unsigned int x, y, z, w;
};

static inline int2 make_int2(int x, int y) {
    return int2{x, y};
}

static inline unsigned int __funnelshift_r(unsigned int low, unsigned int high, unsigned int by) {
    return (unsigned int)((((uint64_t)high << 32) | low) >> (by & 31));
}

static inline unsigned int __byte_perm(unsigned int low, unsigned int high, unsigned int selector) {
    uint64_t bytes = ((uint64_t)high << 32) | low;
    unsigned int result = 0;
    for (int at = 0; at < 4; at++) {
        result |= (unsigned int)(bytes >> ((selector >> (4 * at) & 7) * 8) & 0xff) << (8 * at);
    }
    return result;
}

static inline int __dp4a(int a, int b, int sum) {
    for (int at = 0; at < 4; at++) {
        sum += (int8_t)(a >> (8 * at)) * (int8_t)(b >> (8 * at));
    }
    return sum;
}
