use std::collections::HashMap;

use glam::Vec3;

/// The normal of a triangle, weighted by nothing; zero where the triangle has no area.
pub(super) fn face(positions: &[Vec3], triangle: [u32; 3]) -> Vec3 {
    let [a, b, c] = triangle.map(|vertex| positions[vertex as usize]);
    let (u, v) = ((b - a).normalize_or_zero(), (c - a).normalize_or_zero());
    u.cross(v).normalize_or_zero()
}

/// Brings given normals to length one and replaces the missing ones by smooth ones: the mean of
/// the faces around the point, weighted by their angles there. Vertices that share a position
/// share it too, because a seam in an OBJ file's texture is no edge of the surface.
pub(super) fn complete(positions: &[Vec3], triangles: &[[u32; 3]], normals: &mut [Vec3]) {
    for normal in normals.iter_mut() {
        *normal = normal.normalize_or_zero();
    }
    if normals.iter().all(|normal| *normal != Vec3::ZERO) {
        return;
    }

    let mut smooth: HashMap<[u32; 3], Vec3> = HashMap::with_capacity(positions.len());
    for &triangle in triangles {
        let normal = face(positions, triangle);
        for corner in 0..3 {
            let [here, next, last] = [0, 1, 2].map(|step| positions[triangle[(corner + step) % 3] as usize]);
            let angle = (next - here).angle_between(last - here);
            if angle.is_finite() {
                *smooth.entry(key(here)).or_default() += normal * angle;
            }
        }
    }
    for (position, normal) in positions.iter().zip(normals).filter(|(_, normal)| **normal == Vec3::ZERO) {
        let sum = smooth.get(&key(*position)).copied().unwrap_or_default();
        *normal = sum.normalize_or(Vec3::Y);
    }
}

/// The position as a map key. Adding zero makes one of the two zeros.
fn key(position: Vec3) -> [u32; 3] {
    position.to_array().map(|coordinate| (coordinate + 0.0).to_bits())
}
