//! An award on a sheet of paper: a picture and centred lines of words, as PDF.

mod draw;
mod set;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::metadata::{DateTime, Metadata};
use krilla::tagging::TagTree;
use krilla::{Document, SerializeSettings};

use self::set::{Block, Measures};
use crate::upload::decode;
use crate::{DesignError, Fonts, Limits};

/// What stands on the sheet, from top to bottom.
///
/// ```
/// use openbadges_design::{Attachment, Certificate, Line, Style};
///
/// let sheet = Certificate {
///     language: "en".into(),
///     title: "Bicycle repair".into(),
///     made_at: "2026-11-24T12:00:00Z".parse()?,
///     picture: Vec::new(), // the bytes of a PNG
///     picture_words: "The badge Bicycle repair".into(),
///     lines: vec![Line { words: "Ada Lovelace".into(), style: Style::Name, link: None }],
///     attachment: Attachment {
///         name: "badge.json".into(),
///         media_type: "application/json",
///         description: "The signed badge".into(),
///         bytes: b"{}".to_vec(),
///     },
/// };
/// assert_eq!(sheet.lines[0].style, Style::Name);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Certificate {
    /// The language of the words (BCP 47).
    pub language: String,
    /// What the document is called.
    pub title: String,
    /// The date of the document.
    pub made_at: Timestamp,
    /// The picture at the top: a square PNG.
    pub picture: Vec<u8>,
    /// What is seen on the picture.
    pub picture_words: String,
    /// The lines below it.
    pub lines: Vec<Line>,
    /// A file that is in the document.
    pub attachment: Attachment,
}

/// A line of words, centred; one that is too long goes on below, then gets smaller, then ends in dots.
///
/// ```
/// use openbadges_design::{Line, Style};
///
/// let address = "https://example.org/badges/1";
/// let line = Line { words: address.into(), style: Style::Small, link: Some(address.into()) };
/// assert_eq!(line.link.as_deref(), Some(line.words.as_str()));
/// ```
#[derive(Clone)]
pub struct Line {
    /// The words.
    pub words: String,
    /// How large and how strong they are.
    pub style: Style,
    /// Where a click on them leads.
    pub link: Option<String>,
}

/// A file in the document.
///
/// ```
/// use openbadges_design::Attachment;
///
/// let badge = Attachment {
///     name: "badge.json".into(),
///     media_type: "application/json",
///     description: "The signed badge".into(),
///     bytes: b"{}".to_vec(),
/// };
/// assert!(badge.name.ends_with(".json"));
/// ```
#[derive(Clone)]
pub struct Attachment {
    /// What it is called.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// What it is, in words.
    pub description: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// How large and how strong words are.
///
/// ```
/// use openbadges_design::{Line, Style};
///
/// let line = |words: &str, style| Line { words: words.into(), style, link: None };
/// let lines = [line("Bicycle repair", Style::Heading), line("Ada Lovelace", Style::Name)];
/// assert_ne!(lines[0].style, lines[1].style);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The name of the badge.
    Heading,
    /// The name of a person.
    Name,
    /// What is said about them.
    Plain,
    /// Addresses and remarks, at the foot of the sheet.
    Small,
}

impl Style {
    #[rustfmt::skip]
    const fn measures(self) -> Measures {
        match self {
            Self::Heading => Measures { largest: 32.0, smallest: 9.0, most_rows: 3, above: 12.0, weight: 800 },
            Self::Name => Measures { largest: 24.0, smallest: 9.0, most_rows: 3, above: 2.0, weight: 800 },
            Self::Plain => Measures { largest: 12.5, smallest: 9.0, most_rows: 2, above: 8.0, weight: 600 },
            Self::Small => Measures { largest: 9.0, smallest: 6.0, most_rows: 2, above: 5.0, weight: 600 },
        }
    }
}

/// Draws the sheet as PDF, the words as text that can be selected, searched and read out. The same sheet makes the
/// same bytes.
///
/// ```no_run
/// use openbadges_design::{Certificate, Fonts, certificate};
///
/// fn save(sheet: &Certificate, fonts: &Fonts) -> Result<(), Box<dyn std::error::Error>> {
///     Ok(std::fs::write("certificate.pdf", certificate(sheet, fonts)?)?)
/// }
/// ```
///
/// # Errors
/// [`DesignError::NoGlyph`] where no font has a character of a line ([`Fonts::can_draw`] tells before), what is wrong
/// with the picture, or [`DesignError::Write`].
pub fn certificate(certificate: &Certificate, fonts: &Fonts) -> Result<Vec<u8>, DesignError> {
    let picture = decode(&certificate.picture, &Limits::default())?;
    let set = |line| Block::set(line, fonts, draw::WIDTH);
    let blocks: Vec<_> = certificate.lines.iter().map(set).collect::<Result<_, _>>()?;
    let mut document = Document::new_with(SerializeSettings::default());
    let date = date(certificate.made_at);
    let about = Metadata::new().title(certificate.title.clone()).language(certificate.language.clone());
    document.set_metadata(about.creation_date(date));
    let tags = draw::page(&mut document, picture, &certificate.picture_words, &blocks, fonts)?;
    document.set_tag_tree(TagTree::from(tags));
    document.embed_file(attached(&certificate.attachment, date));
    document.finish().map_err(|error| DesignError::Write(format!("{error:?}")))
}

/// Stored as it is, so that its bytes can be found in those of the document.
fn attached(attachment: &Attachment, date: DateTime) -> EmbeddedFile {
    EmbeddedFile {
        path: attachment.name.clone(),
        mime_type: MimeType::new(attachment.media_type),
        description: Some(attachment.description.clone()),
        association_kind: AssociationKind::Source,
        data: attachment.bytes.clone().into(),
        modification_date: Some(date),
        compress: Some(false),
        location: None,
    }
}

fn date(at: Timestamp) -> DateTime {
    let at = at.to_zoned(TimeZone::UTC);
    let part = |number: i8| number.unsigned_abs();
    DateTime::new(at.year().unsigned_abs())
        .month(part(at.month()))
        .day(part(at.day()))
        .hour(part(at.hour()))
        .minute(part(at.minute()))
        .second(part(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}
