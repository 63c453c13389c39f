/// Cosine and sine of an angle in degrees, to 11 digits, by nothing but sums and products: those of the standard
/// library differ between machines.
pub(super) fn cosine_and_sine(degrees: f64) -> (f64, f64) {
    let turned = degrees % 360.0;
    let quarters = (turned / 90.0).round();
    let angle = (turned - 90.0 * quarters) * (std::f64::consts::PI / 180.0);
    let square = angle * angle;
    let series = |first: i32| {
        // Each step of the series divides by the next two numbers.
        (0..8).rev().fold(1.0, |sum, step| {
            let number = f64::from(first + 2 * step);
            1.0 - sum * square / (number * (number + 1.0))
        })
    };
    let (cosine, sine) = (series(1), angle * series(2));
    match (quarters as i32).rem_euclid(4) {
        0 => (cosine, sine),
        1 => (-sine, cosine),
        2 => (-cosine, -sine),
        _ => (sine, -cosine),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_angle_has_its_cosine_and_sine() {
        for degrees in -3600..=3600 {
            let degrees = f64::from(degrees) * 1.01;
            let (cosine, sine) = cosine_and_sine(degrees);
            assert!((cosine - degrees.to_radians().cos()).abs() < 1e-11);
            assert!((sine - degrees.to_radians().sin()).abs() < 1e-11);
        }
        assert_eq!(cosine_and_sine(-90.0), (0.0, -1.0));
    }
}
