//! In which forms an award is given.

use openbadges_design::Fonts;

use super::Format;
use crate::answers::{Answer, State, V2, answer};
use crate::{Achievement, Credential, Issuer};

/// What decides in which forms an award is given.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Offer {
    pub(crate) state: State,
    /// Whether it is under the link of the mail.
    pub(crate) by_mail: bool,
    pub(crate) v2: V2,
    /// Whether the fonts have every character of the names on a certificate.
    pub(crate) on_paper: bool,
}

impl Offer {
    /// What the file in this form answers.
    pub(crate) fn answer(self, format: Format) -> Answer {
        if format == Format::Pdf && !self.on_paper {
            return Answer::NotFound;
        }
        answer(self.state, format.door(self.by_mail), self.v2)
    }

    /// The forms of the files that are there.
    pub(crate) fn forms(self) -> Vec<Format> {
        Format::ALL.into_iter().filter(|format| self.answer(*format) == Answer::File).collect()
    }
}

/// Whether the instance's fonts have every character of the names on it: half a name is none.
pub(crate) fn can_be_drawn(fonts: &Fonts, badge: &Achievement, award: &Credential, issuer: &Issuer) -> bool {
    [&badge.name, &award.recipient_name, &issuer.name].into_iter().all(|name| fonts.can_draw(name))
}
