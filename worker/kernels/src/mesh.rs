//! Triangle meshes, read from Wavefront OBJ files.

mod error;
mod normals;
mod obj;

use glam::Vec3;

pub use error::MeshError;

/// The largest OBJ file that is read, in bytes.
pub const MAX_BYTES: usize = 256 << 20;

/// The most triangles a mesh may have.
pub const MAX_TRIANGLES: usize = 1_000_000;

/// The largest coordinate that is taken for one: beyond it, distances overflow a float.
const MAX_COORDINATE: f32 = 1e15;

/// A triangle mesh with a normal at every vertex. Never empty, all numbers finite.
#[derive(Debug, Clone)]
pub struct Mesh {
    positions: Vec<Vec3>,
    normals: Vec<Vec3>,
    triangles: Vec<[u32; 3]>,
}

impl Mesh {
    /// Reads a Wavefront OBJ file: all its objects as one mesh, polygons cut into triangles,
    /// materials ignored. Normals that the file does not give are computed, smooth.
    ///
    /// # Errors
    /// When the file is malformed, holds no surface, or is beyond the limits of this module.
    pub fn from_obj(bytes: &[u8]) -> Result<Self, MeshError> {
        let raw = obj::parse(bytes)?;
        Self::new(raw.positions, raw.normals, raw.triangles)
    }

    /// A mesh of `triangles`, which index `positions`. Where `normals` holds a zero (or nothing at
    /// all), the smooth normal is computed.
    ///
    /// # Errors
    /// When an index or a number is out of range, or no triangle has an area.
    pub fn new(positions: Vec<Vec3>, mut normals: Vec<Vec3>, mut triangles: Vec<[u32; 3]>) -> Result<Self, MeshError> {
        if triangles.len() > MAX_TRIANGLES {
            return Err(MeshError::TooManyTriangles { triangles: triangles.len() });
        }
        if let Some(vertex) = positions.iter().position(|point| !is_sane(*point)) {
            return Err(MeshError::BadCoordinate { vertex });
        }
        let out_of_range = |triangle: &[u32; 3]| triangle.iter().any(|&v| v as usize >= positions.len());
        if let Some(triangle) = triangles.iter().position(out_of_range) {
            return Err(MeshError::BadIndex { triangle, vertices: positions.len() });
        }
        triangles.retain(|&triangle| normals::face(&positions, triangle) != Vec3::ZERO);
        if triangles.is_empty() {
            return Err(MeshError::Empty);
        }
        normals.resize(positions.len(), Vec3::ZERO);
        normals::complete(&positions, &triangles, &mut normals);
        Ok(Self { positions, normals, triangles })
    }

    /// The vertices' positions.
    #[must_use]
    pub fn positions(&self) -> &[Vec3] {
        &self.positions
    }

    /// The vertices' normals, of length one.
    #[must_use]
    pub fn normals(&self) -> &[Vec3] {
        &self.normals
    }

    /// The triangles, as indices of vertices.
    #[must_use]
    pub fn triangles(&self) -> &[[u32; 3]] {
        &self.triangles
    }
}

fn is_sane(point: Vec3) -> bool {
    point.is_finite() && point.abs().max_element() <= MAX_COORDINATE
}

#[cfg(test)]
mod tests;
