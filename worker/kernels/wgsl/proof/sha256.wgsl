// SHA-256 of messages that fill two blocks. What is hashed here begins with one byte, so all else lies a byte
// behind where it would be.

// The eight words of a hash.
struct Hash {
    first: vec4u,
    last: vec4u,
}

// The sixteen words of a block.
struct Block {
    a: vec4u,
    b: vec4u,
    c: vec4u,
    d: vec4u,
}

const START: Hash = Hash(
    vec4u(0x6a09e667u, 0xbb67ae85u, 0x3c6ef372u, 0xa54ff53au),
    vec4u(0x510e527fu, 0x9b05688cu, 0x1f83d9abu, 0x5be0cd19u),
);

// The bit after a message, behind the last byte of a word that the first byte has moved out.
const END: u32 = 0x800000u;

// Words one byte further back, behind those before them.
fn shifted(before: vec4u, words: vec4u) -> vec4u {
    return (before << vec4u(24u)) | (words >> vec4u(8u));
}

fn turned(word: u32, by: u32) -> u32 {
    return (word >> by) | (word << (32u - by));
}

fn step(hash: Hash, word: u32) -> Hash {
    let a = hash.first.x;
    let e = hash.last.x;
    let chosen = (e & hash.last.y) ^ (~e & hash.last.z);
    let most = (a & hash.first.y) ^ (a & hash.first.z) ^ (hash.first.y & hash.first.z);
    let next = hash.last.w + (turned(e, 6u) ^ turned(e, 11u) ^ turned(e, 25u)) + chosen + word;
    let top = next + (turned(a, 2u) ^ turned(a, 13u) ^ turned(a, 22u)) + most;
    return Hash(vec4u(top, hash.first.xyz), vec4u(hash.first.w + next, hash.last.xyz));
}

fn steps(hash: Hash, words: vec4u, constants: vec4u) -> Hash {
    let mixed = words + constants;
    return step(step(step(step(hash, mixed.x), mixed.y), mixed.z), mixed.w);
}

fn early(word: u32) -> u32 {
    return turned(word, 7u) ^ turned(word, 18u) ^ (word >> 3u);
}

fn late(word: u32) -> u32 {
    return turned(word, 17u) ^ turned(word, 19u) ^ (word >> 10u);
}

// The four words of the schedule that follow on sixteen.
fn following(block: Block) -> vec4u {
    let old = block.a;
    let x = old.x + early(old.y) + block.c.y + late(block.d.z);
    let y = old.y + early(old.z) + block.c.z + late(block.d.w);
    let z = old.z + early(old.w) + block.c.w + late(x);
    let w = old.w + early(block.b.x) + block.d.x + late(y);
    return vec4u(x, y, z, w);
}

// Written out, so that the constants are in the instructions and the schedule in registers.
fn compress(before: Hash, block: Block) -> Hash {
    var hash = before;
    var a = block.a;
    var b = block.b;
    var c = block.c;
    var d = block.d;
    hash = steps(hash, a, vec4u(0x428a2f98u, 0x71374491u, 0xb5c0fbcfu, 0xe9b5dba5u));
    hash = steps(hash, b, vec4u(0x3956c25bu, 0x59f111f1u, 0x923f82a4u, 0xab1c5ed5u));
    hash = steps(hash, c, vec4u(0xd807aa98u, 0x12835b01u, 0x243185beu, 0x550c7dc3u));
    hash = steps(hash, d, vec4u(0x72be5d74u, 0x80deb1feu, 0x9bdc06a7u, 0xc19bf174u));
    a = following(Block(a, b, c, d));
    hash = steps(hash, a, vec4u(0xe49b69c1u, 0xefbe4786u, 0x0fc19dc6u, 0x240ca1ccu));
    b = following(Block(b, c, d, a));
    hash = steps(hash, b, vec4u(0x2de92c6fu, 0x4a7484aau, 0x5cb0a9dcu, 0x76f988dau));
    c = following(Block(c, d, a, b));
    hash = steps(hash, c, vec4u(0x983e5152u, 0xa831c66du, 0xb00327c8u, 0xbf597fc7u));
    d = following(Block(d, a, b, c));
    hash = steps(hash, d, vec4u(0xc6e00bf3u, 0xd5a79147u, 0x06ca6351u, 0x14292967u));
    a = following(Block(a, b, c, d));
    hash = steps(hash, a, vec4u(0x27b70a85u, 0x2e1b2138u, 0x4d2c6dfcu, 0x53380d13u));
    b = following(Block(b, c, d, a));
    hash = steps(hash, b, vec4u(0x650a7354u, 0x766a0abbu, 0x81c2c92eu, 0x92722c85u));
    c = following(Block(c, d, a, b));
    hash = steps(hash, c, vec4u(0xa2bfe8a1u, 0xa81a664bu, 0xc24b8b70u, 0xc76c51a3u));
    d = following(Block(d, a, b, c));
    hash = steps(hash, d, vec4u(0xd192e819u, 0xd6990624u, 0xf40e3585u, 0x106aa070u));
    a = following(Block(a, b, c, d));
    hash = steps(hash, a, vec4u(0x19a4c116u, 0x1e376c08u, 0x2748774cu, 0x34b0bcb5u));
    b = following(Block(b, c, d, a));
    hash = steps(hash, b, vec4u(0x391c0cb3u, 0x4ed8aa4au, 0x5b9cca4fu, 0x682e6ff3u));
    c = following(Block(c, d, a, b));
    hash = steps(hash, c, vec4u(0x748f82eeu, 0x78a5636fu, 0x84c87814u, 0x8cc70208u));
    d = following(Block(d, a, b, c));
    hash = steps(hash, d, vec4u(0x90befffau, 0xa4506cebu, 0xbef9a3f7u, 0xc67178f2u));
    return Hash(before.first + hash.first, before.last + hash.last);
}

fn digest(first: Block, second: Block) -> Hash {
    var hash = START;
    var block = first;
    // A loop, so that the long function is in the program once.
    for (var count = 0u; count < 2u; count++) {
        hash = compress(hash, block);
        block = second;
    }
    return hash;
}
