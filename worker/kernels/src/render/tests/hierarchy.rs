use bytemuck::{Pod, Zeroable};
use glam::{IVec3, Vec3};

use super::{bunny, shards};
use crate::device::tests::device;
use crate::device::{Device, Pipeline};
use crate::matmul::{Side, expand};
use crate::render::Scene;
use crate::render::reference::Ray;

const PROBE: &str = concat!(
    include_str!("../../../wgsl/render/arithmetic.wgsl"),
    include_str!("../../../wgsl/render/ray.wgsl"),
    include_str!("../../../wgsl/render/triangle.wgsl"),
    include_str!("../../../wgsl/render/hierarchy.wgsl"),
    include_str!("../../../wgsl/render/probe.wgsl"),
);

/// A ray for the device, laid out as the kernel reads it.
#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C)]
struct Probe {
    origin: IVec3,
    limit: i32,
    direction: IVec3,
    any: u32,
}

/// Where the device says the rays meet the scene: distance, triangle counted from one, weights.
fn on_device(device: &Device, scene: &Scene, probes: &[Probe]) -> Vec<[i32; 4]> {
    let pipeline = Pipeline::compile(device, "probe", PROBE, "probe").unwrap();
    let rays = device.upload("rays", bytemuck::cast_slice(probes)).unwrap();
    let hits = device.storage("hits", 16 * probes.len() as u64).unwrap();
    let nodes = device.upload("nodes", bytemuck::cast_slice(&scene.nodes)).unwrap();
    let corners = device.upload("corners", bytemuck::cast_slice(&scene.corners)).unwrap();
    let bindings = pipeline.bind(device, &[&rays, &hits, &nodes, &corners]);
    pipeline.run(device, &bindings, probes.len().div_ceil(64) as u32, 1).unwrap();
    device.download(&hits, 16 * probes.len() as u64, |bytes| bytemuck::cast_slice(bytes).to_vec()).unwrap()
}

/// The same by trying every triangle.
fn by_definition(scene: &Scene, probe: &Probe) -> [i32; 4] {
    let hit = Ray::new(probe.origin, probe.direction).meet(scene, probe.limit);
    hit.map_or([probe.limit, 0, 0, 0], |hit| [hit.distance, hit.triangle as i32 + 1, hit.weights[0], hit.weights[1]])
}

/// Rays from around the scene into its middle, from near and far, axis-parallel ones among them.
fn probes(any: bool) -> Vec<Probe> {
    let numbers = expand(5, Side::A, 3000, 6);
    let numbers = numbers
        .chunks(6)
        .map(|six| <[f32; 6]>::try_from(six.iter().map(|&n| f32::from(n) / 127.0).collect::<Vec<_>>()).unwrap());
    let rays = numbers.enumerate().map(|(index, [a, b, c, d, e, f])| {
        let far = if index % 5 == 0 { 60.0 } else { 2.0 };
        let origin = Vec3::new(a, b + 0.8, c) * far;
        let target = Vec3::new(d, e + 0.8, f) * 0.6;
        let direction = match index % 10 {
            1 => Vec3::AXES[index / 10 % 3] * d.signum(),
            _ => (target - origin).normalize(),
        };
        let fixed = |vector: Vec3, one: f32| (vector * one).round().as_ivec3();
        let limit = if index % 7 == 0 { 98_304 } else { 1 << 28 };
        Probe { origin: fixed(origin, 65_536.0), limit, direction: fixed(direction, 1_048_576.0), any: any.into() }
    });
    rays.collect()
}

#[test]
fn the_device_finds_the_nearest_triangle() {
    for (scene, least) in [(Scene::new(&bunny()), 300), (Scene::new(&shards()), 300)] {
        let probes = probes(false);
        let mut hits = 0;
        for (probe, found) in probes.iter().zip(on_device(&device(), &scene, &probes)) {
            assert_eq!(found, by_definition(&scene, probe));
            hits += u32::from(found[1] > 0);
        }
        assert!((least..2950).contains(&hits), "{hits} hits test little");
    }
}

#[test]
fn the_device_finds_some_triangle_in_the_way() {
    for scene in [Scene::new(&bunny()), Scene::new(&shards())] {
        let probes = probes(true);
        for (probe, found) in probes.iter().zip(on_device(&device(), &scene, &probes)) {
            assert_eq!(found[1] > 0, by_definition(&scene, probe)[1] > 0);
        }
    }
}
