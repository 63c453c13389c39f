use furnace_common::product::{Product, line_key, line_word};

/// Entries of the random vectors are below 2^31, so that no sum below leaves 64 bits.
const RANDOM_BITS: u32 = 31;
/// What a sum of B is cut into, for the sums of A to fit as well: less than 2^28 and, with its sign, 2^24.
const LOWER_BITS: u32 = 28;
/// Entries of a word.
const LANES: usize = 8;

/// Two random vectors, `r`, and what B makes of them: `B r`, exact.
pub(super) struct Vectors {
    random: [Vec<i64>; 2],
    /// The lower and the upper part of each entry of `B r`.
    images: [[Vec<i64>; 2]; 2],
}

impl Vectors {
    /// Draws vectors from the system, and multiplies them with B. `tell` hears of every column.
    pub(super) fn draw(product: &Product, mut tell: impl FnMut()) -> std::io::Result<Self> {
        let random = [random(product.columns)?, random(product.columns)?];
        let mut sums = random.each_ref().map(|_| vec![0i64; product.inner as usize]);
        for column in 0..product.columns {
            let drawn = random.each_ref().map(|vector| vector[column as usize]);
            let [first, second] = &mut sums;
            let places = first.chunks_mut(LANES).zip(second.chunks_mut(LANES));
            for (entries, (first, second)) in words(product, 1, column).zip(places) {
                for ((entry, one), other) in entries.into_iter().zip(first).zip(second) {
                    *one += entry * drawn[0];
                    *other += entry * drawn[1];
                }
            }
            tell();
        }
        let images = sums.map(|sums| {
            let lower = sums.iter().map(|sum| sum & ((1 << LOWER_BITS) - 1)).collect();
            [lower, sums.iter().map(|sum| sum >> LOWER_BITS).collect()]
        });
        Ok(Self { random, images })
    }

    /// Whether a row of the result has, with both vectors, the product that a row of A has with their images.
    pub(super) fn agree(&self, product: &Product, row: u32, entries: impl Iterator<Item = i32> + Clone) -> bool {
        self.random.iter().zip(&self.images).all(|(vector, [lower, upper])| {
            let said = entries.clone().zip(vector).map(|(entry, drawn)| i128::from(entry) * i128::from(*drawn));
            let mut sums = (0i64, 0i64);
            let places = lower.chunks(LANES).zip(upper.chunks(LANES));
            for (entries, (lower, upper)) in words(product, 0, row).zip(places) {
                for ((entry, lower), upper) in entries.into_iter().zip(lower).zip(upper) {
                    sums.0 += entry * lower;
                    sums.1 += entry * upper;
                }
            }
            said.sum::<i128>() == i128::from(sums.0) + (i128::from(sums.1) << LOWER_BITS)
        })
    }
}

fn random(length: u32) -> std::io::Result<Vec<i64>> {
    let mut bytes = vec![0; length as usize * 4];
    getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
    let words = bytes.as_chunks().0.iter().map(|word| u32::from_le_bytes(*word) >> (u32::BITS - RANDOM_BITS));
    Ok(words.map(i64::from).collect())
}

/// The entries of row (side 0) or column (side 1) `index` of a factor, word by word; the last one may have more than the
/// line.
fn words(product: &Product, side: u64, index: u32) -> impl Iterator<Item = [i64; LANES]> {
    let key = line_key(product.seed, side, index);
    let words = (0..u64::from(product.inner.div_ceil(LANES as u32))).map(move |place| line_word(key, place));
    words.map(|word| word.to_le_bytes().map(|byte| i64::from(byte.cast_signed())))
}
