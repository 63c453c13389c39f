// Where a ray meets the mesh.

const MISS: u32 = 0xffffffffu;
const MAX_DEPTH: u32 = 32u;
// The grid on which boxes lie: the cube around the mesh and a little more.
const GRID_ORIGIN: vec3f = vec3f(-1.25);
const GRID_STEP: f32 = 3.5 / 65535.0;

// Four words a node: its box, each coordinate in 16 bits of the grid, and its content: the first
// child or triangle, and in the low three bits the number of triangles, which is 0 in an inner node.
@group(0) @binding(2) var<storage, read> nodes: array<vec4u>;
// Three corners a triangle: the position's bits and the folded normal.
@group(0) @binding(3) var<storage, read> corners: array<vec4u>;

// The nodes a ray has still to visit. Private, because what belongs to a function is zeroed at every call.
var<private> stack: array<u32, MAX_DEPTH>;

struct Hit {
    distance: f32,
    triangle: u32,
    // The weights of the second and third corner.
    weights: vec2f,
}

struct Ray {
    origin: vec3f,
    direction: vec3f,
}

// The nearest triangle before `limit`; with `any` the first one found.
fn meet_mesh(ray: Ray, limit: f32, any: bool) -> Hit {
    var hit = Hit(limit, MISS, vec2f(0.0));
    // No component may be zero: infinity times zero is no number.
    let tiny = abs(ray.direction) < vec3f(1e-12);
    let inverse = 1.0 / select(ray.direction, vec3f(1e-12), tiny);
    // The ray in the units of the grid.
    let start = (GRID_ORIGIN - ray.origin) * inverse;
    let step = GRID_STEP * inverse;

    let root = visit(0u, start, step, limit);
    if root.entry >= limit {
        return hit;
    }
    var waiting = 0u;
    var content = root.content;
    loop {
        let first = content >> 3u;
        let count = content & 7u;
        if count > 0u {
            for (var triangle = first; triangle < first + count; triangle++) {
                meet_triangle(ray, triangle, &hit);
            }
            if any && hit.triangle != MISS {
                break;
            }
        } else {
            let left = visit(first, start, step, hit.distance);
            let right = visit(first + 1u, start, step, hit.distance);
            let swapped = right.entry < left.entry;
            if min(left.entry, right.entry) < hit.distance {
                if max(left.entry, right.entry) < hit.distance && waiting < MAX_DEPTH {
                    stack[waiting] = select(right.content, left.content, swapped);
                    waiting++;
                }
                content = select(left.content, right.content, swapped);
                continue;
            }
        }
        if waiting == 0u {
            break;
        }
        waiting--;
        content = stack[waiting];
    }
    return hit;
}

struct Visit {
    // The distance at which the ray enters the box, or the limit where it does not before.
    entry: f32,
    content: u32,
}

fn visit(index: u32, start: vec3f, step: vec3f, limit: f32) -> Visit {
    let node = nodes[index];
    let low = start + step * vec3f(node.xyz & vec3u(0xffffu));
    let high = start + step * vec3f(node.xyz >> vec3u(16u));
    let near = min(low, high);
    let far = max(low, high);
    let entry = max(max(near.x, near.y), max(near.z, 0.0));
    let exit = min(min(far.x, far.y), far.z);
    return Visit(select(limit, entry, entry <= exit), node.w);
}

fn corner(index: u32) -> vec3f {
    return bitcast<vec3f>(corners[index].xyz);
}

fn meet_triangle(ray: Ray, triangle: u32, hit: ptr<function, Hit>) {
    let a = corner(3u * triangle);
    let ab = corner(3u * triangle + 1u) - a;
    let ac = corner(3u * triangle + 2u) - a;
    let p = cross(ray.direction, ac);
    let determinant = dot(ab, p);
    let scale = 1.0 / select(determinant, 1e-30, determinant == 0.0);
    let t = ray.origin - a;
    let q = cross(t, ab);
    let weights = vec2f(dot(t, p), dot(ray.direction, q)) * scale;
    let distance = dot(ac, q) * scale;
    let inside = weights.x >= 0.0 && weights.y >= 0.0 && weights.x + weights.y <= 1.0;
    if inside && distance > 0.0 && distance < (*hit).distance && determinant != 0.0 {
        *hit = Hit(distance, triangle, weights);
    }
}
