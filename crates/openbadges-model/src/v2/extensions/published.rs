//! The published extensions: their names, their terms, and what their schemas demand, as a table of our own.

/// What a value must be.
pub(super) enum Shape {
    Text,
    Uri,
    Number,
    Boolean,
    DateTime,
    /// A day, `YYYY-MM-DD` or `YYYYMMDD`.
    Day,
    Uuid,
    /// A text that begins so.
    Begins(&'static str),
    OneOf(&'static [&'static str]),
    List(&'static Shape),
    OneOrMany(&'static Shape),
    Object(&'static [Rule]),
}

/// One member: its name, whether it is required, what it must be.
pub(super) struct Rule(pub(super) &'static str, pub(super) bool, pub(super) &'static Shape);

/// One published extension.
pub(super) struct Extension {
    /// The name of its type after `extensions:`.
    pub(super) types: &'static [&'static str],
    /// Terms of its context that documents also write as IRIs.
    pub(super) terms: &'static [(&'static str, &'static str)],
    /// What its schema demands.
    pub(super) rules: &'static [Rule],
}

use Shape::{Begins, Boolean, DateTime, Day, List, Number, Object, OneOf, OneOrMany, Text, Uri, Uuid};

const ADDRESS: Shape = Object(&[
    Rule("streetAddress", false, &Text),
    Rule("addressLocality", false, &Text),
    Rule("addressRegion", false, &Text),
    Rule("addressCountry", false, &Text),
    Rule("postalCode", false, &Text),
]);

const LEVEL: Shape = Object(&[
    Rule("identifier", true, &Uuid),
    Rule("description", true, &Text),
    Rule("lastChangeDateTime", false, &DateTime),
    Rule("caseUri", false, &Uri),
    Rule("quality", false, &Text),
    Rule("score", false, &Number),
    Rule("position", false, &Number),
    Rule("feedback", false, &Text),
]);

const CRITERION: Shape = Object(&[
    Rule("identifier", true, &Uuid),
    Rule("lastChangeDateTime", false, &DateTime),
    Rule("caseUri", false, &Uri),
    Rule("category", false, &Text),
    Rule("description", false, &Text),
    Rule("weight", false, &Number),
    Rule("position", false, &Number),
    Rule("criterionLevels", false, &OneOrMany(&LEVEL)),
]);

const RUBRIC: Shape = Object(&[
    Rule("identifier", true, &Uuid),
    Rule("title", true, &Text),
    Rule("rubricCriteria", true, &OneOrMany(&CRITERION)),
    Rule("lastChangeDateTime", false, &DateTime),
    Rule("caseUri", false, &Uri),
]);

const QUESTION: Shape = Object(&[
    Rule("type", true, &OneOf(&["ExternalQuestion", "FileQuestion", "TextQuestion"])),
    Rule("text", true, &Text),
    Rule("rubricId", false, &Text),
    Rule("url", false, &Uri),
    Rule("required", false, &Boolean),
    Rule("wordLimit", false, &Number),
    Rule("characterLimit", false, &Number),
]);

const SECTION: Shape = Object(&[
    Rule("questions", false, &OneOrMany(&QUESTION)),
    Rule("title", false, &Text),
    Rule("description", false, &Text),
    Rule("rubricId", false, &Text),
    Rule("url", false, &Uri),
    Rule("required", false, &Boolean),
]);

const ASSESSMENT: Shape = Object(&[
    Rule("description", true, &Text),
    Rule("type", true, &OneOf(&["Exam", "Performance", "Artifact"])),
    Rule("assessmentOutput", true, &Text),
    Rule("hasGroupParticipation", true, &Boolean),
    Rule("hasGroupEvaluation", true, &Boolean),
    Rule("evaluationMethod", true, &Text),
    Rule("assessmentExample", false, &Uri),
    Rule("scoringMethodExampleDescription", false, &Text),
    Rule("assessmentEvaluation", false, &Uri),
    Rule("rubrics", false, &OneOrMany(&RUBRIC)),
    Rule("sections", false, &OneOrMany(&SECTION)),
]);

const PARENT: Shape =
    Object(&[Rule("name", false, &Text), Rule("url", false, &Uri), Rule("address", false, &ADDRESS)]);

pub(super) const PUBLISHED: [Extension; 11] = [
    Extension {
        types: &["ExampleExtension"],
        terms: &[("exampleProperty", "http://schema.org/text")],
        rules: &[Rule("exampleProperty", true, &Text)],
    },
    Extension {
        types: &["ApplyLink"],
        terms: &[("url", "https://w3id.org/openbadges/extensions#applyLink")],
        rules: &[Rule("url", true, &Uri)],
    },
    Extension {
        types: &["GeoCoordinates"],
        terms: &[
            ("geo", "http://schema.org/geo"),
            ("name", "http://schema.org/name"),
            ("description", "http://schema.org/description"),
        ],
        rules: &[
            Rule("description", true, &Text),
            Rule("geo", true, &Object(&[Rule("latitude", true, &Number), Rule("longitude", true, &Number)])),
            Rule("name", false, &Text),
        ],
    },
    Extension {
        // The published schema has its list of required members in the wrong place: it requires none.
        types: &["accessibility", "Accessibility", "AccessibilityExtension", "accessibilityProperties"],
        terms: &[
            ("url", "https://w3id.org/openbadges/extensions##accessibility"),
            ("accessibilityAPI", "https://schema.org/accessibilityAPI"),
            ("accessibilityControl", "https://schema.org/accessibilityControl"),
            ("accessibilityFeature", "https://schema.org/accessibilityFeature"),
            ("accessibilityHazard", "https://schema.org/accessibilityHazard"),
        ],
        rules: &[
            Rule("accessibilityAPI", false, &Text),
            Rule("accessibilityControl", false, &List(&Text)),
            Rule("accessibilityFeature", false, &Text),
            Rule("accessibilityHazard", false, &Text),
            Rule("url", false, &Uri),
        ],
    },
    Extension {
        types: &["LicenseExtension"],
        terms: &[("legalCode", "http://creativecommons.org/ns#legalcode")],
        rules: &[Rule("id", true, &Begins("CC-")), Rule("name", true, &Text), Rule("legalCode", false, &Uri)],
    },
    Extension {
        types: &["originalCreator", "OriginalCreator"],
        terms: &[("url", "https://w3id.org/openbadges/extensions##originalCreator")],
        rules: &[Rule("url", true, &Uri)],
    },
    Extension {
        types: &["IssuerAccreditation"],
        terms: &[],
        rules: &[
            Rule("name", true, &Text),
            Rule("contactInstructions", true, &Text),
            Rule("url", true, &Uri),
            Rule("address", true, &ADDRESS),
            Rule("email", false, &Text),
            Rule("description", false, &Text),
            Rule("logo", false, &Uri),
            Rule("parentOrganization", false, &PARENT),
            Rule("areaServed", false, &Text),
            Rule("accreditationDate", false, &Day),
            Rule("educationalSector", false, &Text),
        ],
    },
    Extension {
        types: &["AssessmentExtension"],
        terms: &[],
        rules: &[Rule("description", true, &Text), Rule("assessments", true, &OneOrMany(&ASSESSMENT))],
    },
    Extension {
        types: &["ExtraDescriptionExtension"],
        terms: &[],
        rules: &[Rule("name", true, &Text), Rule("narrative", true, &Text)],
    },
    Extension {
        types: &["RecipientProfile"],
        terms: &[],
        rules: &[Rule("id", false, &Text), Rule("name", false, &Text), Rule("publicKey", false, &Uri)],
    },
    Extension {
        types: &["Endorsement"],
        terms: &[],
        rules: &[Rule("description", true, &Text), Rule("endorsedObject", false, &Object(&[]))],
    },
];
