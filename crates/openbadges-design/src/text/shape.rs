//! Shaping: characters to positioned glyphs, right for right-to-left and joined scripts too.

use std::ops::Range;

use resvg::usvg::fontdb::ID;
use rustybuzz::{BufferFlags, Direction, Face, UnicodeBuffer, script, ttf_parser::GlyphId};
use unicode_bidi::{Level, ParagraphBidiInfo};

use crate::{DesignError, Fonts};

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// `title` or `subtitle`, for messages.
    pub(crate) field: &'static str,
    /// Weight of the font, 100 to 900.
    pub(crate) weight: u16,
    /// Extra space between letters, in em.
    pub(crate) tracking: f64,
    /// All capitals.
    pub(crate) capitals: bool,
}

/// One glyph, placed from the start of its cluster in em, y up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Glyph {
    pub(crate) face: ID,
    pub(crate) id: GlyphId,
    pub(crate) x: f64,
    pub(crate) y: f64,
}

/// A letter with its marks: it moves and turns as one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cluster {
    pub(crate) glyphs: Vec<Glyph>,
    /// Width in em.
    pub(crate) advance: f64,
    /// The bytes of the line that it draws.
    pub(crate) text: Range<usize>,
}

/// One line, in visual order from the left.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line(pub(crate) Vec<Cluster>);

impl Line {
    /// Width in em.
    pub(crate) fn width(&self) -> f64 {
        self.0.iter().map(|cluster| cluster.advance).sum()
    }
}

/// Shapes one line of text.
pub(crate) fn shape(text: &str, style: &Style, fonts: &Fonts) -> Result<Line, DesignError> {
    let text = if style.capitals { text.to_uppercase() } else { text.to_owned() };
    if text.is_empty() {
        return Ok(Line::default());
    }
    let faces = fonts.by_weight(style.weight);
    let bidi = ParagraphBidiInfo::new(&text, None);
    let (levels, runs) = bidi.visual_runs(0..text.len());
    let mut line = Line::default();
    let mut missing = String::new();
    for run in runs {
        let rtl = levels.get(run.start).is_some_and(Level::is_rtl);
        let mut pieces = by_face(&text, run, &faces, fonts, &mut missing);
        if rtl {
            pieces.reverse();
        }
        for (face, piece) in pieces {
            line.0.extend(clusters(face, &text, piece, rtl, style.tracking, fonts));
        }
    }
    if missing.is_empty() {
        Ok(line)
    } else {
        Err(DesignError::NoGlyph { field: style.field, characters: missing })
    }
}

/// Splits a run where the font has to change; notes characters that no font has.
fn by_face(
    text: &str,
    run: Range<usize>,
    faces: &[ID],
    fonts: &Fonts,
    missing: &mut String,
) -> Vec<(ID, Range<usize>)> {
    let mut pieces: Vec<(ID, Range<usize>)> = Vec::new();
    for (start, c) in text[run.clone()].char_indices().map(|(at, c)| (run.start + at, c)) {
        let end = start + c.len_utf8();
        let current = pieces.last().map(|(face, _)| *face);
        let candidates = current.filter(|_| sticks(c)).into_iter().chain(faces.iter().copied());
        let face = candidates.into_iter().find(|&id| invisible(c) || has_glyph(fonts, id, c));
        match (face, pieces.last_mut()) {
            (Some(face), Some((last, range))) if *last == face => range.end = end,
            (Some(face), _) => pieces.push((face, start..end)),
            (None, _) if missing.contains(c) => {}
            (None, _) => missing.push(c),
        }
    }
    pieces
}

fn has_glyph(fonts: &Fonts, id: ID, c: char) -> bool {
    fonts.with_face(id, |face| draws(face, c)).unwrap_or(false)
}

fn draws(face: &Face<'_>, c: char) -> bool {
    face.glyph_index(c).is_some_and(|glyph| glyph.0 != 0)
}

impl Fonts {
    /// Whether some font has each character of the text, so that [`certificate`](crate::certificate()) can set it.
    pub fn can_draw(&self, text: &str) -> bool {
        let mut left: Vec<char> = text.chars().filter(|c| !invisible(*c)).collect();
        for id in self.by_weight(0) {
            self.with_face(id, |face| left.retain(|c| !draws(face, *c)));
        }
        left.is_empty()
    }
}

/// Characters that belong to the letter before them, so should not change the font.
fn sticks(c: char) -> bool {
    c == ' ' || invisible(c) || matches!(u32::from(c), 0x300..=0x36f | 0x64b..=0x65f | 0x5b0..=0x5c7)
}

/// Joiners, direction marks, soft hyphen and variation selectors: nothing is drawn for them.
fn invisible(c: char) -> bool {
    matches!(u32::from(c), 0xad | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x2069 | 0xfe00..=0xfe0f | 0xfeff)
}

fn clusters(
    id: ID,
    text: &str,
    piece: Range<usize>,
    rtl: bool,
    tracking: f64,
    fonts: &Fonts,
) -> Vec<Cluster> {
    let shaped = fonts.with_face(id, |face| {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&text[piece.clone()]);
        buffer.set_direction(if rtl { Direction::RightToLeft } else { Direction::LeftToRight });
        buffer.guess_segment_properties();
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        let tracking = if joined(buffer.script()) { 0.0 } else { tracking };
        (rustybuzz::shape(face, &[], buffer), f64::from(face.units_per_em()), tracking)
    });
    let Some((glyphs, em, tracking)) = shaped else { return Vec::new() };
    let mut clusters: Vec<Cluster> = Vec::new();
    // A cluster ends where the next one in reading order starts: the one drawn before it, from right to left.
    let mut end = piece.end;
    for (info, position) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
        let start = piece.start + info.cluster as usize;
        if clusters.last().is_none_or(|last| last.text.start != start) {
            match clusters.last_mut() {
                Some(last) if rtl => end = last.text.start,
                Some(last) => last.text.end = start,
                None => {}
            }
            clusters.push(Cluster { glyphs: Vec::new(), advance: tracking, text: start..end });
        }
        let Some(cluster) = clusters.last_mut() else { continue };
        let pen = cluster.advance - tracking / 2.0;
        let (x, y) = (pen + f64::from(position.x_offset) / em, f64::from(position.y_offset) / em);
        let glyph = u16::try_from(info.glyph_id).unwrap_or(0);
        cluster.glyphs.push(Glyph { face: id, id: GlyphId(glyph), x, y });
        cluster.advance += f64::from(position.x_advance) / em;
    }
    clusters
}

/// Scripts whose letters touch: space between them would tear the word.
fn joined(script: rustybuzz::Script) -> bool {
    [script::ARABIC, script::SYRIAC, script::MONGOLIAN, script::DEVANAGARI, script::BENGALI, script::GURMUKHI]
        .contains(&script)
}
