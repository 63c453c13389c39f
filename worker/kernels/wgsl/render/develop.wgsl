// From sums of light to the pixels of a picture.

@group(0) @binding(2) var<storage, read> sums: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> pixels: array<u32>;

const EXPOSURE: f32 = 0.8;

@compute @workgroup_size(8, 8)
fn develop(@builtin(global_invocation_id) id: vec3u) {
    let column = id.x;
    let row = slice.band + id.y;
    if column >= view.width || row >= view.height {
        return;
    }
    let slot = id.y * view.width + column;
    let sum = sums[slot];
    let place = (vec2f(f32(column), f32(row)) + 0.5) / vec2f(f32(view.width), f32(view.height)) - 0.5;
    let vignette = 1.0 - 0.45 * dot(place, place);
    let light = filmic(sum.xyz / max(sum.w, 1.0) * EXPOSURE * vignette);
    let bytes = vec3u(encode(light) * 255.0 + 0.5);
    pixels[slot] = bytes.x | (bytes.y << 8u) | (bytes.z << 16u) | (255u << 24u);
}

// Narkowicz's fit of the ACES curve: a toe, a straight middle and a shoulder, as of film.
fn filmic(light: vec3f) -> vec3f {
    let curve = (light * (2.51 * light + 0.03)) / (light * (2.43 * light + 0.59) + 0.14);
    return clamp(curve, vec3f(0.0), vec3f(1.0));
}

// The sRGB transfer function.
fn encode(linear: vec3f) -> vec3f {
    let curve = 1.055 * pow(linear, vec3f(1.0 / 2.4)) - 0.055;
    return select(curve, 12.92 * linear, linear <= vec3f(0.0031308));
}
