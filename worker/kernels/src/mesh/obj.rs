use glam::Vec3;

use super::{MAX_BYTES, MAX_TRIANGLES, MeshError};

/// What an OBJ file holds, before it is checked.
pub(super) struct Raw {
    pub(super) positions: Vec<Vec3>,
    pub(super) normals: Vec<Vec3>,
    pub(super) triangles: Vec<[u32; 3]>,
}

/// Reads all objects of an OBJ file as one.
pub(super) fn parse(bytes: &[u8]) -> Result<Raw, MeshError> {
    if bytes.len() > MAX_BYTES {
        return Err(MeshError::TooManyBytes { bytes: bytes.len() });
    }
    let options = tobj::LoadOptions { single_index: true, triangulate: true, ignore_points: true, ignore_lines: true };
    let no_materials = |_: &std::path::Path| Ok(Default::default());
    let (models, _) = tobj::load_obj_buf(&mut &bytes[..], &options, no_materials)
        .map_err(|error| MeshError::Malformed(error.to_string()))?;

    let mut raw = Raw { positions: Vec::new(), normals: Vec::new(), triangles: Vec::new() };
    for tobj::Model { mesh, .. } in &models {
        let first = raw.positions.len() as u32;
        raw.positions.extend(vectors(&mesh.positions));
        raw.normals.extend(vectors(&mesh.normals));
        raw.normals.resize(raw.positions.len(), Vec3::ZERO);
        raw.triangles.extend(mesh.indices.as_chunks().0.iter().map(|corners: &[u32; 3]| corners.map(|v| first + v)));
        if raw.triangles.len() > MAX_TRIANGLES {
            return Err(MeshError::TooManyTriangles { triangles: raw.triangles.len() });
        }
    }
    Ok(raw)
}

fn vectors(numbers: &[f32]) -> impl Iterator<Item = Vec3> {
    numbers.as_chunks().0.iter().map(|numbers: &[f32; 3]| Vec3::from_array(*numbers))
}
