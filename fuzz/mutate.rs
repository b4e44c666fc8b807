//! What fuzz targets share that change something which verifies.

/// Replaces parts of `original`: the data are a list of (place in two bytes, length, length of the new part, new part).
pub(crate) fn mutate(data: &[u8], original: &[u8]) -> Vec<u8> {
    let mut changed = original.to_vec();
    let mut rest = data;
    while let [a, b, cut, paste, after @ ..] = rest {
        let at = usize::from(u16::from_le_bytes([*a, *b])) % (changed.len() + 1);
        let end = (at + usize::from(*cut)).min(changed.len());
        let paste = &after[..usize::from(*paste).min(after.len())];
        changed.splice(at..end, paste.iter().copied());
        rest = &after[paste.len()..];
    }
    changed
}
