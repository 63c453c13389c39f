//! The documents as they are read: strict about fields, with every bound attached to its field.

use serde::{Deserialize, de::IgnoredAny};
use serde_json::value::RawValue;

use super::{
    bounds,
    kernel::{Artifact, Camera, Matmul, Render, Training},
};
use crate::artifacts::Digest;

/// The version alone, to tell a newer document from a broken one.
#[derive(Deserialize)]
pub(super) struct Versioned {
    pub(super) version: u64,
}

/// The outer document; the kernel is read once its name is known.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Envelope<'a> {
    #[serde(rename = "version")]
    _version: IgnoredAny,
    #[serde(borrow)]
    pub(super) kernel: &'a RawValue,
}

/// The kernel's name alone.
#[derive(Deserialize)]
pub(super) struct Named {
    pub(super) name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MeshDocument {
    sha256: Digest,
    #[serde(deserialize_with = "bounds::mesh_bytes")]
    bytes: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RenderDocument {
    #[serde(rename = "name")]
    _name: IgnoredAny,
    mesh: MeshDocument,
    #[serde(deserialize_with = "bounds::image_side")]
    width: u32,
    #[serde(deserialize_with = "bounds::image_side")]
    height: u32,
    #[serde(deserialize_with = "bounds::frames")]
    frames: u32,
    #[serde(deserialize_with = "bounds::samples")]
    samples: u32,
    #[serde(deserialize_with = "bounds::bounces")]
    bounces: u32,
    #[serde(default)]
    camera: CameraDocument,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct CameraDocument {
    #[serde(deserialize_with = "bounds::field_of_view")]
    field_of_view: f32,
    #[serde(deserialize_with = "bounds::elevation")]
    elevation: f32,
    #[serde(deserialize_with = "bounds::distance")]
    distance: f32,
    #[serde(deserialize_with = "bounds::turn")]
    start: f32,
    #[serde(deserialize_with = "bounds::turn")]
    sweep: f32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MatmulDocument {
    #[serde(rename = "name")]
    _name: IgnoredAny,
    #[serde(deserialize_with = "bounds::matrix_side")]
    rows: u32,
    #[serde(deserialize_with = "bounds::matrix_side")]
    columns: u32,
    #[serde(deserialize_with = "bounds::matrix_inner")]
    inner: u32,
    seed: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TrainingDocument {
    #[serde(rename = "name")]
    _name: IgnoredAny,
    #[serde(deserialize_with = "bounds::features")]
    features: u32,
    #[serde(deserialize_with = "bounds::examples")]
    examples: u32,
    #[serde(deserialize_with = "bounds::steps")]
    steps: u32,
    seed: u64,
}

impl Default for CameraDocument {
    fn default() -> Self {
        let Camera { field_of_view, elevation, distance, start, sweep } = Camera::default();
        Self { field_of_view, elevation, distance, start, sweep }
    }
}

impl From<RenderDocument> for Render {
    fn from(document: RenderDocument) -> Self {
        Self {
            mesh: Artifact { sha256: document.mesh.sha256, bytes: document.mesh.bytes },
            width: document.width,
            height: document.height,
            frames: document.frames,
            samples: document.samples,
            bounces: document.bounces,
            camera: Camera {
                field_of_view: document.camera.field_of_view,
                elevation: document.camera.elevation,
                distance: document.camera.distance,
                start: document.camera.start,
                sweep: document.camera.sweep,
            },
        }
    }
}

impl From<MatmulDocument> for Matmul {
    fn from(document: MatmulDocument) -> Self {
        Self { rows: document.rows, columns: document.columns, inner: document.inner, seed: document.seed }
    }
}

impl From<TrainingDocument> for Training {
    fn from(document: TrainingDocument) -> Self {
        let TrainingDocument { features, examples, steps, seed, .. } = document;
        Self { features, examples, steps, seed }
    }
}
