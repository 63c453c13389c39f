// The studio's lights, which stand still to the camera. A key light, sampled on its own, throws the
// shadow; everything else is the dome, which paths find by chance.

// The key light is a disc in the sky: its direction, its apparent radius, its light on a surface that faces it.
const KEY_DIRECTION: vec3f = vec3f(-0.7767, 0.5975, 0.1992);
const KEY_COSINE: f32 = 0.988;
const KEY_LIGHT: vec3f = vec3f(5.0, 4.25, 3.4);

// A direction of the world as the camera's turntable has it.
fn to_studio(direction: vec3f) -> vec3f {
    let c = view.turn.x;
    let s = view.turn.y;
    return vec3f(c * direction.x - s * direction.z, direction.y, s * direction.x + c * direction.z);
}

fn from_studio(direction: vec3f) -> vec3f {
    let c = view.turn.x;
    let s = view.turn.y;
    return vec3f(c * direction.x + s * direction.z, direction.y, c * direction.z - s * direction.x);
}

// A direction towards the key light.
fn towards_key(pair: vec2f) -> vec3f {
    return from_studio(frame_around(KEY_DIRECTION) * in_cone(pair, KEY_COSINE));
}

// The even light of the dome.
fn dome(direction: vec3f) -> vec3f {
    let height = max(direction.y, 0.0);
    return mix(vec3f(0.32, 0.34, 0.38), vec3f(0.22, 0.27, 0.38), sqrt(height));
}

// What shows in a coat besides: a warm window overhead to the left and a cool strip behind on the
// right, for the rim. Bodies do not see them, which spares the noise of finding them by chance.
fn soft_boxes(direction: vec3f) -> vec3f {
    let d = to_studio(direction);
    return vec3f(13.0, 11.6, 9.8) * soft_box(d, vec3f(-0.68, 0.66, 0.34), vec2f(0.30, 0.24))
        + vec3f(3.6, 4.4, 5.6) * soft_box(d, vec3f(0.90, 0.40, 0.05), vec2f(0.14, 0.50));
}

// A rectangle of light around `centre`, as wide and high as `size` says, with soft edges.
fn soft_box(direction: vec3f, centre: vec3f, size: vec2f) -> f32 {
    let axis = normalize(centre);
    let across = normalize(cross(vec3f(0.0, 1.0, 0.0), axis));
    let upwards = cross(axis, across);
    let facing = dot(direction, axis);
    if facing <= 0.0 {
        return 0.0;
    }
    let place = abs(vec2f(dot(direction, across), dot(direction, upwards))) / facing;
    let edge = smoothstep(size + 0.06, size - 0.06, place);
    return edge.x * edge.y;
}

// What the camera sees behind everything: a paper backdrop, into which the ground runs.
fn backdrop(direction: vec3f) -> vec3f {
    return mix(vec3f(0.60, 0.58, 0.56), vec3f(0.12, 0.14, 0.19), smoothstep(-0.25, 0.40, direction.y));
}
