//! Endorsements: what one issuer says, signed, of another or of its badge.
//!
//! The endorser signs a credential of its own, at an address of its own, and may withdraw it. The issuer that is spoken
//! of decides whether its page shows it; what is shown with a badge also stands in every award made from then on. What
//! it declines stays declined: the endorser cannot say it again by withdrawing it first.

mod carried;
mod decide;
mod document;
mod endorse;
mod lists;
mod public;
mod reopen;
mod target;
mod tell;
mod withdraw;

pub(crate) use carried::carried;
pub use decide::{accept, decline};
pub use endorse::endorse;
pub use lists::{EndorsementRow, List, count, list};
pub use public::{document, public, shown};
pub use reopen::reopen;
pub use target::{Endorsable, Endorser, Target, endorsable, endorsers};
pub use withdraw::withdraw;

/// How many a badge or an issuer shows. An award carries those of its badge, and a verifier has 24 documents for it
/// (`openbadges_verify::verify`): two for the award itself, two for each endorser. In 2.0, where an award leads to the
/// endorsements of its issuer too, those of the badge come first.
pub const MOST_SHOWN: u64 = 10;
/// How many wait for an issuer's answer until no more are taken.
pub const MOST_WAITING: u64 = 100;
/// How many mails an issuer gets in a day because of one endorser.
pub const MOST_MAILS: u64 = 5;
/// Characters of a comment.
const MOST_CHARACTERS: usize = 1000;
