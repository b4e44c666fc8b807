//! The sheet a template draws on: paints, shapes and fitted text, written as SVG.

use std::fmt::{Display, Write as _};

use crate::{
    Colour, Design, DesignError, Fonts,
    colour::READABLE,
    contrast,
    emblem::Layer,
    palette::paper,
    path::{Path, Point},
    text::{Area, Setting, Style, fit, outlines},
};

/// Up to this many characters, such as “CPR”, a title may be set larger than usual.
const SHORT_TITLE: usize = 5;

/// Everything a template needs, and what it has drawn so far.
pub(crate) struct Sheet<'a> {
    pub(crate) design: &'a Design,
    fonts: &'a Fonts,
    prefix: String,
    definitions: String,
    body: String,
    /// The size the title came out at, in units.
    pub(crate) title_size: f64,
}

impl<'a> Sheet<'a> {
    /// An empty sheet; every id on it will start with `prefix`.
    pub(crate) fn new(design: &'a Design, fonts: &'a Fonts, prefix: String) -> Self {
        Self { design, fonts, prefix, definitions: String::new(), body: String::new(), title_size: 0.0 }
    }

    /// Definitions and body, as XML.
    pub(crate) fn into_parts(self) -> (String, String) {
        (self.definitions, self.body)
    }

    /// The main colour.
    pub(crate) fn main(&self) -> Colour {
        self.design.colours.main
    }

    /// The accent colour.
    pub(crate) fn accent(&self) -> Colour {
        self.design.colours.accent
    }

    /// The near-white of this design.
    pub(crate) fn paper(&self) -> Colour {
        paper(self.accent())
    }

    /// A colour for emblems and ornaments that stands out on the main colour.
    pub(crate) fn on_main(&self) -> Colour {
        self.main().most_readable([self.paper(), self.main().lit(0.3)])
    }

    /// A softer colour for second lines and small ornaments on the main colour: towards the accent where that can be read.
    pub(crate) fn trim(&self) -> Colour {
        let readable = |&colour: &Colour| contrast(colour, self.main()) >= READABLE;
        let softer = [0.55, 0.4, 0.25].map(|part| self.on_main().mix(self.accent(), part));
        softer.into_iter().find(readable).unwrap_or(self.on_main())
    }

