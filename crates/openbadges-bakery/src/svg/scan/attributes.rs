//! What attributes say.

use std::borrow::Cow;

use super::super::content;
use super::super::names;
use super::super::tokens::{Attribute, Tokens};
use super::{PREFIX, Scanner, shown};
use crate::{BakeError, limits};

/// What is wanted of the attributes of a tag.
#[derive(Default)]
pub(super) struct Found<'a> {
    pub(super) verify: Option<Cow<'a, str>>,
    /// What it declares the prefix `openbadges` to stand for.
    pub(super) prefix: Option<Cow<'a, str>>,
    /// Whether one has this prefix.
    pub(super) prefixed: bool,
}

impl<'a> Scanner<'a> {
    /// What is wanted of the attributes of a tag, all of them being well-formed.
    pub(super) fn attributes(&mut self) -> Result<Found<'a>, BakeError> {
        let mut found = Found::default();
        self.keys.clear();
        while let Some(attribute) = self.tokens.attribute().map_err(|message| self.damage(message))? {
            let Attribute { key, value, refers } = attribute;
            limits::check_count("attributes of one element", self.keys.len() + 1, limits::SVG_ATTRIBUTES)?;
            if self.keys.contains(&key) {
                return Err(self.damage(format!("the attribute `{}` twice", shown(key))));
            }
            self.keys.push(key);
            found.prefixed |= key.starts_with(PREFIX);
            let declared = names::declared(key);
            if key != b"verify" && declared.is_none() && !refers {
                continue;
            }
            let value = content::value(value)?;
            if let Some(prefix) = declared {
                self.names.declare(self.open.len(), prefix, &value)?;
            }
            match key {
                b"verify" => found.verify = Some(value),
                b"xmlns:openbadges" => found.prefix = Some(value),
                _ => {}
            }
        }
        Ok(found)
    }

    /// The XML declaration: another encoding than UTF-8 is read as long as nothing tells the two apart.
    pub(super) fn declaration(&mut self, text: &'a [u8]) -> Result<(), BakeError> {
        let mut tokens = Tokens::of(text, 0);
        while let Some(Attribute { key, value, .. }) =
            tokens.attribute().map_err(|message| self.damage(message))?
        {
            if key == b"encoding" && !value.eq_ignore_ascii_case(b"utf-8") {
                self.only_ascii = true;
                if !has_ascii(value) {
                    return Err(BakeError::NotUtf8);
                }
            }
        }
        if tokens.at() == text.len() {
            Ok(())
        } else {
            Err(self.damage("an XML declaration with more in it"))
        }
    }
}

/// Whether text in this encoding is ASCII wherever its bytes are.
fn has_ascii(encoding: &[u8]) -> bool {
    const BEGINNINGS: [&[u8]; 8] =
        [b"us-ascii", b"iso-8859-", b"windows-125", b"koi8-", b"euc-", b"gb", b"big5", b"macintosh"];
    let begins =
        |with: &&[u8]| encoding.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    BEGINNINGS.iter().any(begins)
}
