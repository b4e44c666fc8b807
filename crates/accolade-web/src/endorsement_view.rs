//! An endorsement as pages show it.

use accolade_platform::endorsing::EndorsementRow;
use accolade_platform::markdown;

use crate::badge_view::path_of;
use crate::dates;

/// What `parts/word.html` shows. `comment` is clean HTML.
pub(crate) struct EndorsementSeen {
    pub(crate) endorser: String,
    pub(crate) endorser_address: String,
    pub(crate) target: String,
    pub(crate) target_issuer: String,
    pub(crate) target_address: String,
    pub(crate) comment: String,
    pub(crate) date: String,
    /// Its own page.
    pub(crate) address: String,
}

/// An endorsement in words.
pub(crate) fn seen(row: EndorsementRow) -> EndorsementSeen {
    EndorsementSeen {
        endorser: row.endorser_name,
        endorser_address: path_of(&row.endorser_page),
        target: row.target_name,
        target_issuer: row.target_issuer,
        target_address: path_of(&row.target_page),
        comment: markdown::to_html(&row.comment),
        date: dates::day(row.endorsed_at),
        address: path_of(&row.page),
    }
}
