// Rays, as they advance along the axis that they follow most.

// Farther than anything, in 16 fraction bits.
const FAR: i32 = 1 << 28u;

struct Ray {
    // Where it starts, in 16 fraction bits.
    origin: vec3i,
    // The way on every axis for one along the main one, in 20 fraction bits.
    slopes: vec3i,
    // The main axis.
    main: u32,
}

fn ray_along(origin: vec3i, direction: vec3i) -> Ray {
    let fitting = direction >> vec3u(max(bits(direction), 21u) - 21u);
    let lengths = abs(fitting);
    let by_x = lengths.x >= lengths.y && lengths.x >= lengths.z;
    let main = select(select(2u, 1u, lengths.y >= lengths.z), 0u, by_x);
    return Ray(origin, ratio(fitting, 1 << 20u, max(largest(lengths), 1)), main);
}

fn ray_at(ray: Ray, distance: i32) -> vec3i {
    return ray.origin + times(ray.slopes, vec3i(distance), 20u);
}

// Whether a ray meets the ground, which has no underside, at a distance worth a thought.
fn descends(ray: Ray) -> bool {
    return ray.slopes.y < 0 && ray.origin.y > 0 && ray.origin.y < -16 * ray.slopes.y;
}

fn ground_distance(ray: Ray) -> i32 {
    return ratio(vec3i(ray.origin.y, 0, 0), 1 << 20u, max(-ray.slopes.y, 1)).x;
}

// The axes in the order in which the ray's main one is last.
fn turned(vector: vec3i, main: u32) -> vec3i {
    return select(select(vector, vector.zxy, main == 1u), vector.yzx, main == 0u);
}
