//! Setting lines: how large, and where they break.

use super::{Line, Style};
use crate::text::{self, Cluster, shape};
use crate::{DesignError, Fonts};

/// From one row to the next, as a part of the size of the words.
const LEADING: f64 = 1.25;
/// A line that is too long is set this much smaller, again and again.
const SMALLER: f64 = 0.94;
/// What a line ends with that is too long even so.
const CUT: &str = "…";

/// How a line is set, in points.
pub(super) struct Measures {
    pub(super) largest: f64,
    pub(super) smallest: f64,
    pub(super) most_rows: usize,
    pub(super) above: f64,
    pub(super) weight: u16,
}

/// A line in as many rows as it takes.
pub(super) struct Block<'a> {
    pub(super) line: &'a Line,
    pub(super) size: f64,
    pub(super) rows: Vec<Row>,
}

/// Words in one row.
pub(super) struct Row {
    pub(super) words: String,
    pub(super) shaped: text::Line,
}

impl<'a> Block<'a> {
    /// Sets a line as large as its rows allow, into a width in points.
    pub(super) fn set(line: &'a Line, fonts: &Fonts, width: f64) -> Result<Self, DesignError> {
        let Measures { largest, smallest, most_rows, .. } = line.style.measures();
        let shaped = |words: &str| shape(words, &line.style.shaping(), fonts);
        let clusters = in_reading_order(shaped(&line.words)?);
        let mut size = largest;
        let mut ends = breaks(&clusters, &line.words, width / size);
        while ends.len() > most_rows && size > smallest {
            size = (size * SMALLER).max(smallest);
            ends = breaks(&clusters, &line.words, width / size);
        }
        let words = if ends.len() > most_rows {
            let room = width / size - shaped(CUT)?.width();
            cut(&clusters, &line.words, width / size, room, most_rows)
        } else {
            let room = evened(&clusters, &line.words, width / size, ends.len());
            rows(&clusters, &line.words, &breaks(&clusters, &line.words, room))
        };
        let words = words.into_iter().filter(|words| !words.is_empty());
        let row = |words: String| Ok(Row { shaped: shaped(&words)?, words });
        Ok(Self { line, size, rows: words.map(row).collect::<Result<_, DesignError>>()? })
    }

    /// Its height with the room above it.
    pub(super) fn height(&self) -> f64 {
        self.rows.iter().fold(self.line.style.measures().above, |height, _| height + self.pitch())
    }

    /// From one row to the next.
    pub(super) fn pitch(&self) -> f64 {
        self.size * LEADING
    }
}

impl Style {
    fn shaping(self) -> text::Style {
        let weight = self.measures().weight;
        text::Style { field: "certificate", weight, tracking: 0.0, capitals: false }
    }
}

fn in_reading_order(line: text::Line) -> Vec<Cluster> {
    let mut clusters = line.0;
    clusters.sort_by_key(|cluster| cluster.text.start);
    clusters
}

/// The index behind the last cluster of each row: between words, or inside one that is longer than a row.
fn breaks(clusters: &[Cluster], text: &str, room: f64) -> Vec<usize> {
    let (mut ends, mut from, mut space, mut width) = (Vec::new(), 0, None, 0.0);
    let mut at = 0;
    while let Some(cluster) = clusters.get(at) {
        let blank = text[cluster.text.clone()].trim().is_empty();
        if blank {
            space = Some(at + 1);
        } else if width + cluster.advance > room && at > from {
            from = space.unwrap_or(at);
            ends.push(from);
            (at, space, width) = (from, None, 0.0);
            continue;
        }
        width += cluster.advance;
        at += 1;
    }
    if from < at {
        ends.push(at);
    }
    ends
}

/// The least room that needs no more rows, so that no row is left with a short word of its own.
fn evened(clusters: &[Cluster], text: &str, room: f64, rows: usize) -> f64 {
    let (mut low, mut high) = (0.0, room);
    for _ in 0..16 {
        let middle = f64::midpoint(low, high);
        let more = breaks(clusters, text, middle).len() > rows;
        *(if more { &mut low } else { &mut high }) = middle;
    }
    high
}

fn rows(clusters: &[Cluster], text: &str, ends: &[usize]) -> Vec<String> {
    let starts = std::iter::once(&0).chain(ends);
    starts.zip(ends).map(|(from, to)| words(&clusters[*from..*to], text).to_owned()).collect()
}

fn words<'t>(row: &[Cluster], text: &'t str) -> &'t str {
    let range = row.first().zip(row.last()).map(|(first, last)| first.text.start..last.text.end);
    range.map_or("", |range| text[range].trim())
}

/// As many rows as are allowed; the last ends in [`CUT`], for which `last` leaves room.
fn cut(clusters: &[Cluster], text: &str, room: f64, last: f64, most: usize) -> Vec<String> {
    let ends = breaks(clusters, text, room);
    let whole = &ends[..most.saturating_sub(1).min(ends.len())];
    let rest = &clusters[whole.last().copied().unwrap_or(0)..];
    let mut width = 0.0;
    let fitting = rest.iter().take_while(|cluster| {
        width += cluster.advance;
        width <= last
    });
    let kept = words(&rest[..fitting.count()], text);
    rows(clusters, text, whole).into_iter().chain([format!("{kept}{CUT}")]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character is one em wide.
    fn clusters(text: &str) -> Vec<Cluster> {
        let cluster = |(at, c): (usize, char)| Cluster {
            text: at..at + c.len_utf8(),
            advance: 1.0,
            ..Cluster::default()
        };
        text.char_indices().map(cluster).collect()
    }

    fn broken(text: &str, room: f64) -> Vec<String> {
        let clusters = clusters(text);
        rows(&clusters, text, &breaks(&clusters, text, room))
    }

    #[test]
    fn lines_break_between_words_and_inside_long_ones() {
        assert_eq!(broken("one two three", 20.0), ["one two three"]);
        assert_eq!(broken("one two three", 8.0), ["one two", "three"]);
        assert_eq!(broken("one two", 3.0), ["one", "two"]);
        assert_eq!(broken("unbreakable", 4.0), ["unbr", "eaka", "ble"]);
        assert_eq!(broken("é日本", 0.5), ["é", "日", "本"]);
        assert!(broken("", 5.0).is_empty());
    }

    #[test]
    fn rows_are_evened_without_needing_more() {
        let (text, clusters) = ("one two three four", clusters("one two three four"));
        assert_eq!(broken(text, 14.0), ["one two three", "four"]);
        let room = evened(&clusters, text, 14.0, 2);
        assert_eq!(broken(text, room), ["one two", "three four"]);
    }

    #[test]
    fn what_is_too_long_ends_in_dots() {
        let text = "one two three four five";
        assert_eq!(cut(&clusters(text), text, 8.0, 7.0, 2), ["one two", "three f…"]);
        assert_eq!(cut(&clusters(text), text, 8.0, 6.0, 2), ["one two", "three…"]);
        assert_eq!(cut(&clusters(text), text, 8.0, 7.0, 1), ["one two…"]);
    }
}
