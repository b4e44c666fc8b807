//! The keywords of an object.

use openbadges_model::json::Json;

use super::invalid;
use super::members::Members;
use crate::LdError;
use crate::context::Context;
use crate::pointer::At;
use crate::terms::Keyword;

/// The members of an object that are keywords or stand for them.
#[derive(Default)]
pub(super) struct Keywords<'d> {
    found: [Option<(&'d str, &'d Json<'d>)>; Keyword::COUNT],
}

impl<'d> Keywords<'d> {
    pub(super) fn of(members: Members<'d>, context: &Context, at: &At<'_>) -> Result<Self, LdError> {
        let mut keywords = Self::default();
        for (name, value) in members.iter() {
            if let Some(keyword) = context.keyword(name) {
                check_kind(keyword, value, &at.member(name))?;
                let slot = &mut keywords.found[keyword as usize];
                if slot.is_some() && keyword != Keyword::Type {
                    return Err(invalid(&at.member(name), "another member means the same keyword"));
                }
                *slot = Some((name, value));
            }
        }
        Ok(keywords)
    }

    /// The keywords that are there.
    pub(super) fn all(&self) -> impl Iterator<Item = Keyword> {
        Keyword::ALL.into_iter().filter(|keyword| self.get(*keyword).is_some())
    }

    pub(super) fn get(&self, keyword: Keyword) -> Option<(&'d str, &'d Json<'d>)> {
        self.found[keyword as usize]
    }
}

/// Refuses what some keywords cannot have for a value.
fn check_kind(keyword: Keyword, value: &Json<'_>, at: &At<'_>) -> Result<(), LdError> {
    match keyword {
        Keyword::Index if !value.is_string() => Err(invalid(at, "an index is a string")),
        Keyword::Language if !value.is_string() => Err(invalid(at, "a language is a string")),
        Keyword::Direction if value != "ltr" && value != "rtl" => {
            Err(invalid(at, "@direction is ltr or rtl"))
        }
        _ => Ok(()),
    }
}
