//! What a public address answers, by state: the one table. Pages, files and the status list follow it.

use accolade_storage::endorsements::{self, Endorsement};
use accolade_storage::shares::Share;
use jiff::Timestamp;

use crate::{Credential, Issuer};

/// The state of an award, as far as its public addresses care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Mailed or seen, and not shared.
    Mailed,
    /// Shared, whole.
    Shared,
    /// Once shared, no more.
    ShareEnded,
    /// Its time is over.
    Expired,
    /// The issuer took it back.
    Revoked,
}

/// A public address of an award.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Door {
    /// The page behind the link in the mail.
    MailLink,
    /// The page behind the link that the recipient shares.
    ShareLink,
    /// A file (JSON, PNG, SVG) under the link in the mail.
    MailFile,
    /// A file under the link that the recipient shares.
    ShareFile,
    /// A file with Open Badges 2.0 in it under the link in the mail.
    MailFileV2,
    /// A file with Open Badges 2.0 in it under the link that the recipient shares.
    ShareFileV2,
    /// The record of all that the recipient holds of the issuer under the link in the mail.
    MailRecord,
    /// The same under the link that the recipient shares: one badge was shared, not all.
    ShareRecord,
    /// The Assertion of Open Badges 2.0.
    Hosted,
    /// The award's bit in the issuer's status list.
    StatusList,
}

/// Whether the issuer offers its awards as Open Badges 2.0 beside 3.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum V2 {
    /// It does, as every issuer at first.
    Offered,
    /// It does not: nothing of 2.0 is to be had, and nothing tells that it ever was.
    Off,
}

/// What the address answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// The whole page.
    Page,
    /// The whole page, which says that the badge has expired.
    PageSaysExpired,
    /// The whole page, which says that the badge was revoked, and why.
    PageSaysRevoked,
    /// The file, whose own status says how it stands.
    File,
    /// Hashed recipient, badge and dates; of an endorsement all that is said.
    Hosted,
    /// The same, with what the recipient did.
    HostedWhole,
    /// Nothing but that it is revoked, and why if a reason was given.
    HostedRevoked,
    /// "No longer shared", and nothing else.
    Gone,
    /// There is no such address.
    NotFound,
    /// The bit is 0.
    BitClear,
    /// The bit is 1.
    BitSet,
    /// The whole page, which says that the one spoken of does not show it.
    PageSaysUnshown,
    /// The whole page, which says that the endorser withdrew it.
    PageSaysWithdrawn,
}

/// The state of an endorsement, as far as its public addresses care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EndorsementState {
    /// Not accepted, or no longer: whether it was declined is not told.
    Unshown,
    /// Accepted.
    Shown,
    /// The endorser took it back.
    Withdrawn,
}

/// A public address of an endorsement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EndorsementDoor {
    /// Its own page.
    Page,
    /// Its signed document.
    Document,
    /// The Endorsement of Open Badges 2.0.
    Hosted,
    /// Its bit in the endorser's status list.
    StatusList,
}

impl State {
    /// Every state there is.
    pub const ALL: [Self; 5] = [Self::Mailed, Self::Shared, Self::ShareEnded, Self::Expired, Self::Revoked];

    /// The state behind the link in the mail.
    pub fn by_mail(credential: &Credential, current: Option<&Share>, now: Timestamp) -> Self {
        Self::of(credential, now).unwrap_or(if current.is_some() { Self::Shared } else { Self::Mailed })
    }

    /// The state behind a link that was shared. An ended share tells nothing more, not even a revocation.
    pub fn by_share(credential: &Credential, share: &Share, now: Timestamp) -> Self {
        if share.ended_at.is_some() {
            return Self::ShareEnded;
        }
        Self::of(credential, now).unwrap_or(Self::Shared)
    }

    fn of(credential: &Credential, now: Timestamp) -> Option<Self> {
        if credential.revoked_at.is_some() {
            Some(Self::Revoked)
        } else if credential.valid_until.is_some_and(|end| end <= now) {
            Some(Self::Expired)
        } else {
            None
        }
    }
}

impl V2 {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Offered, Self::Off];

    pub(crate) fn of(issuer: &Issuer) -> Self {
        if issuer.offers_v2 { Self::Offered } else { Self::Off }
    }
}

impl Door {
    /// Every address there is.
    pub const ALL: [Self; 10] = [
        Self::MailLink,
        Self::ShareLink,
        Self::MailFile,
        Self::ShareFile,
        Self::MailFileV2,
        Self::ShareFileV2,
        Self::MailRecord,
        Self::ShareRecord,
        Self::Hosted,
        Self::StatusList,
    ];
}

