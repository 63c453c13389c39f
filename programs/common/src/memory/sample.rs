use super::{Hash, WALKS_PER_MIB};
use crate::proof::expand::{keys, word, Keys};

/// The walk that sample `index` of as many as are wanted from one random value asks for.
///
/// The high half of a word, as a fraction of the table's MiB, and bits of the lower half: some are likelier than others
/// by less than a part in 2^14. Two samples may fall on the same walk.
pub fn sample(random: &Hash, index: u32, mib: u32) -> u64 {
    let Keys { a, second, .. } = keys(random);
    let bits = word(a, second, u64::from(index));
    let part = (bits >> 32).wrapping_mul(u64::from(mib)) >> 32;
    let walks = u64::from(WALKS_PER_MIB);
    part.wrapping_mul(walks) | (bits & walks.wrapping_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_reach_all_walks_and_nothing_else() {
        for mib in [1, 3, 1 << 18] {
            let walks = u64::from(mib) * u64::from(WALKS_PER_MIB);
            let (mut least, mut most) = (u64::MAX, 0);
            for index in 0..2_000 {
                let walk = sample(&core::array::from_fn(|byte| byte as u8), index, mib);
                (least, most) = (least.min(walk), most.max(walk));
            }
            assert!(least < walks / 200 && most < walks && most > walks - walks / 200, "{mib}: {least} {most}");
        }
    }

    #[test]
    fn the_drawing_is_part_of_the_protocol() {
        assert_eq!(
            [0, 1, u32::MAX].map(|index| sample(&[7; 32], index, 24 << 10)),
            [2_476_024_864, 1_825_722_444, 1_328_155_691]
        );
    }
}
