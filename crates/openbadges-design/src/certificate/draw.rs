//! The sheet itself: A4, lying, in points from the top left.

use std::collections::HashMap;
use std::num::NonZeroU16;

use image::RgbaImage;
use krilla::Document;
use krilla::action::LinkAction;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb::Color;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::page::{Page, PageSettings};
use krilla::paint::{Fill, Paint, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, Node, Tag, TagGroup, TagKind};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use resvg::usvg::fontdb::ID;

use super::Style;
use super::set::{Block, Row};
use crate::text::Cluster;
use crate::{DesignError, Fonts};

const PAGE: (f32, f32) = (842.0, 595.0);
/// From the edge of the paper to the frame.
const FRAME: f32 = 26.0;
/// From the top of the paper to the picture, at least; the same below the words.
const MARGIN: f32 = 46.0;
/// The width that words may take.
pub(super) const WIDTH: f64 = 690.0;
/// A side of the picture, at most: it takes what the words leave.
const PICTURE: f32 = 228.0;
/// The colours of the frame, the names and all other words: red, green, blue.
const GOLD: [u8; 3] = [0xb9, 0x7a, 0x14];
const INK: [u8; 3] = [0x1d, 0x1a, 0x16];
const SOFT_INK: [u8; 3] = [0x6a, 0x62, 0x58];

impl Style {
    const fn colour(self) -> [u8; 3] {
        match self {
            Self::Heading | Self::Name => INK,
            Self::Plain | Self::Small => SOFT_INK,
        }
    }

    fn tag(self) -> TagKind {
        match self {
            Self::Heading => Tag::Hn(NonZeroU16::MIN, None).into(),
            Self::Name | Self::Plain | Self::Small => Tag::P.into(),
        }
    }
}

