// Where a ray meets the mesh. The walk through the boxes is in floating point: it decides only which triangles are left
// out, and the boxes have room for all that it may round.

const MAX_DEPTH: u32 = 32u;
// How far from 0 a box may be, and the step of the grid on which boxes lie, in 16 fraction bits.
const REACH: i32 = 73728;
const GRID: f32 = 4.0;

// Four words a node: its box, each coordinate in 16 bits of the grid, and its content: the first
// child or triangle, and in the low three bits the number of triangles, which is 0 in an inner node.
@group(0) @binding(2) var<storage, read> nodes: array<vec4u>;

// The nodes a ray has still to visit. Private, because what belongs to a function is zeroed at every call.
var<private> stack: array<u32, MAX_DEPTH>;

// The nearest triangle before `limit`; with `any` the first one found.
fn meet_mesh(ray: Ray, limit: i32, any: bool) -> Hit {
    let origin = ray.origin - vec3i(0, 65536, 0);
    let along = turned(origin * sign(ray.slopes), ray.main).z;
    // A ray from afar starts where the boxes begin: lengths are short from there on.
    let skipped = max(-REACH - along, 0);
    let start = origin + times(ray.slopes, vec3i(skipped), 20u);
    var hit = Hit(limit - skipped, 0u, vec2i(0));
    if along > REACH || largest(abs(start)) > 3 * REACH || hit.distance <= 0 {
        return Hit(limit, 0u, vec2i(0));
    }
    let sight = Sight(start, turned(ray.slopes, ray.main), ray.main);

    // No component may be zero: infinity times zero is no number.
    let inverse = 1.0 / select(vec3f(ray.slopes) * 0x1p-20, vec3f(0x1p-24), ray.slopes == vec3i(0));
    // The ray in the units of the grid.
    let first = vec3f(-REACH - start) * inverse;
    let step = GRID * inverse;

    let root = visit(0u, first, step, f32(hit.distance));
    var waiting = 0u;
    var content = root.content;
    var going = root.entry < f32(hit.distance);
    while going {
        let child = content >> 3u;
        let count = content & 7u;
        if count > 0u {
            for (var triangle = child; triangle < child + count; triangle++) {
                meet_triangle(sight, triangle, &hit);
            }
            if any && hit.triangle != 0u {
                break;
            }
        } else {
            let distance = f32(hit.distance);
            let left = visit(child, first, step, distance);
            let right = visit(child + 1u, first, step, distance);
            let swapped = right.entry < left.entry;
            if min(left.entry, right.entry) < distance {
                if max(left.entry, right.entry) < distance && waiting < MAX_DEPTH {
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
    hit.distance += skipped;
    return hit;
}

struct Visit {
    // The distance at which the ray enters the box, or the limit where it does not before.
    entry: f32,
    content: u32,
}

fn visit(index: u32, first: vec3f, step: vec3f, limit: f32) -> Visit {
    let node = nodes[index];
    let low = first + step * vec3f(node.xyz & vec3u(0xffffu));
    let high = first + step * vec3f(node.xyz >> vec3u(16u));
    let near = min(low, high);
    let far = max(low, high);
    let entry = max(max(near.x, near.y), max(near.z, 0.0));
    let exit = min(min(far.x, far.y), far.z);
    return Visit(select(limit, entry, entry <= exit), node.w);
}
