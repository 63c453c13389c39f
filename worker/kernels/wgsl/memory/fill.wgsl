// Items of the table: 64 compressions each, one after the other.

struct Job {
    seed: Seed,
    // The first item of the buffer.
    base: vec2u,
    // The first one to fill in, in the buffer.
    offset: u32,
}

@group(0) @binding(0) var<uniform> job: Job;
@group(0) @binding(1) var<storage, read_write> items: array<Hash>;

const TAG: u32 = 3u;
const COMPRESSIONS: u32 = 64u;
// Of the message, whose last block has room for its end behind 55 zeros.
const BITS: u32 = 32696u;

// A block of zeros has a schedule of zeros.
fn compress_zeros(before: Hash) -> Hash {
    var hash = before;
    hash = steps(hash, vec4u(), vec4u(0x428a2f98u, 0x71374491u, 0xb5c0fbcfu, 0xe9b5dba5u));
    hash = steps(hash, vec4u(), vec4u(0x3956c25bu, 0x59f111f1u, 0x923f82a4u, 0xab1c5ed5u));
    hash = steps(hash, vec4u(), vec4u(0xd807aa98u, 0x12835b01u, 0x243185beu, 0x550c7dc3u));
    hash = steps(hash, vec4u(), vec4u(0x72be5d74u, 0x80deb1feu, 0x9bdc06a7u, 0xc19bf174u));
    hash = steps(hash, vec4u(), vec4u(0xe49b69c1u, 0xefbe4786u, 0x0fc19dc6u, 0x240ca1ccu));
    hash = steps(hash, vec4u(), vec4u(0x2de92c6fu, 0x4a7484aau, 0x5cb0a9dcu, 0x76f988dau));
    hash = steps(hash, vec4u(), vec4u(0x983e5152u, 0xa831c66du, 0xb00327c8u, 0xbf597fc7u));
    hash = steps(hash, vec4u(), vec4u(0xc6e00bf3u, 0xd5a79147u, 0x06ca6351u, 0x14292967u));
    hash = steps(hash, vec4u(), vec4u(0x27b70a85u, 0x2e1b2138u, 0x4d2c6dfcu, 0x53380d13u));
    hash = steps(hash, vec4u(), vec4u(0x650a7354u, 0x766a0abbu, 0x81c2c92eu, 0x92722c85u));
    hash = steps(hash, vec4u(), vec4u(0xa2bfe8a1u, 0xa81a664bu, 0xc24b8b70u, 0xc76c51a3u));
    hash = steps(hash, vec4u(), vec4u(0xd192e819u, 0xd6990624u, 0xf40e3585u, 0x106aa070u));
    hash = steps(hash, vec4u(), vec4u(0x19a4c116u, 0x1e376c08u, 0x2748774cu, 0x34b0bcb5u));
    hash = steps(hash, vec4u(), vec4u(0x391c0cb3u, 0x4ed8aa4au, 0x5b9cca4fu, 0x682e6ff3u));
    hash = steps(hash, vec4u(), vec4u(0x748f82eeu, 0x78a5636fu, 0x84c87814u, 0x8cc70208u));
    hash = steps(hash, vec4u(), vec4u(0x90befffau, 0xa4506cebu, 0xbef9a3f7u, 0xc67178f2u));
    return Hash(before.first + hash.first, before.last + hash.last);
}

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3u) {
    let place = job.offset + id.x;
    var hash = START;
    var block = seeded(TAG, job.seed, vec2u(job.base.x + place, job.base.y));
    for (var count = 0u; count < COMPRESSIONS; count++) {
        if count == 0u || count == COMPRESSIONS - 1u {
            hash = compress(hash, block);
            block = Block(vec4u(), vec4u(), vec4u(), vec4u(0u, 0x80u, 0u, BITS));
        } else {
            hash = compress_zeros(hash);
        }
    }
    items[place] = hash;
}
