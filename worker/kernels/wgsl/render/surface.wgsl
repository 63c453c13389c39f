// What a ray meets, and how that scatters light: a matte body under a glossy coat.

const COAT: f32 = 0.04;
const GROUND_COLOUR: vec3f = vec3f(0.50, 0.48, 0.46);
const GROUND_ROUGHNESS: f32 = 0.5;

struct Surface {
    point: vec3f,
    // From where rays start: off the surface, and off the facets where the shading pretends a curve.
    outside: vec3f,
    normal: vec3f,
    facet: vec3f,
    colour: vec3f,
    // The coat's width of reflection: its roughness squared.
    alpha: f32,
}

fn ground_surface(point: vec3f) -> Surface {
    let up = vec3f(0.0, 1.0, 0.0);
    let outside = vec3f(point.x, 1e-4, point.z);
    return Surface(point, outside, up, up, GROUND_COLOUR, GROUND_ROUGHNESS * GROUND_ROUGHNESS);
}

fn mesh_surface(ray: Ray, hit: Hit) -> Surface {
    let index = 3u * hit.triangle;
    let entry_a = corners[index];
    let entry_b = corners[index + 1u];
    let entry_c = corners[index + 2u];
    let a = bitcast<vec3f>(entry_a.xyz);
    let b = bitcast<vec3f>(entry_b.xyz);
    let c = bitcast<vec3f>(entry_c.xyz);
    let weights = vec3f(1.0 - hit.weights.x - hit.weights.y, hit.weights);
    let point = a * weights.x + b * weights.y + c * weights.z;

    // Both sides are outer ones.
    var facet = normalize(cross(b - a, c - a));
    let side = select(1.0, -1.0, dot(facet, ray.direction) > 0.0);
    facet *= side;
    let normal_a = side * unfold(entry_a.w);
    let normal_b = side * unfold(entry_b.w);
    let normal_c = side * unfold(entry_c.w);
    var normal = normalize(normal_a * weights.x + normal_b * weights.y + normal_c * weights.z);
    // A normal that looks away from the ray would turn reflections inwards.
    let away = dot(normal, ray.direction);
    normal = normalize(normal - ray.direction * max(0.0, away + 0.02));

    // The point lifted onto the surface that the normals describe, after Hanika: without it, the
    // facets throw hard shadows on themselves where the light grazes.
    let lift_a = normal_a * min(0.0, dot(point - a, normal_a));
    let lift_b = normal_b * min(0.0, dot(point - b, normal_b));
    let lift_c = normal_c * min(0.0, dot(point - c, normal_c));
    let lifted = point - (lift_a * weights.x + lift_b * weights.y + lift_c * weights.z);
    let outside = lifted + facet * 2e-4;
    return Surface(point, outside, normal, facet, view.colour, view.roughness * view.roughness);
}

// The inverse of the host's folding of a normal onto an octahedron.
fn unfold(folded: u32) -> vec3f {
    let flat = unpack2x16snorm(folded);
    var normal = vec3f(flat, 1.0 - abs(flat.x) - abs(flat.y));
    let under = max(-normal.z, 0.0);
    normal.x -= select(-under, under, normal.x >= 0.0);
    normal.y -= select(-under, under, normal.y >= 0.0);
    return normalize(normal);
}

// Schlick's reflectance of the coat.
fn reflectance(cosine: f32) -> f32 {
    return COAT + (1.0 - COAT) * pow(1.0 - clamp(cosine, 0.0, 1.0), 5.0);
}

// The part of the GGX microfacets that a direction at this cosine sees unshadowed.
fn unshadowed(cosine: f32, alpha: f32) -> f32 {
    let squared = alpha * alpha;
    return 2.0 * cosine / (cosine + sqrt(squared + (1.0 - squared) * cosine * cosine));
}

// How much of the light from `light` the body throws to `eye`, its cosine included.
fn scattered(surface: Surface, eye: vec3f, light: vec3f) -> vec3f {
    let incoming = max(dot(surface.normal, light), 0.0);
    let entered = 1.0 - reflectance(dot(surface.normal, eye));
    return surface.colour * entered * incoming / PI;
}

struct Bounce {
    direction: vec3f,
    // What the path's light is multiplied with; zero where it ends.
    weight: vec3f,
    off_coat: bool,
}

// A direction for the path to go on, off the coat or the body.
fn bounce_off(surface: Surface, eye: vec3f, choice: f32, pair: vec2f) -> Bounce {
    let around = frame_around(surface.normal);
    let outgoing = max(dot(surface.normal, eye), 1e-4);
    let mirrored = reflectance(outgoing);
    let brightest = max(surface.colour.x, max(surface.colour.y, surface.colour.z));
    let chance = clamp(mirrored / (mirrored + (1.0 - mirrored) * brightest), 0.25, 0.75);
    var bounce: Bounce;
    bounce.off_coat = choice < chance;
    if bounce.off_coat {
        let local = eye * around;
        let facet = visible_facet(local, surface.alpha, pair);
        let reflected = reflect(-local, facet);
        bounce.direction = around * reflected;
        let shadowing = unshadowed(max(reflected.z, 1e-4), surface.alpha);
        bounce.weight = vec3f(reflectance(dot(local, facet)) * shadowing / chance);
    } else {
        bounce.direction = around * by_cosine(pair);
        bounce.weight = surface.colour * (1.0 - mirrored) / (1.0 - chance);
    }
    // What would go into the facet is folded out of it: lost, it would darken the outlines.
    bounce.direction -= surface.facet * 2.0 * min(0.0, dot(bounce.direction, surface.facet));
    return bounce;
}

// A microfacet of the GGX distribution, as often as `eye` sees it: a spherical cap, after Dupuy.
fn visible_facet(eye: vec3f, alpha: f32, pair: vec2f) -> vec3f {
    let stretched = normalize(vec3f(eye.xy * alpha, max(eye.z, 1e-4)));
    let angle = 2.0 * PI * pair.x;
    let height = 1.0 - pair.y * (1.0 + stretched.z);
    let radius = sqrt(clamp(1.0 - height * height, 0.0, 1.0));
    let half = vec3f(radius * cos(angle), radius * sin(angle), height) + stretched;
    return normalize(vec3f(half.xy * alpha, max(half.z, 1e-5)));
}
