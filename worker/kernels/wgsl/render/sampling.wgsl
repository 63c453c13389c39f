// Directions and offsets from pairs of random numbers.

// The key light's share of the sky: one less the cosine of its apparent radius, a 65536th of it in 30 fraction bits.
const KEY_STEP: i32 = 197;

// Three axes at right angles.
struct Frame {
    across: vec3i,
    upwards: vec3i,
    axis: vec3i,
}

// A frame whose third axis is the unit vector `axis`, after Duff.
fn frame_around(axis: vec3i) -> Frame {
    let side = select(-1, 1, axis.z >= 0);
    let a = -side * i32(quotient(1u << 30u, u32(ONE + abs(axis.z))));
    let b = (((axis.x * axis.y) >> 15u) * a) >> 15u;
    let along_x = (((axis.x * axis.x) >> 15u) * a) >> 15u;
    let along_y = (((axis.y * axis.y) >> 15u) * a) >> 15u;
    let across = vec3i(ONE + side * along_x, side * b, -side * axis.x);
    return Frame(across, vec3i(b, side * ONE + along_y, -axis.y), axis);
}

// A vector of a frame as the world has it.
fn outwards(frame: Frame, local: vec3i) -> vec3i {
    return (frame.across * local.x + frame.upwards * local.y + frame.axis * local.z) >> vec3u(15u);
}

// A vector of the world as a frame has it.
fn inwards(frame: Frame, vector: vec3i) -> vec3i {
    return vec3i(dot3(frame.across, vector), dot3(frame.upwards, vector), dot3(frame.axis, vector)) >> vec3u(15u);
}

// A point of the unit disc.
fn on_disc(pair: vec2u) -> vec2i {
    return on_circle(pair.y, root(pair.x << 14u));
}

fn on_circle(part: u32, radius: i32) -> vec2i {
    return (turn(part) * radius) >> vec2u(15u);
}

// A direction around the third axis, in proportion to its cosine.
fn by_cosine(pair: vec2u) -> vec3i {
    return vec3i(on_disc(pair), root((65536u - pair.x) << 14u));
}

// A direction around the third axis, towards the key light's disc.
fn within_key(pair: vec2u) -> vec3i {
    let below = i32(pair.x) * KEY_STEP;
    let radius = root(u32(2 * below - (below >> 15u) * (below >> 15u)));
    return vec3i(on_circle(pair.y, radius), ONE - (below >> 15u));
}

// An offset from -1 to 1 in 15 fraction bits, the likelier the smaller: the filter of a pixel.
fn tent(value: u32) -> i32 {
    let signed = 2 * i32(value) - 65536;
    return sign(signed) * (ONE - root(u32(65536 - abs(signed)) << 14u));
}
