use glam::Vec3;

/// An axis-aligned box. The default one is empty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The smallest corner.
    pub min: Vec3,
    /// The largest corner.
    pub max: Vec3,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { min: Vec3::INFINITY, max: Vec3::NEG_INFINITY }
    }
}

impl Bounds {
    /// The smallest box around `points`.
    #[must_use]
    pub fn around(points: impl IntoIterator<Item = Vec3>) -> Self {
        points.into_iter().fold(Self::default(), |bounds, point| bounds.union(Self { min: point, max: point }))
    }

    /// The smallest box around both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self { min: self.min.min(other.min), max: self.max.max(other.max) }
    }

    /// Whether `other` lies inside.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self.min.cmple(other.min).all() && self.max.cmpge(other.max).all()
    }

    /// The middle.
    #[must_use]
    pub fn centre(&self) -> Vec3 {
        self.min * 0.5 + self.max * 0.5
    }

    /// The edges' lengths.
    #[must_use]
    pub fn extent(&self) -> Vec3 {
        self.max - self.min
    }

    /// Half of the surface, which is in proportion to how many rays hit the box.
    pub(super) fn half_area(&self) -> f32 {
        let extent = self.extent().max(Vec3::ZERO);
        extent.x * extent.y + extent.y * extent.z + extent.z * extent.x
    }
}
