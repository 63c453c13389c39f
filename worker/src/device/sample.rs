//! A mesh to measure with.

use furnace_kernels::mesh::{Mesh, MeshError};

/// A ball of `rings` rings with twice as many corners each: about `4 * rings * rings` triangles.
pub fn sphere(rings: u32) -> Result<Mesh, MeshError> {
    let rings = rings.max(3);
    let around = 2 * rings;
    let mut text = String::new();
    for ring in 0..=rings {
        let (radius, height) = (std::f64::consts::PI * f64::from(ring) / f64::from(rings)).sin_cos();
        for step in 0..around {
            let (z, x) = (std::f64::consts::TAU * f64::from(step) / f64::from(around)).sin_cos();
            text += &format!("v {} {} {}\n", x * radius, height, z * radius);
        }
    }
    for ring in 0..rings {
        for step in 0..around {
            let [a, b] = [step, (step + 1) % around].map(|step| ring * around + step + 1);
            text += &format!("f {a} {b} {} {}\n", b + around, a + around);
        }
    }
    Mesh::from_obj(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ball_is_closed() {
        let mesh = sphere(16).expect("a mesh");
        assert!(mesh.triangles().len() >= 4 * 16 * 15);
        assert!(mesh.positions().iter().all(|point| (point.length() - 1.0).abs() < 1e-5));
    }
}
