// What the host tells the kernels; view.rs and renderer.rs have the same structures.

const PI: f32 = 3.14159265;

struct View {
    eye: vec3f,
    lens: f32,
    right: vec3f,
    focus: f32,
    up: vec3f,
    roughness: f32,
    forward: vec3f,
    width: u32,
    colour: vec3f,
    height: u32,
    turn: vec2f,
    bounces: u32,
    frame: u32,
}

struct Slice {
    band: u32,
    first_row: u32,
    first_sample: u32,
    samples: u32,
}

@group(0) @binding(0) var<uniform> view: View;
@group(0) @binding(1) var<uniform> slice: Slice;
