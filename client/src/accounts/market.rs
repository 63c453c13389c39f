//! Markets: readable names.

use super::Market;

impl Market {
    /// The market's name.
    pub fn title(&self) -> String {
        text_of(&self.name)
    }
}

/// The text in a field that is padded with zeros; what is not UTF-8 is shown as a replacement character.
pub fn text_of(field: &[u8]) -> String {
    let end = field.iter().position(|&byte| byte == 0).unwrap_or(field.len());
    String::from_utf8_lossy(&field[..end]).into_owned()
}

/// A text as a field padded with zeros; `None` when it is too long or has zeros itself.
pub(crate) fn field_of<const BYTES: usize>(text: &str) -> Option<[u8; BYTES]> {
    let mut field = [0; BYTES];
    field.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
    (!text.contains('\0')).then_some(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_fit_their_fields_exactly() {
        assert_eq!(field_of::<4>("heat").map(|field| text_of(&field)).as_deref(), Some("heat"));
        assert_eq!(field_of::<8>("heat").map(|field| text_of(&field)).as_deref(), Some("heat"));
        assert_eq!(field_of::<3>("heat"), None);
        assert_eq!(field_of::<8>("a\0b"), None);
    }
}