/// Draws the page, and says what is on it in reading order.
pub(super) fn page(
    document: &mut Document,
    picture: RgbaImage,
    picture_words: &str,
    blocks: &[Block<'_>],
    fonts: &Fonts,
) -> Result<Vec<Node>, DesignError> {
    let mut page = document.start_page_with(PageSettings::new(size(PAGE.0, PAGE.1)?));
    // Small lines stand at the foot, the others with the picture in the middle of what is left.
    let small = |block: &Block<'_>| block.line.style == Style::Small;
    let height = |some: &dyn Fn(&Block<'_>) -> bool| {
        narrow(blocks.iter().filter(|block| some(block)).map(Block::height).sum())
    };
    let (words, foot) = (height(&|block| !small(block)), height(&small));
    let room = PAGE.1 - 2.0 * MARGIN - foot - words;
    let side = room.clamp(1.0, PICTURE);
    let top = MARGIN + (room - side) / 2.0;
    let mut surface = page.surface();
    frame(&mut surface);
    let mut figure = TagGroup::new(Tag::Figure(Some(picture_words.to_owned())));
    figure.push(show(&mut surface, picture, side, top)?);
    let mut pens = [top + side, PAGE.1 - MARGIN - foot].map(|at| Pen { fonts, loaded: HashMap::new(), at });
    let drawn = blocks.iter().map(|block| pens[usize::from(small(block))].block(&mut surface, block));
    let drawn: Vec<_> = drawn.collect::<Result<_, _>>()?;
    surface.finish();
    let groups = blocks.iter().zip(drawn).map(|(block, rows)| tagged(&mut page, block, rows).into());
    let tags = [Node::from(figure)].into_iter().chain(groups).collect();
    page.finish();
    Ok(tags)
}

/// A row that was drawn, and where.
type Drawn = (Identifier, Rect);

fn tagged(page: &mut Page<'_>, block: &Block<'_>, rows: Vec<Drawn>) -> TagGroup {
    let mut group = TagGroup::new(block.line.style.tag());
    for (row, place) in rows {
        let Some(address) = &block.line.link else {
            group.push(row);
            continue;
        };
        let target = Target::Action(LinkAction::new(address.clone()).into());
        let annotation = Annotation::new_link(LinkAnnotation::new(place, target), Some(address.clone()));
        let annotation = page.add_tagged_annotation(annotation);
        group.push(TagGroup::with_children(Tag::Link, vec![row.into(), annotation.into()]));
    }
    group
}

fn frame(surface: &mut Surface<'_>) {
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    surface.set_stroke(Some(Stroke { paint: paint(GOLD), width: 1.5, ..Stroke::default() }));
    let mut path = PathBuilder::new();
    if let Some(rect) = Rect::from_ltrb(FRAME, FRAME, PAGE.0 - FRAME, PAGE.1 - FRAME) {
        path.push_rect(rect);
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
    surface.set_stroke(None);
    surface.end_tagged();
}

fn show(
    surface: &mut Surface<'_>,
    picture: RgbaImage,
    side: f32,
    top: f32,
) -> Result<Identifier, DesignError> {
    let (width, height) = picture.dimensions();
    let image = Image::from_rgba8(picture.into_raw(), width, height);
    let shown = surface.start_tagged(ContentTag::Other);
    surface.push_transform(&Transform::from_translate((PAGE.0 - side) / 2.0, top));
    surface.draw_image(image, size(side, side)?);
    surface.pop();
    surface.end_tagged();
    Ok(shown)
}

/// Writes rows one below the other.
struct Pen<'a> {
    fonts: &'a Fonts,
    loaded: HashMap<ID, Font>,
    at: f32,
}

impl Pen<'_> {
    fn block(&mut self, surface: &mut Surface<'_>, block: &Block<'_>) -> Result<Vec<Drawn>, DesignError> {
        let style = block.line.style;
        surface.set_fill(Some(Fill { paint: paint(style.colour()), ..Fill::default() }));
        self.at += narrow(style.measures().above);
        block.rows.iter().map(|row| self.row(surface, row, block)).collect()
    }

    fn row(&mut self, surface: &mut Surface<'_>, row: &Row, block: &Block<'_>) -> Result<Drawn, DesignError> {
        let (size, top) = (narrow(block.size), self.at);
        self.at += narrow(block.pitch());
        let width = narrow(row.shaped.width()) * size;
        let mut start = Point::from_xy((PAGE.0 - width) / 2.0, top + size);
        let place = Rect::from_xywh(start.x, top, width, narrow(block.pitch())).ok_or_else(no_room)?;
        let drawn = surface.start_tagged(ContentTag::Other);
        for run in row.shaped.0.chunk_by(|one, next| face(one) == face(next)) {
            let Some(face) = run.first().and_then(face) else { continue };
            surface.draw_glyphs(start, &glyphs(run), self.font(face)?, &row.words, size, false);
            start.x += run.iter().map(|cluster| narrow(cluster.advance)).sum::<f32>() * size;
        }
        surface.end_tagged();
        Ok((drawn, place))
    }

    fn font(&mut self, id: ID) -> Result<Font, DesignError> {
        if let Some(font) = self.loaded.get(&id) {
            return Ok(font.clone());
        }
        let copied = self.fonts.database().with_face_data(id, |data, index| (data.to_vec(), index));
        let font = copied.and_then(|(data, index)| Font::new(data.into(), index));
        let font = font.ok_or_else(|| DesignError::Write("a font cannot be embedded".to_owned()))?;
        self.loaded.insert(id, font.clone());
        Ok(font)
    }
}

fn face(cluster: &Cluster) -> Option<ID> {
    cluster.glyphs.first().map(|glyph| glyph.face)
}

/// The glyphs of a cluster lie where they lie in it; the pen moves on after the last.
fn glyphs(run: &[Cluster]) -> Vec<KrillaGlyph> {
    let of_cluster = |cluster: &Cluster| {
        let last = cluster.glyphs.len().saturating_sub(1);
        let glyph = |(index, glyph): (usize, &crate::text::Glyph)| {
            let advance = if index == last { narrow(cluster.advance) } else { 0.0 };
            let (x, y) = (narrow(glyph.x), narrow(glyph.y));
            KrillaGlyph::new(GlyphId::new(glyph.id.0.into()), advance, x, y, 0.0, cluster.text.clone(), None)
        };
        cluster.glyphs.iter().enumerate().map(glyph).collect::<Vec<_>>()
    };
    run.iter().flat_map(of_cluster).collect()
}

fn paint([red, green, blue]: [u8; 3]) -> Paint {
    Color::new(red, green, blue).into()
}

fn size(width: f32, height: f32) -> Result<Size, DesignError> {
    Size::from_wh(width, height).ok_or_else(no_room)
}

fn no_room() -> DesignError {
    DesignError::Write("the sheet has no room".to_owned())
}

#[expect(clippy::cast_possible_truncation, reason = "points on a sheet need no more digits")]
const fn narrow(points: f64) -> f32 {
    points as f32
}
