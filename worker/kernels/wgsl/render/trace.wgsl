// Light paths from the camera into the studio.

@group(0) @binding(4) var<storage, read_write> sums: array<vec4f>;

const FAR: f32 = 1e6;
// Where the ground begins and ends to run into the backdrop, in radii of the mesh.
const FADE_START: f32 = 2.5;
const FADE_END: f32 = 9.0;
// The most light a path may bring after its first bounce: more is nearly always a speck of noise.
const MAX_INDIRECT: f32 = 6.0;
// From this bounce on, dark paths end by chance.
const ROULETTE: u32 = 3u;

const BY_CAMERA: u32 = 0u;
const BY_COAT: u32 = 1u;
const BY_BODY: u32 = 2u;

@compute @workgroup_size(8, 8)
fn trace(@builtin(global_invocation_id) id: vec3u) {
    let column = id.x;
    let row = slice.first_row + id.y;
    if column >= view.width || row >= view.height {
        return;
    }
    let pixel = row * view.width + column;
    let slot = (row - slice.band) * view.width + column;
    var sum = sums[slot];
    for (var sample = 0u; sample < slice.samples; sample++) {
        var random = random_start(pixel, slice.first_sample + sample, view.frame);
        let ray = camera_ray(vec2f(f32(column), f32(row)), &random);
        sum += vec4f(light_along(ray, &random), 1.0);
    }
    sums[slot] = sum;
}

fn camera_ray(pixel: vec2f, random: ptr<function, Random>) -> Ray {
    let jitter = random_pair(random);
    let place = pixel + 0.5 + vec2f(tent(jitter.x), tent(jitter.y));
    let size = vec2f(f32(view.width), f32(view.height));
    let plane = vec2f(2.0, -2.0) * place / size + vec2f(-1.0, 1.0);
    let target_point = (view.forward + view.right * plane.x + view.up * plane.y) * view.focus;
    let lens = on_disc(random_pair(random)) * view.lens;
    let offset = normalize(view.right) * lens.x + normalize(view.up) * lens.y;
    return Ray(view.eye + offset, normalize(target_point - offset));
}

fn light_along(start: Ray, random: ptr<function, Random>) -> vec3f {
    var ray = start;
    var light = vec3f(0.0);
    var through = vec3f(1.0);
    // How the path came to where it is.
    var seen = BY_CAMERA;
    for (var touched = 0u; ; touched++) {
        // The ground has no underside.
        let descends = ray.direction.y < 0.0 && ray.origin.y > 0.0;
        let ground = select(FAR, -ray.origin.y / ray.direction.y, descends);
        let hit = meet_mesh(ray, ground, false);
        let on_mesh = hit.triangle != MISS;
        if !on_mesh && !descends {
            light += brought(through, environment(ray.direction, seen), touched);
            break;
        }
        if touched == view.bounces {
            break;
        }

        var surface: Surface;
        if on_mesh {
            surface = mesh_surface(ray, hit);
        } else {
            let point = ray.origin + ray.direction * ground;
            surface = ground_surface(point);
            let fade = smoothstep(FADE_START, FADE_END, length(point.xz));
            light += brought(through * fade, environment(ray.direction, seen), touched);
            through *= 1.0 - fade;
            if fade >= 1.0 {
                break;
            }
        }

        let eye = -ray.direction;
        let key = towards_key(random_pair(random));
        let share = scattered(surface, eye, key);
        if max(share.x, max(share.y, share.z)) > 0.0 {
            let shadow = meet_mesh(Ray(surface.outside, key), FAR, true);
            if shadow.triangle == MISS {
                light += brought(through, share * KEY_LIGHT, touched);
            }
        }

        let choices = random_pair(random);
        let bounce = bounce_off(surface, eye, choices.x, random_pair(random));
        through *= bounce.weight;
        let strength = max(through.x, max(through.y, through.z));
        if strength <= 0.0 {
            break;
        }
        if touched + 1u >= ROULETTE {
            let chance = min(strength, 0.95);
            if choices.y >= chance {
                break;
            }
            through /= chance;
        }
        let glossy = on_mesh && bounce.off_coat && seen != BY_BODY;
        seen = select(BY_BODY, BY_COAT, glossy);
        ray = Ray(surface.outside, bounce.direction);
    }
    return light;
}

// What a path that leaves the scene finds.
fn environment(direction: vec3f, seen: u32) -> vec3f {
    if seen == BY_CAMERA {
        return backdrop(direction);
    }
    var light = dome(direction);
    if seen == BY_COAT {
        light += soft_boxes(direction);
    }
    return light;
}

// The light that reaches the camera after the path's losses.
fn brought(through: vec3f, light: vec3f, touched: u32) -> vec3f {
    let arriving = through * light;
    if touched == 0u {
        return arriving;
    }
    let brightest = max(arriving.x, max(arriving.y, arriving.z));
    return arriving * min(1.0, MAX_INDIRECT / max(brightest, 1e-6));
}
