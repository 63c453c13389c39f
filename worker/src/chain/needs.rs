//! What an order asks of a worker.

use furnace_client::generated::jobs::types;

/// What a market demands for its orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needs {
    /// Bits of the regions in which the worker may be; zero for any.
    pub regions: u32,
    /// Least GPUs of a worker.
    pub min_gpus: u8,
    /// Least memory of each GPU, in GiB.
    pub min_vram_gib: u16,
    /// Hardware class multiplier of the minimum stake, in hundredths.
    pub class_multiplier: u16,
    /// What each GPU must be certified to do, int8 operations a second; zero where none need be.
    pub min_score: u64,
}

impl Needs {
    /// Whether a worker in a region may take it.
    pub fn admits(self, region: u8) -> bool {
        self.regions == 0 || 1u32.checked_shl(region.into()).is_some_and(|bit| self.regions & bit != 0)
    }
}

impl From<&types::Needs> for Needs {
    fn from(needs: &types::Needs) -> Self {
        let types::Needs { regions, class_multiplier, min_vram_gib, min_gpus, min_score, .. } = *needs;
        Self { regions, min_gpus, min_vram_gib, class_multiplier, min_score }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_market_without_regions_admits_them_all() {
        let needs = |regions| Needs { regions, min_gpus: 1, min_vram_gib: 0, class_multiplier: 100, min_score: 0 };
        assert!((0..=31).all(|region| needs(0).admits(region)));
        let admitted: Vec<u8> = (0..=40).filter(|region| needs(0b1010).admits(*region)).collect();
        assert_eq!(admitted, [1, 3]);
    }
}
