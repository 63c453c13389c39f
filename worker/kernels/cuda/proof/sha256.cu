// SHA-256 of messages that fill two blocks. What is hashed here begins with one byte, so all else lies a byte behind
// where it would be.

// The eight words of a hash.
struct alignas(16) Hash {
    unsigned int words[8];
};

// Reads sixteen words.
__device__ __forceinline__ void read(unsigned int* words, const uint4* from) {
#pragma unroll
    for (unsigned int quad = 0; quad < 4; quad++) {
        uint4 four = from[quad];
        words[quad * 4] = four.x;
        words[quad * 4 + 1] = four.y;
        words[quad * 4 + 2] = four.z;
        words[quad * 4 + 3] = four.w;
    }
}

// The bit after a message, behind the last byte of a word that the first byte has moved out.
constexpr unsigned int END = 0x800000u;

__constant__ unsigned int START[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};

__constant__ unsigned int ROUNDS[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

__device__ __forceinline__ unsigned int turned(unsigned int word, unsigned int by) {
    return __funnelshift_r(word, word, by);
}

// The word of the schedule that takes the place of one 16 before it.
__device__ __forceinline__ void follow(unsigned int (&block)[16], unsigned int at) {
    unsigned int early = block[(at + 1) % 16];
    unsigned int late = block[(at + 14) % 16];
    early = turned(early, 7) ^ turned(early, 18) ^ (early >> 3);
    late = turned(late, 17) ^ turned(late, 19) ^ (late >> 10);
    block[at] += early + block[(at + 9) % 16] + late;
}

__device__ __forceinline__ void compress(Hash& hash, unsigned int (&block)[16]) {
    unsigned int s[8];
#pragma unroll
    for (unsigned int at = 0; at < 8; at++) {
        s[at] = hash.words[at];
    }
    // Written out, so that all is in registers: the state's words stay where they are, and their names go round.
#pragma unroll
    for (unsigned int round = 0; round < 64; round++) {
        unsigned int first = 64 - round;
        unsigned int a = s[first % 8], b = s[(first + 1) % 8], c = s[(first + 2) % 8];
        unsigned int e = s[(first + 4) % 8], f = s[(first + 5) % 8], g = s[(first + 6) % 8];
        if (round >= 16) {
            follow(block, round % 16);
        }
        unsigned int next = s[(first + 7) % 8] + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) +
                            ((e & f) ^ (~e & g)) + ROUNDS[round] + block[round % 16];
        s[(first + 3) % 8] += next;
        s[(first + 7) % 8] = next + (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    }
#pragma unroll
    for (unsigned int at = 0; at < 8; at++) {
        hash.words[at] += s[at];
    }
}

// The hash of two blocks.
__device__ __forceinline__ Hash digest(unsigned int (&first)[16], unsigned int (&second)[16]) {
    Hash hash;
#pragma unroll
    for (unsigned int at = 0; at < 8; at++) {
        hash.words[at] = START[at];
    }
    // A loop, so that the long function is in the program once.
#pragma unroll 1
    for (unsigned int count = 0; count < 2; count++) {
        compress(hash, first);
#pragma unroll
        for (unsigned int at = 0; at < 16; at++) {
            first[at] = second[at];
        }
    }
    return hash;
}
