//! Where results are collected.

/// Appends results to a buffer; a full buffer is remembered rather than a panic.
pub struct Results<'a> {
    buffer: &'a mut [u8],
    used: usize,
    full: bool,
}

impl<'a> Results<'a> {
    /// Starts at the front of the buffer.
    pub fn new(buffer: &'a mut [u8]) -> Self {
        Self { buffer, used: 0, full: false }
    }

    /// Appends bytes.
    #[inline(never)]
    pub fn bytes(&mut self, bytes: &[u8]) {
        let place = self.used.checked_add(bytes.len()).and_then(|end| self.buffer.get_mut(self.used..end));
        match place {
            Some(place) => {
                place.copy_from_slice(bytes);
                self.used += bytes.len();
            }
            None => self.full = true,
        }
    }

    /// Appends a number, widened.
    pub fn number(&mut self, low: u64, high: u64) {
        self.bytes(&low.to_le_bytes());
        self.bytes(&high.to_le_bytes());
    }

    /// Appends a flag.
    pub fn flag(&mut self, flag: bool) {
        self.bytes(&[u8::from(flag)]);
    }

    /// The number of bytes written, unless some did not fit.
    pub fn finish(self) -> Option<usize> {
        (!self.full).then_some(self.used)
    }
}
