//! Where in the document we are, as a chain on the stack: it costs nothing until it is printed.

use openbadges_model::json::push_segment;

/// One step from a value to a value inside it.
#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Root,
    Member(&'a str),
    Item(usize),
}

/// A place in a document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<'a> {
    parent: Option<&'a At<'a>>,
    step: Step<'a>,
}

impl<'a> At<'a> {
    /// The whole document.
    pub(crate) const ROOT: At<'static> = At { parent: None, step: Step::Root };

    /// The member `name` of the object here.
    pub(crate) fn member(&'a self, name: &'a str) -> At<'a> {
        At { parent: Some(self), step: Step::Member(name) }
    }

    /// The item `index` of the array here.
    pub(crate) fn item(&'a self, index: usize) -> At<'a> {
        At { parent: Some(self), step: Step::Item(index) }
    }

    /// Whether this is the whole document.
    pub(crate) fn is_root(&self) -> bool {
        matches!(self.step, Step::Root)
    }

    /// The JSON Pointer (RFC 6901).
    pub(crate) fn pointer(&self) -> String {
        let mut pointer = self.parent.map_or_else(String::new, At::pointer);
        match self.step {
            Step::Root => {}
            Step::Member(name) => push_segment(&mut pointer, name),
            Step::Item(index) => push_segment(&mut pointer, &index.to_string()),
        }
        pointer
    }
}

#[cfg(test)]
mod tests {
    use super::At;

    #[test]
    fn pointers_escape_slash_and_tilde() {
        assert_eq!(At::ROOT.pointer(), "");
        let array = At::ROOT.member("a/b~c");
        assert_eq!(array.item(3).pointer(), "/a~1b~0c/3");
    }
}
