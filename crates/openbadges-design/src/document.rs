//! The design document: what is stored, edited and drawn.

use serde::{Deserialize, Serialize, de::Error as _};

use crate::{Colour, DesignError, Emblem, Palette, Subtitle, Template, Title};

/// A badge design, version 1 of the document format. Unknown members are refused on reading.
///
/// ```
/// use openbadges_design::{Design, Emblem, Palette, Template, Title};
///
/// let design = Design::new(Template::Shield, Emblem::Leaf, Title::new("Gardening")?).with_palette(Palette::Forest);
/// assert_eq!(Design::from_json(&design.to_json()?)?, design);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Design {
    version: Version,
    /// The shape and layout.
    pub template: Template,
    /// The three colours everything is mixed from.
    pub colours: Colours,
    /// The name of the badge.
    pub title: Title,
    /// A second line, such as “Level two”.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<Subtitle>,
    /// The picture in the middle.
    pub emblem: Emblem,
    /// Draw the words in capitals (the default). Off for languages where that harms, such as Turkish,
    /// whose dotted i this crate cannot know of.
    #[serde(default = "yes")]
    pub capitals: bool,
}

/// The three colours of a design.
///
/// ```
/// use openbadges_design::{Colour, Colours, Design, Emblem, Template, Title};
///
/// let mut design = Design::new(Template::Shield, Emblem::Leaf, Title::new("Gardening")?);
/// design.colours = Colours { text: Colour::WHITE, ..design.colours };
/// assert!(design.to_json()?.contains("\"text\":\"#ffffff\""));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Colours {
    /// The field behind the emblem.
    pub main: Colour,
    /// Rims, ribbons and banners.
    pub accent: Colour,
    /// The title.
    pub text: Colour,
}

impl Design {
    /// A design with the template's own colours, no second line, in capitals.
    pub fn new(template: Template, emblem: Emblem, title: Title) -> Self {
        let colours = template.default_colours();
        Self { version: Version, template, colours, title, subtitle: None, emblem, capitals: true }
    }

    /// The same design in the colours of a palette.
    #[must_use]
    pub fn with_palette(mut self, palette: Palette) -> Self {
        self.colours = palette.colours(self.template);
        self
    }

    /// The same design with a second line.
    #[must_use]
    pub fn with_subtitle(mut self, subtitle: Subtitle) -> Self {
        self.subtitle = Some(subtitle);
        self
    }

    /// Reads a document.
    pub fn from_json(json: &str) -> Result<Self, DesignError> {
        Ok(serde_json::from_str(json)?)
    }

    /// Writes the document.
    pub fn to_json(&self) -> Result<String, DesignError> {
        Ok(serde_json::to_string(self)?)
    }
}

fn yes() -> bool {
    true
}

/// The number 1, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Version;

impl Serialize for Version {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(1)
    }
}

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u32::deserialize(deserializer)? {
            1 => Ok(Self),
            other => Err(D::Error::custom(format_args!("version {other} is not known here, only 1"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn design() -> Design {
        Design::new(Template::Rosette, Emblem::Bicycle, Title::new("Bicycle repair").unwrap())
    }

    #[test]
    fn a_document_survives_the_round_trip() {
        let design = design().with_subtitle(Subtitle::new("Level two").unwrap());
        let json = design.to_json().unwrap();
        assert!(json.starts_with(r##"{"version":1,"template":"rosette","colours":{"main":"#"##), "{json}");
        assert_eq!(Design::from_json(&json).unwrap(), design);
    }

    #[test]
    fn unknown_members_versions_and_names_are_refused() {
        let good = design().to_json().unwrap();
        for (from, to) in [
            ("\"version\":1", "\"version\":2"),
            ("\"version\":1", "\"version\":1,\"script\":\"x\""),
            ("\"rosette\"", "\"Rosette\""),
            ("\"bicycle\"", "\"unicorn\""),
            ("\"main\":\"#", "\"main\":\""),
            ("Bicycle repair", " "),
        ] {
            assert!(good.contains(from), "{from}");
            assert!(Design::from_json(&good.replacen(from, to, 1)).is_err(), "{to}");
        }
    }
}
