use super::{MAX_BYTES, MAX_TRIANGLES};

/// Why a mesh cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MeshError {
    /// The file is not valid OBJ.
    #[error("the mesh is not a valid Wavefront OBJ file: {0}")]
    Malformed(String),
    /// No triangle has an area.
    #[error("the mesh has no triangle with an area")]
    Empty,
    /// The file is too large.
    #[error("the mesh file has {bytes} bytes, more than the {MAX_BYTES} allowed")]
    TooManyBytes {
        /// The file's size.
        bytes: usize,
    },
    /// Too many triangles.
    #[error("the mesh has {triangles} triangles, more than the {MAX_TRIANGLES} allowed")]
    TooManyTriangles {
        /// How many it has.
        triangles: usize,
    },
    /// A coordinate is not a number, infinite, or absurdly large.
    #[error("vertex {vertex} of the mesh has a coordinate that is not a usable number")]
    BadCoordinate {
        /// The first such vertex, from 0.
        vertex: usize,
    },
    /// A triangle names a vertex that is not there.
    #[error("triangle {triangle} of the mesh names a vertex beyond the {vertices} there are")]
    BadIndex {
        /// The first such triangle, from 0.
        triangle: usize,
        /// The vertices there are.
        vertices: usize,
    },
}
