//! JSON Pointers (RFC 6901): how a name is written in one, and read from it.

use std::borrow::Cow;

/// Leads a JSON Pointer one step further down, to the member of this name or the entry at this index.
///
/// ```
/// let mut pointer = "/evidence/0".to_owned();
/// openbadges_model::json::push_segment(&mut pointer, "a/b~c");
/// assert_eq!(pointer, "/evidence/0/a~1b~0c");
/// ```
pub fn push_segment(pointer: &mut String, name: &str) {
    pointer.push('/');
    let mut rest = name;
    while let Some(at) = rest.find(['~', '/']) {
        pointer.push_str(&rest[..at]);
        pointer.push_str(if rest.as_bytes()[at] == b'~' { "~0" } else { "~1" });
        rest = &rest[at + 1..];
    }
    pointer.push_str(rest);
}

/// The names and indexes that a JSON Pointer leads through, from the outermost. That of the whole document, which is
/// empty, has none.
///
/// ```
/// use openbadges_model::json::segments;
///
/// assert!(segments("/evidence/0/a~1b~0c").eq(["evidence", "0", "a/b~c"]));
/// assert!(segments("").eq([""; 0]));
/// ```
pub fn segments(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    pointer.split('/').skip(1).map(|segment| {
        if segment.contains('~') {
            Cow::Owned(segment.replace("~1", "/").replace("~0", "~"))
        } else {
            Cow::Borrowed(segment)
        }
    })
}

/// `/` and a name: the JSON Pointer to a member of the whole document.
pub(crate) fn pointer_segment(name: &str) -> String {
    let mut pointer = String::with_capacity(name.len() + 1);
    push_segment(&mut pointer, name);
    pointer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pushed_is_read_again() {
        for names in [&["", "~1", "~01"][..], &["/", "~", "0"], &["ä~/ö"], &[]] {
            let mut pointer = String::new();
            for name in names {
                push_segment(&mut pointer, name);
            }
            assert!(segments(&pointer).eq(names.iter().copied()), "{pointer}");
        }
    }
}
