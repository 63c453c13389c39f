// Rays of a test and where they meet the mesh.

struct Probe {
    origin: vec3f,
    limit: f32,
    direction: vec3f,
    any: u32,
}

@group(0) @binding(0) var<storage, read> probes: array<Probe>;
@group(0) @binding(1) var<storage, read_write> distances: array<f32>;

@compute @workgroup_size(64)
fn probe(@builtin(global_invocation_id) id: vec3u) {
    if id.x < arrayLength(&probes) {
        let probe = probes[id.x];
        let hit = meet_mesh(Ray(probe.origin, probe.direction), probe.limit, probe.any != 0u);
        distances[id.x] = select(hit.distance, -1.0, hit.triangle == MISS);
    }
}
