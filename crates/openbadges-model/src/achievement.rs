//! What was achieved: Achievement and what belongs to it.

use crate::{
    AchievementType, AlignmentTargetType, IdentifierEntry, OneOrMany, Profile, ResultDescription,
    class::class, one_or_many::types,
};
use serde_json::{Number, Value};

class! {
    /// What is recognised, apart from who has it (OB3 class `Achievement`).
    ///
    /// ```
    /// use openbadges_model::{Achievement, Criteria, validate_achievement};
    ///
    /// let achievement = Achievement {
    ///     tag: vec!["bicycles".into()],
    ///     ..Achievement::new("https://example.org/1", "Repair", "Mends bicycles.", Criteria::narrative("Mend three."))
    /// };
    /// let written = serde_json::to_value(&achievement)?;
    /// assert_eq!(written["criteria"]["narrative"], "Mend three.");
    /// assert!(validate_achievement(&written).is_empty());
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    Achievement {
        required {
            /// URI of the achievement.
            id: String,
            /// Contains `Achievement`.
            r#type: OneOrMany<String>,
            /// The name to show.
            name: String,
            /// A short description.
            description: String,
            /// How one earns it.
            criteria: Criteria,
        }
        optional {
            /// What kind of achievement.
            achievement_type: AchievementType,
            /// Who defined it.
            creator: Profile,
            /// Credit hours that it is worth.
            credits_available: Number,
            /// Category, subject, area of study.
            field_of_study: String,
            /// Code, for example of a course.
            human_code: String,
            /// The image of the badge.
            image: Image,
            /// Language of the texts, BCP 47.
            in_language: String,
            /// Focus, concentration.
            specialization: String,
            /// Version of the definition.
            version: String,
        }
        list {
            /// Alignments with frameworks.
            alignment: Alignment,
            /// Embedded endorsements, untouched because they carry proofs of their own.
            endorsement: Value,
            /// Endorsements as compact JWS.
            endorsement_jwt: String,
            /// Other identifiers of the achievement.
            other_identifier: IdentifierEntry,
            /// Related achievements: versions, translations.
            related: Related,
            /// The results that an award may state.
            result_description: ResultDescription,
            /// Keywords.
            tag: String,
        }
    }
}

impl Achievement {
    /// An achievement with its required members.
    pub fn new(
        id: impl Into<String>,
        name: impl Into<String>,
        description: impl Into<String>,
        criteria: Criteria,
    ) -> Self {
        Self::required(id.into(), types(&["Achievement"]), name.into(), description.into(), criteria)
    }
}

class! {
    /// How an achievement is earned (OB3 class `Criteria`): a page, a text or both.
    ///
    /// ```
    /// use openbadges_model::Criteria;
    ///
    /// let criteria = Criteria { id: Some("https://example.org/how".into()), ..Criteria::narrative("Mend **three**.") };
    /// let written = serde_json::json!({"id": "https://example.org/how", "narrative": "Mend **three**."});
    /// assert_eq!(serde_json::to_value(&criteria)?, written);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    Criteria {
        required {}
        optional {
            /// URI of a page with the criteria.
            id: String,
            /// The criteria themselves, Markdown: untrusted, sanitise before display (A.3-9).
            narrative: String,
        }
    }
}

impl Criteria {
    /// Criteria written out in Markdown.
    pub fn narrative(markdown: impl Into<String>) -> Self {
        Self { narrative: Some(markdown.into()), ..Self::required() }
    }

    /// Criteria on a page.
    pub fn page(url: impl Into<String>) -> Self {
        Self { id: Some(url.into()), ..Self::required() }
    }
}

class! {
    /// A picture (OB3 class `Image`, closed).
    ///
    /// ```
    /// use openbadges_model::Image;
    ///
    /// let image = Image { caption: Some("A bicycle".into()), ..Image::new("https://example.org/bicycle.png") };
    /// assert_eq!(serde_json::to_value(&image)?["type"], "Image");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    Image {
        required {
            /// URL, or a `data:` URI.
            id: String,
            /// `Image`, a plain string (A.3-3).
            r#type: String,
        }
        optional {
            /// Text in place of the picture.
            caption: String,
        }
    }
}

impl Image {
    /// A picture at an address.
    pub fn new(url: impl Into<String>) -> Self {
        Self::required(url.into(), "Image".into())
    }
}

class! {
    /// A link to an item of a framework (OB3 class `Alignment`).
    ///
    /// ```
    /// use openbadges_model::{Alignment, AlignmentTargetType};
    ///
    /// let alignment = Alignment {
    ///     target_type: Some(AlignmentTargetType::CFItem),
    ///     ..Alignment::new("Truing a wheel", "https://example.org/framework/7")
    /// };
    /// let written = serde_json::to_value(&alignment)?;
    /// assert_eq!(written["type"][0], "Alignment");
    /// assert_eq!(written["targetType"], "CFItem");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    Alignment {
        required {
            /// Contains `Alignment`.
            r#type: OneOrMany<String>,
            /// Name of the item.
            target_name: String,
            /// URL of the item.
            target_url: String,
        }
        optional {
            /// Code of the item in its framework.
            target_code: String,
            /// A short description of the item.
            target_description: String,
            /// Name of the framework.
            target_framework: String,
            /// What kind of item.
            target_type: AlignmentTargetType,
        }
    }
}

impl Alignment {
    /// A link to the item with this name and URL.
    pub fn new(target_name: impl Into<String>, target_url: impl Into<String>) -> Self {
        Self::required(types(&["Alignment"]), target_name.into(), target_url.into())
    }
}

class! {
    /// Another achievement that has to do with this one (OB3 class `Related`).
    ///
    /// ```
    /// use openbadges_model::Related;
    ///
    /// let german = Related { in_language: Some("de".into()), ..Related::new("https://example.org/1/de") };
    /// assert_eq!(serde_json::to_value(&german)?["inLanguage"], "de");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    Related {
        required {
            /// URI of the other achievement.
            id: String,
            /// Contains `Related`.
            r#type: OneOrMany<String>,
        }
        optional {
            /// Its language, BCP 47.
            in_language: String,
            /// Its version.
            version: String,
        }
    }
}

impl Related {
    /// The achievement with this URI.
    pub fn new(id: impl Into<String>) -> Self {
        Self::required(id.into(), types(&["Related"]))
    }
}
