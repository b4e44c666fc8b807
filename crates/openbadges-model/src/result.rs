//! Results of an achievement and their descriptions.

use crate::{Alignment, OneOrMany, ResultStatusType, ResultType, class::class, one_or_many::types};

class! {
    /// A result that somebody reached (OB3 class `Result`).
    ///
    /// ```
    /// use openbadges_model::{Result, ResultStatusType};
    ///
    /// let result = Result { status: Some(ResultStatusType::Completed), ..Result::new("urn:uuid:exam") };
    /// let written = serde_json::to_value(&result)?;
    /// assert_eq!(written["resultDescription"], "urn:uuid:exam");
    /// assert_eq!(written["status"], "Completed");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    Result {
        required {
            /// Contains `Result`.
            r#type: OneOrMany<String>,
        }
        optional {
            /// `id` of a rubric criterion level of the achievement.
            achieved_level: String,
            /// `id` of a result description of the achievement.
            result_description: String,
            /// Required when the result description is of type `Status`.
            status: ResultStatusType,
            /// The result, as text.
            value: String,
        }
        list {
            /// Alignments with frameworks.
            alignment: Alignment,
        }
    }
}

impl Result {
    /// The result that `result_description` (an `id`) describes.
    pub fn new(result_description: impl Into<String>) -> Self {
        Self { result_description: Some(result_description.into()), ..Self::required(types(&["Result"])) }
    }
}

class! {
    /// A result that an achievement may have (OB3 class `ResultDescription`).
    ///
    /// ```
    /// use openbadges_model::{ResultDescription, ResultType};
    ///
    /// let exam = ResultDescription {
    ///     allowed_value: ["F", "C", "A"].map(String::from).to_vec(),
    ///     ..ResultDescription::new("urn:uuid:exam", "Final exam", ResultType::LetterGrade)
    /// };
    /// assert_eq!(serde_json::to_value(&exam)?["resultType"], "LetterGrade");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ResultDescription {
        required {
            /// URI that a result names.
            id: String,
            /// Contains `ResultDescription`.
            r#type: OneOrMany<String>,
            /// The name to show.
            name: String,
            /// What kind of result.
            result_type: ResultType,
        }
        optional {
            /// `id` of the rubric criterion level that is needed to pass.
            required_level: String,
            /// Value that is needed to pass.
            required_value: String,
            /// Highest possible value, as text.
            value_max: String,
            /// Lowest possible value, as text.
            value_min: String,
        }
        list {
            /// Alignments with frameworks.
            alignment: Alignment,
            /// Possible values, from low to high: never sort them (E.1-5).
            allowed_value: String,
            /// Levels, from low to high.
            rubric_criterion_level: RubricCriterionLevel,
        }
    }
}

impl ResultDescription {
    /// A description with its required members.
    pub fn new(id: impl Into<String>, name: impl Into<String>, result_type: ResultType) -> Self {
        Self::required(id.into(), types(&["ResultDescription"]), name.into(), result_type)
    }
}

class! {
    /// A level of a rubric (OB3 class `RubricCriterionLevel`).
    ///
    /// ```
    /// use openbadges_model::RubricCriterionLevel;
    ///
    /// let mastered = RubricCriterionLevel::new("urn:uuid:3", "Mastered");
    /// let level = RubricCriterionLevel { points: Some("3".into()), ..mastered };
    /// assert_eq!(serde_json::to_value(&level)?["points"], "3");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    RubricCriterionLevel {
        required {
            /// URI that `achievedLevel` names.
            id: String,
            /// Contains `RubricCriterionLevel`.
            r#type: OneOrMany<String>,
            /// The name to show.
            name: String,
        }
        optional {
            /// What the level asks.
            description: String,
            /// The level in terms of success.
            level: String,
            /// Points, as text.
            points: String,
        }
        list {
            /// Alignments with frameworks.
            alignment: Alignment,
        }
    }
}

impl RubricCriterionLevel {
    /// A level with its required members.
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self::required(id.into(), types(&["RubricCriterionLevel"]), name.into())
    }
}
