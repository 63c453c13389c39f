// Rays of a test and where they meet the mesh.

struct Probe {
    origin: vec3i,
    limit: i32,
    direction: vec3i,
    any: u32,
}

@group(0) @binding(0) var<storage, read> probes: array<Probe>;
@group(0) @binding(1) var<storage, read_write> hits: array<vec4i>;

@compute @workgroup_size(64)
fn probe(@builtin(global_invocation_id) id: vec3u) {
    if id.x < arrayLength(&probes) {
        let probe = probes[id.x];
        let hit = meet_mesh(ray_along(probe.origin, probe.direction), probe.limit, probe.any != 0u);
        hits[id.x] = vec4i(hit.distance, i32(hit.triangle), hit.weights);
    }
}
