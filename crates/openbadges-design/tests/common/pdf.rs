//! Reads the words of a certificate: what a reader selects, searches and hears.
#![expect(clippy::expect_used, reason = "test code, and clippy only sees the test functions")]

use std::collections::HashMap;
use std::io::Read as _;

use flate2::read::ZlibDecoder;

/// The words on the page, once as each of its fonts spells them: those set in a font come out right with its own.
pub(crate) fn words(pdf: &[u8]) -> Vec<String> {
    let streams = streams(pdf);
    let spelled = |map: &str| {
        streams.iter().filter(|text| text.contains(" Tf")).map(|page| spell(page, &spelling(map))).collect()
    };
    streams.iter().filter(|text| text.contains("beginbfchar")).map(|map| spelled(map)).collect()
}

/// The streams that are text, one character for each byte.
fn streams(pdf: &[u8]) -> Vec<String> {
    let find = |from: usize, mark: &[u8]| {
        pdf[from..].windows(mark.len()).position(|window| window == mark).map(|at| from + at + mark.len())
    };
    let (mut at, mut found) = (0, Vec::new());
    while let Some(start) = find(at, b">>\nstream\n") {
        let mut text = Vec::new();
        if ZlibDecoder::new(&pdf[start..]).read_to_end(&mut text).is_ok() {
            found.push(text.into_iter().map(char::from).collect());
        }
        at = start;
    }
    found
}

/// Which glyph stands for which text (`ToUnicode`, ISO 32000-1, 9.10.3).
fn spelling(map: &str) -> HashMap<u16, String> {
    let pairs = map.lines().filter_map(|line| line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <"));
    let text = |hex: &str| {
        let units = (0..hex.len() / 4).map(|at| u16::from_str_radix(&hex[4 * at..][..4], 16).expect("hex"));
        String::from_utf16(&units.collect::<Vec<_>>()).expect("UTF-16")
    };
    pairs.filter_map(|(glyph, words)| Some((u16::from_str_radix(glyph, 16).ok()?, text(words)))).collect()
}

/// The strings that are shown, each row on a line; where glyphs spell badly, what stands for them (`ActualText`).
fn spell(page: &str, spelling: &HashMap<u16, String>) -> String {
    let (mut words, mut rest, mut replaced) = (String::new(), page, false);
    while let Some(first) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("/ActualText(") {
            let bytes = string(after, &mut rest);
            words.push_str(&text(&bytes));
            replaced = true;
        } else if let Some(after) = rest.strip_prefix('(') {
            let bytes = string(after, &mut rest);
            let glyphs = units(&bytes).filter(|_| !replaced);
            words.extend(glyphs.map(|glyph| spelling.get(&glyph).map_or("?", String::as_str)));
        } else {
            replaced &= !rest.starts_with("EMC");
            if rest.starts_with("ET") {
                words.push('\n');
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    words
}

fn units(bytes: &[u8]) -> impl Iterator<Item = u16> + '_ {
    bytes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
}

/// A text string (ISO 32000-1, 7.9.2.2): UTF-16 with a mark before it, else one byte for each character.
fn text(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(bytes) => String::from_utf16(&units(bytes).collect::<Vec<_>>()).expect("UTF-16"),
        None => bytes.iter().copied().map(char::from).collect(),
    }
}

/// The bytes of a string whose bracket is open already; `rest` is what follows it.
fn string<'t>(text: &'t str, rest: &mut &'t str) -> Vec<u8> {
    let (mut bytes, mut depth) = (Vec::new(), 0);
    let mut characters = text.chars().peekable();
    loop {
        let c = characters.next().expect("a string that ends");
        match c {
            '\\' => bytes.push(escaped(&mut characters)),
            ')' if depth == 0 => break,
            plain => {
                depth += i32::from(plain == '(') - i32::from(plain == ')');
                bytes.push(u8::try_from(plain).expect("a byte"));
            }
        }
    }
    let left: usize = characters.map(char::len_utf8).sum();
    *rest = &text[text.len() - left..];
    bytes
}

/// What follows a backslash (ISO 32000-1, table 3).
fn escaped(characters: &mut std::iter::Peekable<std::str::Chars<'_>>) -> u8 {
    let first = characters.next().expect("an escape");
    let Some(mut octal) = first.to_digit(8) else {
        return match first {
            'n' => b'\n',
            'r' => b'\r',
            't' => b'\t',
            'b' => 8,
            'f' => 12,
            other => u8::try_from(other).expect("a byte"),
        };
    };
    for _ in 0..2 {
        if let Some(digit) = characters.peek().and_then(|c| c.to_digit(8)) {
            octal = octal * 8 + digit;
            characters.next();
        }
    }
    u8::try_from(octal).expect("a byte")
}
