//! The circumstances of a verification.

use crate::Options;
use crate::documents::Documents;
use crate::lists::Lists;

/// The circumstances of a verification.
pub(crate) struct Case<'a> {
    pub(crate) documents: &'a Documents<'a>,
    pub(crate) lists: &'a Lists,
    pub(crate) options: &'a Options,
    pub(crate) role: Role<'a>,
}

/// As what a credential is verified.
#[derive(Clone, Copy)]
pub(crate) enum Role<'a> {
    /// As what was handed in.
    Badge,
    /// As an endorsement that is attached to the object with this id.
    Endorsement {
        /// The object's id, where it has one.
        of: Option<&'a str>,
    },
    /// As a credential inside a CLR.
    Enclosed,
}

impl<'a> Case<'a> {
    /// The same circumstances for a part in this role; nobody asks whose a part is.
    pub(crate) fn part(&self, role: Role<'a>, options: &'a Options) -> Self {
        Case { documents: self.documents, lists: self.lists, options, role }
    }
}