/// The table.
pub fn answer(state: State, door: Door, v2: V2) -> Answer {
    use Door::{
        Hosted, MailFile, MailFileV2, MailLink, MailRecord, ShareFile, ShareFileV2, ShareLink, ShareRecord,
        StatusList,
    };
    match (state, door) {
        (_, MailFileV2 | ShareFileV2 | Hosted) if v2 == V2::Off => Answer::NotFound,
        (State::Mailed | State::Shared | State::ShareEnded, MailLink) | (State::Shared, ShareLink) => {
            Answer::Page
        }
        (State::Expired, MailLink | ShareLink) => Answer::PageSaysExpired,
        (State::Revoked, MailLink | ShareLink) => Answer::PageSaysRevoked,
        (_, ShareRecord)
        | (State::Revoked, MailRecord)
        | (State::Mailed, ShareLink | ShareFile | ShareFileV2) => Answer::NotFound,
        (State::ShareEnded, ShareLink | ShareFile | ShareFileV2) => Answer::Gone,
        (_, MailFile | MailFileV2 | MailRecord)
        | (State::Shared | State::Expired | State::Revoked, ShareFile | ShareFileV2) => Answer::File,
        (State::Mailed | State::ShareEnded | State::Expired, Hosted) => Answer::Hosted,
        (State::Shared, Hosted) => Answer::HostedWhole,
        (State::Revoked, Hosted) => Answer::HostedRevoked,
        (State::Revoked, StatusList) => Answer::BitSet,
        (_, StatusList) => Answer::BitClear,
    }
}

impl EndorsementState {
    /// Every state there is.
    pub const ALL: [Self; 3] = [Self::Unshown, Self::Shown, Self::Withdrawn];

    pub(crate) fn of(endorsement: &Endorsement) -> Self {
        match (endorsement.withdrawn_at, endorsement.answer) {
            (Some(_), _) => Self::Withdrawn,
            (None, endorsements::Answer::Accepted) => Self::Shown,
            (None, endorsements::Answer::Waiting | endorsements::Answer::Declined) => Self::Unshown,
        }
    }
}

impl EndorsementDoor {
    /// Every address there is.
    pub const ALL: [Self; 4] = [Self::Page, Self::Document, Self::Hosted, Self::StatusList];
}

/// The same table for endorsements; it is the endorser that offers 2.0 or not.
pub fn answer_of_endorsement(state: EndorsementState, door: EndorsementDoor, v2: V2) -> Answer {
    match (state, door) {
        (_, EndorsementDoor::Hosted) if v2 == V2::Off => Answer::NotFound,
        (EndorsementState::Withdrawn, EndorsementDoor::Hosted) => Answer::HostedRevoked,
        (_, EndorsementDoor::Hosted) => Answer::Hosted,
        (EndorsementState::Shown, EndorsementDoor::Page) => Answer::Page,
        (EndorsementState::Unshown, EndorsementDoor::Page) => Answer::PageSaysUnshown,
        (EndorsementState::Withdrawn, EndorsementDoor::Page) => Answer::PageSaysWithdrawn,
        (_, EndorsementDoor::Document) => Answer::File,
        (EndorsementState::Withdrawn, EndorsementDoor::StatusList) => Answer::BitSet,
        (_, EndorsementDoor::StatusList) => Answer::BitClear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Written out once more, row by row as the product describes it, so that no arm changes unnoticed.
    #[test]
    fn every_state_answers_at_every_door() {
        use Answer::*;
        let table = [
            (
                State::Mailed,
                [Page, NotFound, File, NotFound, File, NotFound, File, NotFound, Hosted, BitClear],
            ),
            (State::Shared, [Page, Page, File, File, File, File, File, NotFound, HostedWhole, BitClear]),
            (State::ShareEnded, [Page, Gone, File, Gone, File, Gone, File, NotFound, Hosted, BitClear]),
            (
                State::Expired,
                [PageSaysExpired, PageSaysExpired, File, File, File, File, File, NotFound, Hosted, BitClear],
            ),
            (
                State::Revoked,
                [
                    PageSaysRevoked,
                    PageSaysRevoked,
                    File,
                    File,
                    File,
                    File,
                    NotFound,
                    NotFound,
                    HostedRevoked,
                    BitSet,
                ],
            ),
        ];
        assert_eq!(table.map(|(state, _)| state), State::ALL);
        for (state, answers) in table {
            for (door, expected) in Door::ALL.into_iter().zip(answers) {
                assert_eq!(answer(state, door, V2::Offered), expected, "{state:?} {door:?}");
                let older = matches!(door, Door::MailFileV2 | Door::ShareFileV2 | Door::Hosted);
                let without = if older { NotFound } else { expected };
                assert_eq!(answer(state, door, V2::Off), without, "{state:?} {door:?} without 2.0");
            }
        }
    }

    #[test]
    fn every_state_of_an_endorsement_answers_at_every_door() {
        use Answer::*;
        let table = [
            (EndorsementState::Unshown, [PageSaysUnshown, File, Hosted, BitClear]),
            (EndorsementState::Shown, [Page, File, Hosted, BitClear]),
            (EndorsementState::Withdrawn, [PageSaysWithdrawn, File, HostedRevoked, BitSet]),
        ];
        assert_eq!(table.map(|(state, _)| state), EndorsementState::ALL);
        for (state, answers) in table {
            for (door, expected) in EndorsementDoor::ALL.into_iter().zip(answers) {
                assert_eq!(answer_of_endorsement(state, door, V2::Offered), expected, "{state:?} {door:?}");
                let without = if door == EndorsementDoor::Hosted { NotFound } else { expected };
                assert_eq!(
                    answer_of_endorsement(state, door, V2::Off),
                    without,
                    "{state:?} {door:?} without 2.0"
                );
            }
        }
    }
}
