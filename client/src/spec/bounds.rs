//! Field readers that hold the bounds.

use std::{fmt::Display, ops::RangeInclusive};

use serde::{Deserialize, Deserializer, de::Error};

use super::limits;

fn within<'de, D, T>(deserializer: D, range: RangeInclusive<T>) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + PartialOrd + Display,
{
    let value = T::deserialize(deserializer)?;
    if range.contains(&value) {
        return Ok(value);
    }
    let (least, most) = range.into_inner();
    Err(D::Error::custom(format!("must be {least} to {most}, is {value}")))
}

/// One reader a bound; the signature is what serde's `deserialize_with` asks for.
macro_rules! bounded {
    ($($name:ident: $number:ty = $range:expr;)+) => {
        $(
            pub(super) fn $name<'de, D: Deserializer<'de>>(
                deserializer: D,
            ) -> Result<$number, D::Error> {
                within(deserializer, $range)
            }
        )+
    };
}

bounded! {
    image_side: u32 = limits::IMAGE_SIDE;
    frames: u32 = limits::FRAMES;
    samples: u32 = limits::SAMPLES;
    bounces: u32 = limits::BOUNCES;
    mesh_bytes: u64 = limits::MESH_BYTES;
    field_of_view: f32 = limits::FIELD_OF_VIEW;
    elevation: f32 = limits::ELEVATION;
    distance: f32 = limits::DISTANCE;
    turn: f32 = limits::TURN;
    matrix_side: u32 = limits::MATRIX_SIDE;
    matrix_inner: u32 = limits::MATRIX_INNER;
    features: u32 = limits::FEATURES;
    examples: u32 = limits::EXAMPLES;
    steps: u32 = limits::STEPS;
}
