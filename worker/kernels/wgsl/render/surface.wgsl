// What a ray meets. Lengths have 16 fraction bits, directions 15.

// How far rays start off the mesh and over the ground.
const OFF_MESH: i32 = 16;
const OFF_GROUND: i32 = 7;
// The farthest that a point is lifted onto the curve that its normals describe.
const MAX_LIFT: i32 = 16384;

struct Surface {
    // From where rays start: off the surface, and off the facets where the shading pretends a curve.
    outside: vec3i,
    normal: vec3i,
    facet: vec3i,
    colour: vec3i,
    // The coat's width of reflection: its roughness squared.
    alpha: i32,
}

fn ground_surface(point: vec3i) -> Surface {
    let up = vec3i(0, ONE, 0);
    return Surface(vec3i(point.x, OFF_GROUND, point.z), up, up, vec3i(16384, 15729, 15073), 8192);
}

fn mesh_surface(hit: Hit, eye: vec3i) -> Surface {
    let index = 3u * (hit.triangle - 1u);
    let entry_a = corners[index];
    let entry_b = corners[index + 1u];
    let entry_c = corners[index + 2u];
    let a = bitcast<vec3i>(entry_a.xyz);
    let b = bitcast<vec3i>(entry_b.xyz);
    let c = bitcast<vec3i>(entry_c.xyz);
    let weights = vec3i(ONE - hit.weights.x - hit.weights.y, hit.weights);
    let point = a + weighed_each(b - a, weights.y) + weighed_each(c - a, weights.z);

    // Both sides are outer ones.
    let plane = unit(crossed(levelled(b - a), levelled(c - a)));
    let side = select(1, -1, dot3(plane, eye) < 0);
    let facet = side * plane;
    let normal_a = side * unfold(entry_a.w);
    let normal_b = side * unfold(entry_b.w);
    let normal_c = side * unfold(entry_c.w);
    let blended = unit((normal_a * weights.x + normal_b * weights.y + normal_c * weights.z) >> vec3u(15u));
    // A normal that looks away from the ray would turn reflections inwards.
    let away = max(655 - (dot3(blended, eye) >> 15u), 0);
    let normal = unit(blended + ((eye * away) >> vec3u(15u)));

    // The point lifted onto the surface that the normals describe, after Hanika: without it, the
    // facets throw hard shadows on themselves where the light grazes.
    let lift = normal_a * ((over(point, a, normal_a) * weights.x) >> 15u)
        + normal_b * ((over(point, b, normal_b) * weights.y) >> 15u)
        + normal_c * ((over(point, c, normal_c) * weights.z) >> 15u);
    let outside = point - (lift >> vec3u(15u)) + ((facet * OFF_MESH) >> vec3u(15u)) + vec3i(0, 65536, 0);
    return Surface(outside, normal, facet, view.colour, view.alpha);
}

fn weighed_each(lengths: vec3i, weight: i32) -> vec3i {
    return vec3i(weighed(lengths.x, weight), weighed(lengths.y, weight), weighed(lengths.z, weight));
}

// How far a point is under the plane through a corner, as a negative number.
fn over(point: vec3i, corner: vec3i, normal: vec3i) -> i32 {
    return clamp(dot3((point - corner) >> vec3u(2u), normal) >> 13u, -MAX_LIFT, 0);
}

// An edge brought to a length at which products of two fit.
fn levelled(edge: vec3i) -> vec3i {
    return scaled_to(edge, bits(edge), 14u);
}

fn crossed(a: vec3i, b: vec3i) -> vec3i {
    return a.yzx * b.zxy - a.zxy * b.yzx;
}

// The inverse of the host's folding of a normal onto an octahedron.
fn unfold(folded: u32) -> vec3i {
    let x = i32(folded << 16u) >> 16u;
    let y = i32(folded) >> 16u;
    let z = 0x7fff - abs(x) - abs(y);
    let under = max(-z, 0);
    return unit(vec3i(x - select(-under, under, x >= 0), y - select(-under, under, y >= 0), z));
}
