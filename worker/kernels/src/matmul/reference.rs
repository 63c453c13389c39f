use super::{MatmulError, Shape};

/// The product by its definition, on the processor: what the device must agree with.
///
/// # Errors
/// When the shape is not valid or the operands do not fit it.
pub fn multiply(shape: Shape, a: &[i8], b: &[i8]) -> Result<Vec<i32>, MatmulError> {
    shape.validate()?;
    shape.check_operands(a, b)?;
    let inner = shape.inner as usize;
    let mut result = Vec::with_capacity(shape.entries());
    for row in a.chunks(inner) {
        result.extend(b.chunks(inner).map(|column| dot(row, column)));
    }
    Ok(result)
}

fn dot(row: &[i8], column: &[i8]) -> i32 {
    row.iter().zip(column).map(|(&x, &y)| i32::from(x) * i32::from(y)).sum()
}
