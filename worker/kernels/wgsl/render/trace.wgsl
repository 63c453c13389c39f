// Light paths from the camera into the studio.

@group(0) @binding(4) var<storage, read_write> sums: array<u32>;

// Where the ground begins to run into the backdrop, and the way to where it ends, in 12 fraction bits.
const FADE_START: i32 = 10240;
const FADE: i32 = 26624;
// The most light a path may bring after its first bounce, in 16 fraction bits: more is nearly always a speck of noise.
const MAX_INDIRECT: i32 = 6 << 16u;
// The most light of a path: so that all samples' sum fits.
const MAX_LIGHT: i32 = 15 << 16u;
// The most that a path is multiplied with.
const MAX_THROUGH: i32 = 16 << 16u;
// From this bounce on, dark paths end by chance.
const ROULETTE: u32 = 3u;
// The best chance to go on, in 16 fraction bits.
const MAX_CHANCE: i32 = 62259;

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
    let slot = 3u * ((row - slice.band) * view.width + column);
    var sum = vec3u(0u);
    for (var sample = 0u; sample < slice.samples; sample++) {
        var random = random_start(pixel, slice.first_sample + sample, view.frame);
        let ray = camera_ray(vec2u(column, row), &random);
        sum += vec3u(clamp(light_along(ray, &random), vec3i(0), vec3i(MAX_LIGHT)));
    }
    sums[slot] += sum.x;
    sums[slot + 1u] += sum.y;
    sums[slot + 2u] += sum.z;
}

fn light_along(start: Ray, random: ptr<function, Random>) -> vec3i {
    var ray = start;
    var light = vec3i(0);
    var through = vec3i(65536);
    // How the path came to where it is.
    var seen = BY_CAMERA;
    for (var touched = 0u; ; touched++) {
        let direction = unit(ray.slopes);
        let eye = -direction;
        let descends = descends(ray);
        let ground = select(FAR, ground_distance(ray), descends);
        let hit = meet_mesh(ray, ground, false);
        let on_mesh = hit.triangle != 0u;
        if !on_mesh && !descends {
            light += brought(through, environment(direction, seen), touched);
            break;
        }
        if touched == view.bounces {
            break;
        }

        var surface: Surface;
        if on_mesh {
            surface = mesh_surface(hit, eye);
        } else {
            let point = ray_at(ray, ground);
            surface = ground_surface(point);
            let fade = faded(point);
            light += brought(times(through, vec3i(fade), 15u), environment(direction, seen), touched);
            through = times(through, vec3i(ONE - fade), 15u);
            if fade >= ONE {
                break;
            }
        }

        let key = outwards(view.key, within_key(random_pair(random)));
        let share = scattered(surface, eye, key);
        if largest(share) > 0 {
            let shadow = meet_mesh(ray_along(surface.outside, key), FAR, true);
            if shadow.triangle == 0u {
                light += brought(through, times(share, KEY_BY_PI, 15u), touched);
            }
        }

        let choices = random_pair(random);
        let bounce = bounce_off(surface, eye, choices.x, random_pair(random));
        through = min(times(through, bounce.weight, 16u), vec3i(MAX_THROUGH));
        let strength = largest(through);
        if strength <= 0 {
            break;
        }
        if touched + 1u >= ROULETTE {
            let chance = min(strength, MAX_CHANCE);
            if i32(choices.y) >= chance {
                break;
            }
            through = ratio(through, 65536, chance);
        }
        let glossy = on_mesh && bounce.off_coat && seen != BY_BODY;
        seen = select(BY_BODY, BY_COAT, glossy);
        ray = ray_along(surface.outside, bounce.direction);
    }
    return light;
}

// How far a point of the ground has run into the backdrop, in 15 fraction bits.
fn faded(point: vec3i) -> i32 {
    let place = abs(point.xz) >> vec2u(4u);
    if max(place.x, place.y) >= FADE_START + FADE {
        return ONE;
    }
    let squares = vec2u(place * place);
    return smooth_step((root(squares.x + squares.y) - FADE_START) * ONE / FADE);
}

// What a path that leaves the scene finds.
fn environment(direction: vec3i, seen: u32) -> vec3i {
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
fn brought(through: vec3i, light: vec3i, touched: u32) -> vec3i {
    let arriving = times(through, light, 16u);
    let brightest = largest(arriving);
    if touched == 0u || brightest <= MAX_INDIRECT {
        return arriving;
    }
    return ratio(arriving, MAX_INDIRECT, brightest);
}
