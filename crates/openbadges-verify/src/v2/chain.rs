//! From an award to its badge class, and from there to the issuer.

use std::sync::Arc;

use openbadges_model::v2::{Class, Version};
use serde_json::Value;

use super::documents::{self, Had, Miss, Target, had};
use super::scope::web_id;
use crate::Reason;
use crate::documents::Documents;
use crate::keys::Problem;
use crate::members::text;

/// The documents behind an award.
pub(super) struct Chain {
    /// The badge class; an endorsement has none.
    pub(super) badge: Option<Had>,
    pub(super) issuer: Had,
}

impl Chain {
    /// Follows the links of an award. What is signed may carry its badge class where that cannot be had.
    pub(super) async fn of(
        award: &Had,
        class: Class,
        signed: bool,
        documents: &Documents<'_>,
    ) -> Result<Self, Problem> {
        if class == Class::Endorsement {
            let issuer = issuer_of(award, documents).await?;
            return Ok(Self { badge: None, issuer });
        }
        let badge = match linked(award, "badge", Class::BadgeClass, documents).await {
            Ok(badge) => badge,
            Err(_) if signed && award.document["badge"].is_object() => {
                inside(award, "badge", Class::BadgeClass)
            }
            Err(miss) => return Err(problem(miss, "badge")),
        };
        let issuer = issuer_of(&badge, documents).await?;
        Ok(Self { badge: Some(badge), issuer })
    }
}

/// The profile of the issuer: always from its own address, for it says where badges may be and which keys sign. Only
/// 0.5 has no profiles.
pub(super) async fn issuer_of(owner: &Had, documents: &Documents<'_>) -> Result<Had, Problem> {
    let embedded = owner.document.get("issuer").is_some_and(Value::is_object);
    if embedded && owner.version > Version::V0_5 && web_id(&owner.document["issuer"]).is_none() {
        return Err(Problem::because(Reason::Malformed, "issuer_not_hosted").with("document", "issuer"));
    }
    linked(owner, "issuer", Class::Issuer, documents).await.map_err(|miss| problem(miss, "issuer"))
}

fn problem(miss: Miss, document: &str) -> Problem {
    miss.problem().with("document", document)
}

/// The object that a member names or holds, from its own address if it has one.
async fn linked(owner: &Had, member: &str, class: Class, documents: &Documents<'_>) -> Result<Had, Miss> {
    let target = Target { class, version: owner.version };
    match owner.document.get(member) {
        Some(Value::String(address)) => documents::at(address, target, documents).await,
        Some(object @ Value::Object(_)) => match web_id(object) {
            Some(address) if owner.version > Version::V0_5 => documents::at(address, target, documents).await,
            _ => Ok(inside(owner, member, class)),
        },
        _ => {
            let problem =
                Problem::because(Reason::Malformed, "missing").with("pointer", format!("/{member}"));
            Err(Miss::Problem(Box::new(problem)))
        }
    }
}

/// The object inside another.
fn inside(owner: &Had, member: &str, class: Class) -> Had {
    let object = Arc::new(owner.document.get(member).cloned().unwrap_or_default());
    let id = text(&object, "id").unwrap_or(&owner.id).to_owned();
    let target = Target { class, version: owner.version };
    let version = owner.version;
    // Everything of a document of 0.5 was brought into form together.
    if version == Version::V0_5 {
        let (written, document) = (Arc::clone(&object), object);
        return Had { answer: None, written, document, version, id, elsewhere: None, is_embedded: true };
    }
    Had { version, is_embedded: true, ..had(object, target, None, &id) }
}
