//! The files that a badge is saved as: its picture first, the rest behind "For other programs".

use accolade_platform::opening::Format;

use crate::page::Page;

/// What is offered below the picture of a badge.
pub(crate) struct Downloads {
    /// The address of the picture.
    pub(crate) first: String,
    pub(crate) groups: Vec<Group>,
}

/// Files for one purpose.
pub(crate) struct Group {
    pub(crate) what: String,
    pub(crate) files: Vec<File>,
}

pub(crate) struct File {
    pub(crate) address: String,
    pub(crate) label: String,
}

/// The groups in their order, with the words of each.
const GROUPS: [(&str, &[(Format, &str)]); 6] = [
    ("save-paper-what", &[(Format::Pdf, "save-paper")]),
    (
        "save-signed-what",
        &[
            (Format::Svg, "save-svg"),
            (Format::Json, "save-json"),
            (Format::Jwt, "save-jwt"),
            (Format::JwtRs256, "save-jwt-rs256"),
        ],
    ),
    ("save-both-what", &[(Format::PngBoth, "save-both-png"), (Format::SvgBoth, "save-both-svg")]),
    (
        "save-older-what",
        &[
            (Format::PngV2, "save-older-png"),
            (Format::SvgV2, "save-older-svg"),
            (Format::JsonV2, "save-older-json"),
        ],
    ),
    ("save-all-what", &[(Format::Zip, "save-all")]),
    ("save-record-what", &[(Format::Record, "save-record")]),
];

impl Downloads {
    /// The forms that are offered of a badge of this issuer, below the page at `base`.
    pub(crate) fn of(offered: &[Format], base: &str, issuer: &str, page: &Page) -> Self {
        let file = |(format, key): &(Format, &str)| File {
            address: format!("{base}/{}", format.name()),
            label: page.t(key),
        };
        let group = |(what, files): (&str, &[(Format, &str)])| Group {
            what: page.words_with(what, "issuer", issuer),
            files: files.iter().filter(|(format, _)| offered.contains(format)).map(file).collect(),
        };
        let groups = GROUPS.into_iter().map(group).filter(|group| !group.files.is_empty()).collect();
        Self { first: format!("{base}/{}", Format::Png.name()), groups }
    }
}
