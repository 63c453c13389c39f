//! From sums of light to the levels of a picture.

use super::RenderSettings;

/// The exposure, in 15 fraction bits.
const EXPOSURE: u64 = 26_214;

/// How much light the corners of a picture lose, in parts of the squared distance from its middle, in 15 fraction bits.
const VIGNETTE: u64 = 14_746;

/// The least light, in 16 fraction bits, for each level from 1 to 255: Narkowicz's fit of the ACES curve (a toe, a
/// straight middle and a shoulder, as of film), then the sRGB transfer function. Written out, because powers differ
/// between machines.
#[rustfmt::skip]
const LEVELS: [u32; 255] = [
    45, 122, 190, 251, 307, 359, 408, 454, 499, 541, 582, 623,
    665, 708, 752, 796, 841, 887, 933, 980, 1027, 1075, 1123, 1172,
    1222, 1272, 1323, 1374, 1426, 1478, 1531, 1584, 1638, 1692, 1747, 1802,
    1858, 1914, 1971, 2029, 2087, 2145, 2204, 2263, 2323, 2383, 2444, 2506,
    2568, 2630, 2693, 2757, 2821, 2886, 2951, 3017, 3083, 3150, 3217, 3286,
    3354, 3423, 3493, 3563, 3634, 3706, 3778, 3851, 3924, 3999, 4073, 4149,
    4225, 4301, 4379, 4457, 4536, 4615, 4695, 4776, 4858, 4940, 5023, 5107,
    5192, 5277, 5364, 5451, 5539, 5627, 5717, 5807, 5899, 5991, 6084, 6178,
    6273, 6369, 6466, 6564, 6663, 6762, 6863, 6965, 7068, 7172, 7278, 7384,
    7491, 7600, 7710, 7821, 7933, 8047, 8162, 8278, 8395, 8514, 8634, 8756,
    8879, 9003, 9129, 9257, 9386, 9517, 9649, 9783, 9919, 10_056, 10_196, 10_337,
    10_480, 10_624, 10_771, 10_920, 11_071, 11_224, 11_379, 11_536, 11_695, 11_857, 12_021, 12_187,
    12_356, 12_528, 12_702, 12_878, 13_058, 13_240, 13_425, 13_613, 13_804, 13_998, 14_196, 14_397,
    14_601, 14_808, 15_019, 15_234, 15_453, 15_675, 15_902, 16_132, 16_367, 16_607, 16_850, 17_099,
    17_352, 17_611, 17_874, 18_143, 18_417, 18_698, 18_983, 19_276, 19_574, 19_879, 20_191, 20_509,
    20_835, 21_169, 21_510, 21_860, 22_218, 22_585, 22_961, 23_347, 23_742, 24_148, 24_565, 24_993,
    25_433, 25_885, 26_351, 26_829, 27_322, 27_830, 28_353, 28_892, 29_449, 30_023, 30_617, 31_231,
    31_865, 32_522, 33_202, 33_908, 34_639, 35_399, 36_188, 37_008, 37_862, 38_752, 39_680, 40_648,
    41_660, 42_719, 43_828, 44_990, 46_211, 47_495, 48_847, 50_272, 51_778, 53_371, 55_059, 56_852,
    58_759, 60_793, 62_968, 65_297, 67_800, 70_496, 73_410, 76_570, 80_008, 83_765, 87_886, 92_431,
    97_467, 103_081, 109_380, 116_499, 124_612, 133_945, 144_798, 157_581, 172_862, 191_460, 214_593, 244_164,
    283_307, 337_592, 417_949,
];

/// Red, green and blue of the pixel at a column and row, from the sums of its samples' light in 16 fraction bits.
pub(super) fn develop(settings: &RenderSettings, [column, row]: [u32; 2], sums: [u32; 3]) -> [u8; 3] {
    let aside = off_centre(column, settings.width) + off_centre(row, settings.height);
    let clear = (1 << 15) - ((VIGNETTE * aside) >> 30);
    let samples = u64::from(settings.samples);
    sums.map(|sum| {
        let mean = (u64::from(sum) + samples / 2) / samples;
        let light = (((mean * EXPOSURE) >> 15) * clear) >> 15;
        LEVELS.partition_point(|least| u64::from(*least) <= light) as u8
    })
}

/// The squared distance from the middle, in 30 fraction bits; from edge to edge it is one.
fn off_centre(place: u32, size: u32) -> u64 {
    let (twice, size) = (u64::from(2 * place + 1), u64::from(size));
    let distance = (twice.abs_diff(size) << 15) / (2 * size);
    distance * distance
}
