// The studio's lights, which stand still to the camera. A key light, sampled on its own, throws the
// shadow; everything else is the dome, which paths find by chance. Light has 16 fraction bits.

// The key light on a surface that faces it, by pi.
const KEY_BY_PI: vec3i = vec3i(104304, 88658, 70927);
// The width of a soft box's edges.
const EDGE: i32 = 3932;

// The even light of the dome.
fn dome(direction: vec3i) -> vec3i {
    let height = root(u32(clamp(direction.y, 0, ONE)) << 15u);
    return mixed(vec3i(20972, 22282, 24904), vec3i(14418, 17695, 24904), height);
}

// What the camera sees behind everything: a paper backdrop, into which the ground runs.
fn backdrop(direction: vec3i) -> vec3i {
    let height = smooth_step((direction.y + 8192) * 20 / 13);
    return mixed(vec3i(39322, 38011, 36700), vec3i(7864, 9175, 12452), height);
}

// What shows in a coat besides: a warm window overhead to the left and a cool strip behind on the
// right, for the rim. Bodies do not see them, which spares the noise of finding them by chance.
fn soft_boxes(direction: vec3i) -> vec3i {
    let window = soft_box(direction, view.window, vec2i(11796, 9830));
    let strip = soft_box(direction, view.strip, vec2i(6554, 18350));
    return vec3i(130, 116, 98) * window / 5 + vec3i(36, 44, 56) * strip / 5;
}

// A rectangle of light around an axis, whose outer edges are `size` off, with soft edges.
fn soft_box(direction: vec3i, around: Frame, size: vec2i) -> i32 {
    let local = inwards(around, direction);
    let place = abs(local.xy);
    if max(place.x, place.y) >= local.z {
        return 0;
    }
    let facing = u32(local.z);
    let x = i32(quotient(u32(place.x) << 15u, facing));
    let y = i32(quotient(u32(place.y) << 15u, facing));
    return (smooth_step((size.x - x) * ONE / EDGE) * smooth_step((size.y - y) * ONE / EDGE)) >> 15u;
}

// The way from one light to another.
fn mixed(start: vec3i, end: vec3i, part: i32) -> vec3i {
    return start + (((end - start) * part) >> vec3u(15u));
}
