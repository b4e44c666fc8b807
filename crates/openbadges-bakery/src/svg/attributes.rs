//! The attributes of a tag.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attribute;
use quick_xml::name::QName;

use crate::BakeError;

/// Goes through the attributes of a tag: each key with its value as it is written (XML 1.0, 3.1).
///
/// Most of a drawing is the values of its attributes, so it looks at nothing but their ends.
pub(super) struct Attributes<'a>(&'a str);

impl<'a> Attributes<'a> {
    /// Of what follows the name of the tag.
    pub(super) const fn of(tag: &'a str) -> Self {
        Self(tag)
    }

    fn parse(&mut self, rest: &'a str) -> Result<(&'a str, &'a str), &'static str> {
        if rest.len() == self.0.len() {
            return Err("no white space before an attribute");
        }
        let end = rest.bytes().position(|byte| byte == b'=' || is_space(byte)).unwrap_or(rest.len());
        let (key, rest) = rest.split_at(end);
        if key.is_empty() || key.contains(['"', '\'', '<', '&', '/']) {
            return Err("an attribute without a name");
        }
        let rest = trim(rest).strip_prefix('=').map(trim).ok_or("an attribute without a value")?;
        let quote = rest.chars().next().filter(|quote| "\"'".contains(*quote));
        let quote = quote.ok_or("an attribute without quotes around its value")?;
        let (value, rest) = rest[1..].split_once(quote).ok_or("an attribute without an end")?;
        self.0 = rest;
        Ok((key, value))
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Result<(&'a str, &'a str), &'static str>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = trim(self.0);
        if rest.is_empty() {
            return None;
        }
        let attribute = self.parse(rest);
        if attribute.is_err() {
            self.0 = "";
        }
        Some(attribute)
    }
}

/// The value that is meant: references resolved, white space normalised (XML 1.0, 3.3.3).
pub(super) fn normalized(key: &str, value: &str) -> Result<String, BakeError> {
    let attribute = Attribute { key: QName(key), value: Cow::Borrowed(value) };
    let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| BakeError::Entities)?;
    Ok(value.into_owned())
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

fn trim(text: &str) -> &str {
    text.trim_start_matches([' ', '\t', '\r', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_with_any_layout() {
        let found: Result<Vec<_>, _> = Attributes::of(" a='1'\n\tb:c = \"'>'\" d=''  ").collect();
        assert_eq!(found.unwrap(), [("a", "1"), ("b:c", "'>'"), ("d", "")]);
    }

    #[test]
    fn what_is_no_attribute_is_told() {
        for bad in
            [" a", " a=", " a=1", " ='1'", " a='1", "a='1'", " a='1'b='2'", " 'a'='1'", " a b='1'", " é"]
        {
            let last = Attributes::of(bad).last();
            assert!(matches!(last, Some(Err(_))), "{bad}: {last:?}");
        }
    }
}
