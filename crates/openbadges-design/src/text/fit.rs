//! Line breaking and size: the largest letters that fit, on the fewest lines that come close.

use super::{Area, Line, Row, Style, shape};
use crate::{DesignError, Fonts};

/// Text broken into shaped lines, with the letter size in units.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    pub(crate) lines: Vec<Line>,
    pub(crate) size: f64,
}

/// Another line must make the letters this much larger to be worth it.
const WORTH_A_LINE: f64 = 1.15;

/// Fits `text` into `area` on at most `most_lines` lines, with letters of at most `largest` units.
///
/// Always fits: the letters shrink as far as needed.
pub(crate) fn fit(
    text: &str,
    style: &Style,
    fonts: &Fonts,
    area: &dyn Area,
    most_lines: usize,
    largest: f64,
) -> Result<Setting, DesignError> {
    // Whole first: should glyphs be missing, all of them are named.
    shape(text, style, fonts)?;
    let words = words(text);
    let width = |word: &str| Ok(shape(word, style, fonts)?.width());
    let widths = words.iter().map(|word| width(word)).collect::<Result<Vec<_>, DesignError>>()?;
    let space = if words.len() > 1 { width(" ")? } else { 0.0 };
    let mut best = Breaks { score: 0.0, ends: vec![words.len()] };
    for of in 1..=most_lines.min(words.len()) {
        for ends in breaks(words.len(), of) {
            best.challenge(ends, &words, |ends| row_widths(&widths, space, ends), area, largest);
        }
    }
    let lines = lines(&words, &best.ends);
    let lines = lines.iter().map(|line| shape(line, style, fonts)).collect::<Result<Vec<_>, _>>()?;
    // Shaped whole, a line can differ a little from the sum of its words.
    let exact: Vec<_> = lines.iter().map(Line::width).collect();
    let size = largest_size(&exact, area, largest);
    Ok(Setting { lines, size })
}

/// The best way to break so far.
struct Breaks {
    /// The letter size, weighed by how well it reads.
    score: f64,
    ends: Vec<usize>,
}

impl Breaks {
    fn challenge(
        &mut self,
        ends: Vec<usize>,
        words: &[&str],
        rows: impl Fn(&[usize]) -> Vec<f64>,
        area: &dyn Area,
        largest: f64,
    ) {
        let rows = rows(&ends);
        let weight = sense(words, &ends) * evenness(&rows);
        let worth = if ends.len() > self.ends.len() { WORTH_A_LINE } else { 1.0 + 1e-9 };
        let needed = self.score * worth / weight;
        // Most ways fall here, which keeps long titles cheap.
        if needed < largest && fits(&rows, area, needed) {
            *self = Self { score: largest_size(&rows, area, largest) * weight, ends };
        }
    }
}

/// How well the breaks follow the sense: one after a comma or the like is worth some size.
fn sense(words: &[&str], ends: &[usize]) -> f64 {
    let pause = |end: usize| words[end - 1].ends_with([',', ':', ';', '.', '–', '-', '/']);
    let pauses = ends.iter().rev().skip(1).filter(|&&end| pause(end));
    pauses.fold(1.0, |sense, _| sense * 1.2)
}

/// How even the lines are, 0.8 to 1: a single short word on a line of its own looks left over.
fn evenness(rows: &[f64]) -> f64 {
    let longest = rows.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let shortest = rows.iter().copied().fold(longest, f64::min);
    0.8 + 0.2 * shortest / longest
}

/// The parts between which a line may break.
fn words(text: &str) -> Vec<&str> {
    text.split(' ').filter(|word| !word.is_empty()).collect()
}

/// Every way to end `of` lines among `count` words: the number of words before each line end.
fn breaks(count: usize, of: usize) -> Vec<Vec<usize>> {
    let mut ways = vec![vec![]];
    for line in 1..of {
        ways = ways
            .iter()
            .flat_map(|way: &Vec<usize>| {
                let from = way.last().map_or(1, |last| last + 1);
                (from..=count + line - of).map(move |end| [way.as_slice(), &[end]].concat())
            })
            .collect();
    }
    for way in &mut ways {
        way.push(count);
    }
    ways
}

fn starts(ends: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    std::iter::once(&0).chain(ends).copied().zip(ends.iter().copied())
}

fn row_widths(words: &[f64], space: f64, ends: &[usize]) -> Vec<f64> {
    let width = |row: &[f64]| row.iter().sum::<f64>() + space * row.iter().skip(1).map(|_| 1.0).sum::<f64>();
    starts(ends).map(|(from, to)| width(&words[from..to])).collect()
}

fn lines(words: &[&str], ends: &[usize]) -> Vec<String> {
    starts(ends).map(|(from, to)| words[from..to].join(" ")).collect()
}

/// Whether every row has room at a size.
fn fits(rows: &[f64], area: &dyn Area, size: f64) -> bool {
    let room = |index| area.room(Row { index, of: rows.len(), size });
    rows.iter().enumerate().all(|(index, width)| width * size <= room(index))
}

/// The largest size, in units, at which every row has room. Rows are widths in em.
fn largest_size(rows: &[f64], area: &dyn Area, largest: f64) -> f64 {
    if fits(rows, area, largest) {
        return largest;
    }
    let (mut low, mut high) = (0.0, largest);
    for _ in 0..24 {
        let middle = f64::midpoint(low, high);
        *(if fits(rows, area, middle) { &mut low } else { &mut high }) = middle;
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{path::at, text::Block};

    #[test]
    fn every_way_to_break_is_tried_once() {
        assert_eq!(breaks(3, 1), [[3]]);
        assert_eq!(breaks(4, 2), [[1, 4], [2, 4], [3, 4]]);
        assert_eq!(breaks(4, 3), [[1, 2, 4], [1, 3, 4], [2, 3, 4]]);
    }

    #[test]
    fn a_row_shrinks_to_its_room_and_not_further() {
        let area = Block { middle: at(0.0, 0.0), height: 100.0, width: |_| 200.0 };
        assert!((largest_size(&[10.0], &area, 40.0) - 20.0).abs() < 1e-3);
        assert!((largest_size(&[1.0], &area, 40.0) - 40.0).abs() < 1e-3);
    }
}
