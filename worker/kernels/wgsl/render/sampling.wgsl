// Directions and offsets from pairs of random numbers.

// A frame whose third axis is `axis`.
fn frame_around(axis: vec3f) -> mat3x3f {
    let side = select(-1.0, 1.0, axis.z >= 0.0);
    let a = -1.0 / (side + axis.z);
    let b = axis.x * axis.y * a;
    let tangent = vec3f(1.0 + side * axis.x * axis.x * a, side * b, -side * axis.x);
    let bitangent = vec3f(b, side + axis.y * axis.y * a, -axis.y);
    return mat3x3f(tangent, bitangent, axis);
}

// A point of the unit disc.
fn on_disc(pair: vec2f) -> vec2f {
    let angle = 2.0 * PI * pair.y;
    return sqrt(pair.x) * vec2f(cos(angle), sin(angle));
}

// A direction around the third axis, in proportion to its cosine.
fn by_cosine(pair: vec2f) -> vec3f {
    let point = on_disc(pair);
    return vec3f(point, sqrt(max(0.0, 1.0 - pair.x)));
}

// A direction within a cone around the third axis.
fn in_cone(pair: vec2f, cosine: f32) -> vec3f {
    let height = 1.0 - pair.x * (1.0 - cosine);
    let angle = 2.0 * PI * pair.y;
    return vec3f(sqrt(max(0.0, 1.0 - height * height)) * vec2f(cos(angle), sin(angle)), height);
}

// An offset in [-1, 1), the likelier the smaller: the filter of a pixel.
fn tent(value: f32) -> f32 {
    let signed = 2.0 * value - 1.0;
    return sign(signed) * (1.0 - sqrt(1.0 - abs(signed)));
}
