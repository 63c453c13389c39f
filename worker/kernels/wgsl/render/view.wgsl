// What the host tells the kernel; view.rs and exposure.rs have the same structures.

struct View {
    eye: vec3i,
    width: u32,
    forward: vec3i,
    height: u32,
    right: vec3i,
    bounces: u32,
    up: vec3i,
    frame: u32,
    colour: vec3i,
    alpha: i32,
    lens_right: vec3i,
    lens_up: vec3i,
    slant_right: vec3i,
    slant_up: vec3i,
    key: Frame,
    window: Frame,
    strip: Frame,
}

struct Slice {
    band: u32,
    first_row: u32,
    first_sample: u32,
    samples: u32,
}

@group(0) @binding(0) var<uniform> view: View;
@group(0) @binding(1) var<uniform> slice: Slice;
