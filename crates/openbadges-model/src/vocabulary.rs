//! The enumerations of the specification (A.2), open ones with their `ext:` terms.

use serde::{Deserialize, Serialize};

/// Writes one enumeration: its terms, and `Other` for an `ext:` term or whatever else was read.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(from = "String", into = "String")]
        pub enum $name {
            $(#[doc = concat!("`", $text, "`")] $variant,)*
            /// A term of an extension, or one that the specification does not know.
            Other(String),
        }

        impl $name {
            /// The terms of the specification, in its order.
            pub const TERMS: &[&str] = &[$($text),*];

            /// The term as it is written.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Other(text) => text,
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    other => Self::Other(other.to_owned()),
                }
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl From<$name> for String {
            fn from(term: $name) -> Self {
                term.as_str().to_owned()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

vocabulary! {
    /// What kind of achievement it is (open: `ext:` terms are legal).
    ///
    /// ```
    /// use openbadges_model::AchievementType;
    ///
    /// assert_eq!(AchievementType::from("Badge"), AchievementType::Badge);
    /// assert_eq!(AchievementType::from("ext:Medal").as_str(), "ext:Medal");
    /// assert!(AchievementType::TERMS.contains(&"MicroCredential"));
    /// ```
    AchievementType {
        Achievement = "Achievement",
        ApprenticeshipCertificate = "ApprenticeshipCertificate",
        Assessment = "Assessment",
        Assignment = "Assignment",
        AssociateDegree = "AssociateDegree",
        Award = "Award",
        Badge = "Badge",
        BachelorDegree = "BachelorDegree",
        Certificate = "Certificate",
        CertificateOfCompletion = "CertificateOfCompletion",
        Certification = "Certification",
        CommunityService = "CommunityService",
        Competency = "Competency",
        Course = "Course",
        CoCurricular = "CoCurricular",
        Degree = "Degree",
        Diploma = "Diploma",
        DoctoralDegree = "DoctoralDegree",
        Fieldwork = "Fieldwork",
        GeneralEducationDevelopment = "GeneralEducationDevelopment",
        JourneymanCertificate = "JourneymanCertificate",
        LearningProgram = "LearningProgram",
        License = "License",
        Membership = "Membership",
        ProfessionalDoctorate = "ProfessionalDoctorate",
        QualityAssuranceCredential = "QualityAssuranceCredential",
        MasterCertificate = "MasterCertificate",
        MasterDegree = "MasterDegree",
        MicroCredential = "MicroCredential",
        ResearchDoctorate = "ResearchDoctorate",
        SecondarySchoolDiploma = "SecondarySchoolDiploma",
    }
}

vocabulary! {
    /// What an alignment points at (open: `ext:` terms are legal).
    ///
    /// ```
    /// use openbadges_model::AlignmentTargetType;
    ///
    /// assert_eq!(AlignmentTargetType::CeasnCompetency.as_str(), "ceasn:Competency");
    /// assert_eq!(AlignmentTargetType::from("ext:Goal"), AlignmentTargetType::Other("ext:Goal".into()));
    /// ```
    AlignmentTargetType {
        CeasnCompetency = "ceasn:Competency",
        CetermsCredential = "ceterms:Credential",
        CFItem = "CFItem",
        CFRubric = "CFRubric",
        CFRubricCriterion = "CFRubricCriterion",
        CFRubricCriterionLevel = "CFRubricCriterionLevel",
        CTDL = "CTDL",
    }
}

vocabulary! {
    /// What kind of identifier it is, `IdentifierTypeEnum` (open: `ext:` terms are legal).
    ///
    /// ```
    /// use openbadges_model::IdentifierType;
    ///
    /// assert_eq!(IdentifierType::from("emailAddress"), IdentifierType::EmailAddress);
    /// assert_eq!(IdentifierType::LtiUserId.to_string(), "ltiUserId");
    /// ```
    IdentifierType {
        Name = "name",
        SourcedId = "sourcedId",
        SystemId = "systemId",
        ProductId = "productId",
        UserName = "userName",
        AccountId = "accountId",
        EmailAddress = "emailAddress",
        NationalIdentityNumber = "nationalIdentityNumber",
        Isbn = "isbn",
        Issn = "issn",
        LisSourcedId = "lisSourcedId",
        OneRosterSourcedId = "oneRosterSourcedId",
        SisSourcedId = "sisSourcedId",
        LtiContextId = "ltiContextId",
        LtiDeploymentId = "ltiDeploymentId",
        LtiToolId = "ltiToolId",
        LtiPlatformId = "ltiPlatformId",
        LtiUserId = "ltiUserId",
        Identifier = "identifier",
    }
}

vocabulary! {
    /// What kind of result is described (open: `ext:` terms are legal).
    ///
    /// ```
    /// use openbadges_model::ResultType;
    ///
    /// assert_eq!(serde_json::to_value(ResultType::Percent)?, "Percent");
    /// assert_eq!(serde_json::from_value::<ResultType>("RawScore".into())?, ResultType::RawScore);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ResultType {
        GradePointAverage = "GradePointAverage",
        LetterGrade = "LetterGrade",
        Percent = "Percent",
        PerformanceLevel = "PerformanceLevel",
        PredictedScore = "PredictedScore",
        RawScore = "RawScore",
        Result = "Result",
        RubricCriterion = "RubricCriterion",
        RubricCriterionLevel = "RubricCriterionLevel",
        RubricScore = "RubricScore",
        ScaledScore = "ScaledScore",
        Status = "Status",
    }
}

vocabulary! {
    /// The status of an achievement in a result (closed).
    ///
    /// ```
    /// use openbadges_model::ResultStatusType;
    ///
    /// assert_eq!(ResultStatusType::from("InProgress"), ResultStatusType::InProgress);
    /// // Read whatever stands there; `validate` says that it is no term.
    /// assert_eq!(ResultStatusType::from("Nearly").as_str(), "Nearly");
    /// ```
    ResultStatusType {
        Completed = "Completed",
        Enrolled = "Enrolled",
        Failed = "Failed",
        InProgress = "InProgress",
        OnHold = "OnHold",
        Provisional = "Provisional",
        Withdrew = "Withdrew",
    }
}

vocabulary! {
    /// What one achievement of a CLR is to another (closed; D "Association").
    ///
    /// ```
    /// use openbadges_model::AssociationType;
    ///
    /// assert_eq!(AssociationType::IsPartOf.as_str(), "isPartOf");
    /// assert_eq!(AssociationType::TERMS.len(), 8);
    /// ```
    AssociationType {
        ExactMatchOf = "exactMatchOf",
        IsChildOf = "isChildOf",
        IsParentOf = "isParentOf",
        IsPartOf = "isPartOf",
        IsPeerOf = "isPeerOf",
        IsRelatedTo = "isRelatedTo",
        Precedes = "precedes",
        ReplacedBy = "replacedBy",
    }
}

/// Whether `text` is an extension term that we would write (A.3-4).
///
/// ```
/// use openbadges_model::vocabulary::is_extension_term;
///
/// assert!(is_extension_term("ext:Medal"));
/// assert!(!is_extension_term("Medal") && !is_extension_term("ext:two words"));
/// ```
pub fn is_extension_term(text: &str) -> bool {
    text.strip_prefix("ext:").is_some_and(|name| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a2_terms_read_and_write_alike() {
        assert_eq!(AchievementType::TERMS.len(), 31);
        for term in AlignmentTargetType::TERMS {
            let read = AlignmentTargetType::from(*term);
            assert!(!matches!(read, AlignmentTargetType::Other(_)));
            assert_eq!(read.to_string(), *term);
        }
        assert_eq!(IdentifierType::from("ext:badgeId").as_str(), "ext:badgeId");
    }

    #[test]
    fn a3_4_extension_terms_are_plain_names() {
        assert!(is_extension_term("ext:My-Type.v2_0"));
        for bad in ["ext:", "ext:a b", "ext:a|b", "Ext:a", "xext:a"] {
            assert!(!is_extension_term(bad), "{bad}");
        }
    }
}
