// How a surface scatters light: a matte body under a glossy coat.

// The coat's reflectance where light falls straight on it.
const COAT: i32 = 1311;

// Schlick's reflectance of the coat.
fn reflectance(cosine: i32) -> i32 {
    let away = ONE - clamp(cosine, 0, ONE);
    let square = (away * away) >> 15u;
    let fifth = (((square * square) >> 15u) * away) >> 15u;
    return COAT + (((ONE - COAT) * fifth) >> 15u);
}

// The part of the GGX microfacets that a direction at this cosine sees unshadowed.
fn unshadowed(cosine: i32, alpha: i32) -> i32 {
    let squared = alpha * alpha;
    let wide = root(u32(squared + ((ONE * ONE - squared) >> 15u) * ((cosine * cosine) >> 15u)));
    return i32(quotient(u32(2 * cosine) << 14u, u32(cosine + wide))) * 2;
}

// How much of the light from `light` the body throws to `eye`, times pi, its cosine included.
fn scattered(surface: Surface, eye: vec3i, light: vec3i) -> vec3i {
    let incoming = clamp(dot3(surface.normal, light) >> 15u, 0, ONE);
    let entered = ONE - reflectance(dot3(surface.normal, eye) >> 15u);
    return (surface.colour * ((entered * incoming) >> 15u)) >> vec3u(15u);
}

struct Bounce {
    direction: vec3i,
    // What the path's light is multiplied with, in 16 fraction bits; zero where it ends.
    weight: vec3i,
    off_coat: bool,
}

// A direction for the path to go on, off the coat or the body.
fn bounce_off(surface: Surface, eye: vec3i, choice: u32, pair: vec2u) -> Bounce {
    let around = frame_around(surface.normal);
    let mirrored = reflectance(dot3(surface.normal, eye) >> 15u);
    let body = ((ONE - mirrored) * largest(surface.colour)) >> 15u;
    let chance = clamp(i32(quotient(u32(mirrored) << 15u, u32(mirrored + body))), ONE / 4, ONE / 4 * 3);
    var bounce: Bounce;
    bounce.off_coat = i32(choice >> 1u) < chance;
    if bounce.off_coat {
        let local = inwards(around, eye);
        let facet = visible_facet(local, surface.alpha, pair);
        let cosine = dot3(local, facet) >> 15u;
        let reflected = ((facet * cosine) >> vec3u(14u)) - local;
        let shadowing = unshadowed(clamp(reflected.z, 3, ONE), surface.alpha);
        let share = (reflectance(cosine) * shadowing) >> 15u;
        bounce.direction = outwards(around, reflected);
        bounce.weight = vec3i(i32(quotient(u32(share) << 15u, u32(chance))) * 2);
    } else {
        let colour = vec3u((surface.colour * (ONE - mirrored)) >> vec3u(15u)) << vec3u(15u);
        let left = u32(ONE - chance);
        bounce.direction = outwards(around, by_cosine(pair));
        bounce.weight = vec3i(vec3u(quotient(colour.x, left), quotient(colour.y, left), quotient(colour.z, left))) * 2;
    }
    // What would go into the facet is folded out of it: lost, it would darken the outlines.
    let into = min(dot3(bounce.direction, surface.facet) >> 15u, 0);
    bounce.direction -= (surface.facet * into) >> vec3u(14u);
    return bounce;
}

// A microfacet of the GGX distribution, as often as `eye` sees it: a spherical cap, after Dupuy.
fn visible_facet(eye: vec3i, alpha: i32, pair: vec2u) -> vec3i {
    let stretched = unit(vec3i(eye.xy * alpha, clamp(eye.z, 3, ONE) << 15u));
    let height = ONE - i32((pair.y * u32(ONE + stretched.z)) >> 16u);
    let radius = root(u32(ONE * ONE - height * height));
    let half = (vec3i(on_circle(pair.x, radius), height) + stretched) >> vec3u(1u);
    return unit(vec3i(half.xy * alpha, clamp(half.z, 1, ONE - 1) << 15u));
}
