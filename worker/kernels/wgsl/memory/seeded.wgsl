// What is hashed of a seed: a tag of one byte, the seed, and an index of eight bytes, the lowest first.

struct Seed {
    first: vec4u,
    last: vec4u,
}

// The bytes of every word the other way round: a message's first byte is the highest of its word.
fn reversed(words: vec2u) -> vec2u {
    let inner = ((words & vec2u(0xff00u)) << vec2u(8u)) | ((words >> vec2u(8u)) & vec2u(0xff00u));
    return (words << vec2u(24u)) | inner | (words >> vec2u(24u));
}

// The block that such a message begins with; what is behind it is zero.
fn seeded(tag: u32, seed: Seed, index: vec2u) -> Block {
    let place = reversed(index);
    return Block(
        shifted(vec4u(tag, seed.first.xyz), seed.first),
        shifted(vec4u(seed.first.w, seed.last.xyz), seed.last),
        shifted(vec4u(seed.last.w, place, 0u), vec4u(place, 0u, 0u)),
        vec4u(),
    );
}
