//! Open Badges 2.0: the hosted documents of issuers, badges, awards and endorsements, at addresses of their own.
//!
//! They are made from the same rows as what is signed, and say no more than the recipient shares: anyone who has a
//! badge of 2.0 asks for its Assertion, so it carries the hashed address and the dates, and what the recipient did
//! only while the whole badge is shared (specification C.2).

mod assertion;
mod classes;
mod endorsements;

pub use assertion::assertion;
pub(crate) use assertion::file;
pub use classes::{badge_class, issuer};
pub use endorsements::endorsement;
