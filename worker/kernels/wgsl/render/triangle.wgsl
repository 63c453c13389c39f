// Where a ray crosses a triangle, after Woop: exact in what it decides, so that rays do not slip between neighbours.

// Three corners a triangle: the position in 16 fraction bits, from the mesh's middle, and the folded normal.
@group(0) @binding(3) var<storage, read> corners: array<vec4u>;

struct Hit {
    // The way along the ray's main axis, in 16 fraction bits.
    distance: i32,
    // Counted from one; zero where nothing is met.
    triangle: u32,
    // The weights of the second and third corner, in 15 fraction bits.
    weights: vec2i,
}

// A ray into the mesh with its axes turned.
struct Sight {
    start: vec3i,
    slopes: vec3i,
    main: u32,
}

// A corner as the ray sees it: it goes through the middle, along the third axis.
fn seen(sight: Sight, index: u32) -> vec3i {
    let place = turned(bitcast<vec3i>(corners[index].xyz) - sight.start, sight.main);
    let depth = place.z * sign(sight.slopes.z);
    // The product with 20 fraction bits, in two parts that fit.
    let high = sight.slopes.xy * (depth >> 8u);
    let low = (sight.slopes.xy * (depth & 255)) >> vec2u(8u);
    return vec3i(place.xy - ((high + low) >> vec2u(12u)), depth);
}

fn cross2(a: vec2i, b: vec2i) -> i32 {
    return a.x * b.y - a.y * b.x;
}

// A length times a weight with 15 fraction bits, in two parts that fit.
fn weighed(length: i32, weight: i32) -> i32 {
    return ((length >> 8u) * weight + (((length & 255) * weight) >> 8u)) >> 7u;
}

// Replaces `hit` where the triangle, counted from zero, is nearer.
fn meet_triangle(sight: Sight, triangle: u32, hit: ptr<function, Hit>) {
    let a = seen(sight, 3u * triangle);
    let b = seen(sight, 3u * triangle + 1u);
    let c = seen(sight, 3u * triangle + 2u);
    let low = min(a.xy, min(b.xy, c.xy));
    let high = max(a.xy, max(b.xy, c.xy));
    if max(low.x, low.y) > 0 || min(high.x, high.y) < 0 {
        return;
    }
    let widest = u32(max(max(high.x, high.y), -min(low.x, low.y)));
    let shift = vec2u(max(32u - countLeadingZeros(widest), 15u) - 15u);
    let p = max(a.xy >> shift, vec2i(-0x7fff));
    let q = max(b.xy >> shift, vec2i(-0x7fff));
    let r = max(c.xy >> shift, vec2i(-0x7fff));
    let areas = vec3i(cross2(r, q), cross2(p, r), cross2(q, p));
    let sizes = vec3u(abs(areas));
    let whole = sizes.x + sizes.y + sizes.z;
    let one_side = all(areas >= vec3i(0)) || all(areas <= vec3i(0));
    if !one_side || whole == 0u {
        return;
    }
    let scale = max(32u - countLeadingZeros(whole), 17u) - 17u;
    let divisor = whole >> scale;
    let second = i32(quotient((sizes.y >> scale) << 15u, divisor));
    let third = i32(quotient((sizes.z >> scale) << 15u, divisor));
    let distance = a.z + weighed(b.z - a.z, second) + weighed(c.z - a.z, third);
    // Of several at one distance the first in the scene, in whatever order they are met.
    let nearer = distance < (*hit).distance || (distance == (*hit).distance && triangle + 1u < (*hit).triangle);
    if distance > 0 && nearer {
        *hit = Hit(distance, triangle + 1u, vec2i(second, third));
    }
}
