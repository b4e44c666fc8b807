//! An image as it is baked.

use std::ops::Range;

/// A copy of an image that is under way.
pub(super) struct Output<'a> {
    image: &'a [u8],
    /// How much of the image has been copied or left out.
    passed: usize,
    bytes: Vec<u8>,
}

impl<'a> Output<'a> {
    /// A copy with room for so many bytes more.
    pub(super) fn of(image: &'a [u8], room: usize) -> Self {
        Self { image, passed: 0, bytes: Vec::with_capacity(image.len() + room) }
    }

    pub(super) const fn image(&self) -> &'a [u8] {
        self.image
    }

    /// Copies up to a stretch of the image and leaves it out. The stretches come in their order.
    pub(super) fn leave_out(&mut self, range: Range<usize>) {
        self.bytes.extend_from_slice(&self.image[self.passed..range.start]);
        self.passed = range.end;
    }

    /// Writes what the image does not have.
    pub(super) fn write(&mut self, texts: &[&str]) {
        for text in texts {
            self.bytes.extend_from_slice(text.as_bytes());
        }
    }

    /// The whole copy.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.bytes.extend_from_slice(&self.image[self.passed..]);
        self.bytes
    }
}
