//! From the secret of a link to the award behind it, and the forms in which that is given.

mod format;
mod offer;
mod opened;

pub use format::Format;
pub(crate) use offer::{Offer, can_be_drawn};
pub(crate) use opened::Opened;

/// A link that somebody holds.
#[derive(Debug, Clone, Copy)]
pub enum Link<'a> {
    /// The token of the link in the mail.
    Mail(&'a str),
    /// The token of the link that is shared.
    Share(&'a str),
}