    /// Fills a shape.
    pub(crate) fn fill(&mut self, shape: &Path, paint: impl Display) {
        self.element(format_args!(r#"<path fill="{paint}" d="{}"/>"#, shape.data()));
    }

    /// Fills a shape, see-through to a degree of 0 (not there) to 1.
    pub(crate) fn tint(&mut self, shape: &Path, paint: impl Display, opacity: f64) {
        self.element(format_args!(r#"<path fill="{paint}" fill-opacity="{opacity}" d="{}"/>"#, shape.data()));
    }

    /// Draws along a shape.
    pub(crate) fn line(&mut self, shape: &Path, paint: impl Display, width: f64) {
        let d = shape.data();
        self.element(format_args!(
            r#"<path fill="none" stroke="{paint}" stroke-width="{width}" stroke-linejoin="round" d="{d}"/>"#
        ));
    }

    /// Draws a row of dots along a shape.
    pub(crate) fn dots(&mut self, shape: &Path, paint: impl Display, width: f64, gap: f64) {
        let d = shape.data();
        self.element(format_args!(
            r#"<path fill="none" stroke="{paint}" stroke-width="{width}" stroke-linecap="round" stroke-dasharray="0 {gap:.3}" d="{d}"/>"#
        ));
    }

    /// A gradient from one place to another; returns the paint.
    pub(crate) fn gradient(&mut self, name: &str, from: Point, to: Point, colours: &[Colour]) -> String {
        let id = format!("{}{name}", self.prefix);
        let (Point { x: x1, y: y1 }, Point { x: x2, y: y2 }) = (from, to);
        let mut out = format!(
            r#"<linearGradient id="{id}" gradientUnits="userSpaceOnUse" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}">"#
        );
        let last = u32::try_from(colours.len().saturating_sub(1)).unwrap_or(1).max(1);
        for (index, colour) in (0..).zip(colours) {
            let offset = (f64::from(index) / f64::from(last) * 1000.0).round() / 1000.0;
            // Writing to a string cannot fail.
            let _ = write!(out, r#"<stop offset="{offset}" stop-color="{colour}"/>"#);
        }
        self.definitions.push_str(&out);
        self.definitions.push_str("</linearGradient>");
        format!("url(#{id})")
    }

    /// Draws what `draw` draws, but only inside `shape`.
    pub(crate) fn inside(&mut self, name: &str, shape: &Path, draw: impl FnOnce(&mut Self)) {
        let id = format!("{}{name}", self.prefix);
        let d = shape.data();
        // Writing to a string cannot fail.
        let _ = write!(self.definitions, r#"<clipPath id="{id}"><path d="{d}"/></clipPath>"#);
        self.element(format_args!(r#"<g clip-path="url(#{id})">"#));
        draw(self);
        self.element(format_args!("</g>"));
    }

    /// The emblem around `middle`, `size` units wide; its cuts let `ground` show.
    pub(crate) fn emblem(&mut self, middle: Point, size: f64, colour: Colour, ground: Colour) {
        let scale = (size / 64.0 * 1000.0).round() / 1000.0;
        let (x, y) = (middle.x - 32.0 * scale, middle.y - 32.0 * scale);
        self.element(format_args!(
            r#"<g transform="translate({x:.2} {y:.2}) scale({scale})" stroke-linecap="round" stroke-linejoin="round">"#
        ));
        for layer in self.design.emblem.layers() {
            match layer {
                Layer::Fill(d) => self.element(format_args!(
                    r#"<path fill="{colour}" stroke="{colour}" stroke-width="2" d="{d}"/>"#
                )),
                Layer::Line(d, width) => self.stroke(d, colour, *width),
                Layer::Cut(d, width) => self.stroke(d, ground, *width),
            }
        }
        self.element(format_args!("</g>"));
    }

    fn stroke(&mut self, d: &str, colour: Colour, width: f64) {
        self.element(format_args!(r#"<path fill="none" stroke="{colour}" stroke-width="{width}" d="{d}"/>"#));
    }

    /// Fits and draws the title in the text colour; returns how it came out, so that the rest can make room.
    pub(crate) fn title(
        &mut self,
        area: &dyn Area,
        most_lines: usize,
        largest: f64,
    ) -> Result<Setting, DesignError> {
        let style = Style { field: "title", weight: 800, tracking: 0.045, capitals: self.design.capitals };
        let title = self.design.title.as_str();
        let largest = if title.chars().count() <= SHORT_TITLE { largest * 1.35 } else { largest };
        let setting = fit(title, &style, self.fonts, area, most_lines, largest)?;
        self.title_size = setting.size;
        let path = outlines(&setting, area, self.fonts);
        self.fill(&path, self.design.colours.text);
        Ok(setting)
    }

    /// Draws the second line on one line, if there is one; says whether there was.
    pub(crate) fn subtitle(
        &mut self,
        area: &dyn Area,
        largest: f64,
        colour: Colour,
    ) -> Result<bool, DesignError> {
        let Some(subtitle) = &self.design.subtitle else { return Ok(false) };
        let tracking = if subtitle.as_str().chars().count() > 14 { 0.06 } else { 0.14 };
        let style = Style { field: "subtitle", weight: 600, tracking, capitals: self.design.capitals };
        let setting = fit(subtitle.as_str(), &style, self.fonts, area, 1, largest)?;
        let path = outlines(&setting, area, self.fonts);
        self.fill(&path, colour);
        Ok(true)
    }

    fn element(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.body.write_fmt(text);
    }
}
