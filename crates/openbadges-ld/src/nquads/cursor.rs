//! Reads the tokens of one line of N-Quads.

use std::borrow::Cow;

use super::write::is_iri;

/// What is left of a line.
pub(super) struct Cursor<'t> {
    rest: &'t str,
}

type Token<T> = Result<T, &'static str>;

impl<'t> Cursor<'t> {
    pub(super) fn new(line: &'t str) -> Self {
        Self { rest: line }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// At the end of the line or at a comment.
    pub(super) fn at_end(&self) -> bool {
        matches!(self.peek(), None | Some('#'))
    }

    pub(super) fn skip_space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t']);
    }

    pub(super) fn eat(&mut self, token: &str) -> bool {
        let rest = self.rest.strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    pub(super) fn expect(&mut self, token: char, message: &'static str) -> Token<()> {
        self.rest = self.rest.strip_prefix(token).ok_or(message)?;
        Ok(())
    }

    /// `<…>`, its escapes resolved.
    pub(super) fn iri(&mut self) -> Token<Cow<'t, str>> {
        self.expect('<', "expected an IRI")?;
        let end = self.rest.find('>').ok_or("the IRI does not end")?;
        let iri = unescape(&self.rest[..end], false)?;
        self.rest = &self.rest[end + 1..];
        if is_iri(&iri) { Ok(iri) } else { Err("not an absolute IRI") }
    }

    /// `_:label`, without `_:`.
    pub(super) fn blank_label(&mut self) -> Token<&'t str> {
        self.rest = self.rest.strip_prefix("_:").ok_or("expected a blank node")?;
        let end = self.rest.find(|c: char| !is_label_char(c)).unwrap_or(self.rest.len());
        let label = self.rest[..end].trim_end_matches('.');
        if !label.starts_with(is_label_start) {
            return Err("not a blank node label");
        }
        self.rest = &self.rest[label.len()..];
        Ok(label)
    }

    /// `"…"`, its escapes resolved.
    pub(super) fn string(&mut self) -> Token<Cow<'t, str>> {
        self.expect('"', "expected a string")?;
        let end = closing_quote(self.rest).ok_or("the string does not end")?;
        let value = unescape(&self.rest[..end], true)?;
        self.rest = &self.rest[end + 1..];
        Ok(value)
    }

    pub(super) fn language(&mut self) -> Token<&'t str> {
        let end =
            self.rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(self.rest.len());
        let (tag, rest) = self.rest.split_at(end);
        self.rest = rest;
        if super::is_language_tag(tag) { Ok(tag) } else { Err("not a language tag") }
    }
}

fn closing_quote(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().position(|byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    })
}

/// Resolves `\uXXXX` and `\UXXXXXXXX`, and with `echar` also `\t` and its like.
fn unescape(text: &str, echar: bool) -> Token<Cow<'_, str>> {
    let Some(first) = text.find('\\') else { return Ok(Cow::Borrowed(text)) };
    let mut out = text[..first].to_owned();
    let mut rest = &text[first..];
    while let Some(after) = rest.strip_prefix('\\') {
        let (character, used) = escape(after, echar)?;
        out.push(character);
        let plain = &after[used..];
        let next = plain.find('\\').unwrap_or(plain.len());
        out.push_str(&plain[..next]);
        rest = &plain[next..];
    }
    Ok(Cow::Owned(out))
}

fn escape(after: &str, echar: bool) -> Token<(char, usize)> {
    let simple = |character| if echar { Ok((character, 1)) } else { Err("not an escape of an IRI") };
    match after.bytes().next() {
        Some(b'u') => uchar(after, 4),
        Some(b'U') => uchar(after, 8),
        Some(b't') => simple('\t'),
        Some(b'b') => simple('\u{8}'),
        Some(b'n') => simple('\n'),
        Some(b'r') => simple('\r'),
        Some(b'f') => simple('\u{c}'),
        Some(b'"') => simple('"'),
        Some(b'\'') => simple('\''),
        Some(b'\\') => simple('\\'),
        _ => Err("unknown escape"),
    }
}

fn uchar(after: &str, digits: usize) -> Token<(char, usize)> {
    let hex = after.get(1..=digits).filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let code = hex.and_then(|hex| u32::from_str_radix(hex, 16).ok());
    code.and_then(char::from_u32).map(|character| (character, digits + 1)).ok_or("not a Unicode escape")
}

/// `PN_CHARS_U` or a digit.
fn is_label_start(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == ':' || is_letter(c)
}

/// `PN_CHARS` or a full stop.
fn is_label_char(c: char) -> bool {
    is_label_start(c) || matches!(c, '-' | '.' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// `PN_CHARS_BASE` beyond ASCII.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}'
        | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}'
        | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}
