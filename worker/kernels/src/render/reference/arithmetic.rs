use glam::IVec3;

/// One, of what has 15 fraction bits: cosines, the components of unit vectors, parts of a whole.
pub(in crate::render) const ONE: i32 = 1 << 15;

/// `a * b / 2^shift`, rounded down.
pub(super) fn times(a: i32, b: i32, shift: u32) -> i32 {
    ((i64::from(a) * i64::from(b)) >> shift) as i32
}

/// [`times`] for every component.
pub(super) fn times_each(a: IVec3, b: IVec3, shift: u32) -> IVec3 {
    IVec3::new(times(a.x, b.x, shift), times(a.y, b.y, shift), times(a.z, b.z, shift))
}

/// `a * b / c`, rounded down; `c` is positive.
pub(super) fn ratio(a: i32, b: i32, c: i32) -> i32 {
    (i64::from(a) * i64::from(b)).div_euclid(i64::from(c)) as i32
}

/// [`ratio`] for every component of `a`.
pub(super) fn ratio_each(a: IVec3, b: i32, c: i32) -> IVec3 {
    IVec3::new(ratio(a.x, b, c), ratio(a.y, b, c), ratio(a.z, b, c))
}

/// The square root, rounded down.
pub(super) fn root(square: i32) -> i32 {
    square.unsigned_abs().isqrt() as i32
}

/// The bits that the largest component takes without its sign.
pub(super) fn bits(vector: IVec3) -> u32 {
    (vector.abs().max_element() as u32).checked_ilog2().map_or(0, |highest| highest + 1)
}

/// A vector of length [`ONE`] along `vector`; upwards where that has no length.
pub(super) fn unit(vector: IVec3) -> IVec3 {
    let bits = bits(vector);
    if bits == 0 {
        return IVec3::Y * ONE;
    }
    let scaled = if bits > 15 { vector >> (bits - 15) } else { vector << (15 - bits) };
    let square = scaled.to_array().map(|component| (component * component) as u32).iter().sum::<u32>();
    let inverse = (1 << 30) / square.isqrt() as i32;
    (scaled * inverse) >> 15
}

/// The smooth step from 0 to [`ONE`] as `place` goes from 0 to [`ONE`].
pub(super) fn smooth(place: i32) -> i32 {
    let place = place.clamp(0, ONE);
    (((place * place) >> 15) * (3 * ONE - 2 * place)) >> 15
}

/// Cosine and sine of a part of a whole turn, in 16 fraction bits.
pub(super) fn turn(part: u32) -> (i32, i32) {
    let along = (part & 0x3fff) as i32 * 2;
    let (cosine, sine) = (quarter(ONE - along), quarter(along));
    match part >> 14 & 3 {
        0 => (cosine, sine),
        1 => (-sine, cosine),
        2 => (-cosine, -sine),
        _ => (sine, -cosine),
    }
}

/// The sine of a part of a quarter turn: the start of its series, bent to end at one.
fn quarter(part: i32) -> i32 {
    let square = (part * part) >> 15;
    let mut sum = 2611 - ((square * 148) >> 15);
    sum = 21167 - ((square * sum) >> 15);
    sum = 51472 - ((square * sum) >> 15);
    (part * sum) >> 15
}
