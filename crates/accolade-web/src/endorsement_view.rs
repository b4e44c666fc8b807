//! An endorsement as pages show it.

use accolade_platform::answers::EndorsementState;
use accolade_platform::endorsing::EndorsementRow;
use accolade_platform::markdown;

use crate::badge_view::path_of;
use crate::dates;
use crate::icons;
use crate::page::{Chip, Page};

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
    pub(crate) state: Chip,
    pub(crate) withdrawn: bool,
    /// `ENDORSER/ID`, as the addresses under which it is answered have it.
    pub(crate) key: String,
    pub(crate) id: String,
}

/// An endorsement in words.
pub(crate) fn seen(row: EndorsementRow, page: &Page) -> EndorsementSeen {
    EndorsementSeen {
        key: format!("{}/{}", row.endorser, row.id),
        id: row.id.to_string(),
        state: chip(row.state, page),
        withdrawn: row.state == EndorsementState::Withdrawn,
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

fn chip(state: EndorsementState, page: &Page) -> Chip {
    let (tone, icon, key) = match state {
        EndorsementState::Unshown => ("", icons::CLOCK, "endorsement-unshown"),
        EndorsementState::Shown => ("chip-good", icons::CHECK, "endorsement-shown"),
        EndorsementState::Withdrawn => ("chip-bad", icons::BAN, "endorsement-withdrawn"),
    };
    Chip { tone, icon, text: page.t(key) }
}
