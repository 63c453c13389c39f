// The ray of a path through a pixel, from somewhere in the lens.

fn camera_ray(pixel: vec2u, random: ptr<function, Random>) -> Ray {
    let jitter = random_pair(random);
    let size = vec2i(vec2u(view.width, view.height));
    let place = (vec2i(pixel) << vec2u(17u)) + 65536 + 4 * vec2i(tent(jitter.x), tent(jitter.y));
    let x = ratio(vec3i(place.x - (size.x << 16u), 0, 0), 64, size.x).x;
    let y = ratio(vec3i((size.y << 16u) - place.y, 0, 0), 64, size.y).x;
    let through = view.forward + times(view.right, vec3i(x), 22u) + times(view.up, vec3i(y), 22u);
    let lens = on_disc(random_pair(random));
    let offset = (view.lens_right * lens.x + view.lens_up * lens.y) >> vec3u(15u);
    let slant = (view.slant_right * lens.x + view.slant_up * lens.y) >> vec3u(15u);
    return ray_along(view.eye + offset, through - slant);
}
