//! A badge of 2.0 or before as a 3.0 credential (Impl "Migrating", E.5-13): for showing, not for passing on. It
//! carries no proof: what vouches for the badge is its original.

use super::instant;
use crate::DateTimeZ;
use crate::context::{CREDENTIALS_V2, OPEN_BADGES_3_0_3};
use crate::json::{each, member};
use serde_json::{Map, Value, json};

type Members = Map<String, Value>;

/// As many members as an object of the view usually has at most.
const MEMBERS: usize = 14;

/// The three documents of a badge in the form of 2.0.
///
/// ```
/// use openbadges_model::v2::{Issued, to_credential};
/// use serde_json::json;
///
/// let [assertion, badge, issuer] = [
///     json!({"id": "https://example.org/assertions/1"}),
///     json!({"id": "https://example.org/badges/1", "name": "Archery"}),
///     json!({"id": "https://example.org/issuer", "name": "Example Org"}),
/// ];
/// let view = to_credential(Issued { assertion: &assertion, badge: &badge, issuer: &issuer });
/// assert_eq!(view["credentialSubject"]["achievement"]["name"], "Archery");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Issued<'a> {
    /// The Assertion.
    pub assertion: &'a Value,
    /// Its `BadgeClass`.
    pub badge: &'a Value,
    /// The profile of the `BadgeClass`'s issuer.
    pub issuer: &'a Value,
}

/// The 3.0 view of a badge: every member of 2.0 that 3.0 has a place for. What it has none for stays with the original:
///
/// - endorsements, of the Assertion, its class and its issuer: in 3.0 these are signed credentials, and one of 2.0 is
///   none; whoever verifies the badge verifies them too, each by itself;
/// - what vouches for the badge and takes it back: `verification`, `revoked`, `revocationReason`, `publicKey`,
///   `revocationList`;
/// - the `author` of an image (an Image of 3.0 has `id` and `caption`), and what Criteria have beyond `id` and
///   `narrative`;
/// - `related`, `version` and `@language` of an Assertion and of a profile: in 3.0 only achievements have them;
/// - an alignment without `targetName` or `targetUrl`, which 3.0 does not allow;
/// - extensions, and members that the specification does not know.
///
/// ```
/// use openbadges_model::v2::{Issued, to_credential};
/// use serde_json::json;
/// let view = to_credential(Issued {
///     assertion: &json!({
///         "id": "https://example.org/assertions/1",
///         "issuedOn": "2016-12-31T23:59:59Z",
///         "recipient": {"type": "email", "hashed": false, "identity": "ada@example.org"}
///     }),
///     badge: &json!({
///         "id": "https://example.org/badge", "name": "Teamwork", "description": "Works well with others.",
///         "criteria": "https://example.org/criteria", "tags": "team"
///     }),
///     issuer: &json!({"id": "https://example.org", "name": "Example Org", "email": "a@example.org"}),
/// });
/// assert!(openbadges_model::validate(&view).is_empty());
/// assert_eq!(view["credentialSubject"]["achievement"]["tag"], json!(["team"]));
/// ```
pub fn to_credential(issued: Issued<'_>) -> Value {
    let Issued { assertion, badge, issuer } = issued;
    let mut view = Members::with_capacity(MEMBERS);
    view.insert("@context".into(), json!([CREDENTIALS_V2, OPEN_BADGES_3_0_3]));
    copy(&mut view, assertion, "id", "id");
    view.insert("type".into(), json!(["VerifiableCredential", "OpenBadgeCredential"]));
    copy(&mut view, badge, "name", "name");
    put(&mut view, "image", image(member(assertion, "image")));
    let creator = profile(issuer);
    view.insert("issuer".into(), creator.clone());
    for (name, new) in [("issuedOn", "validFrom"), ("expires", "validUntil")] {
        put(&mut view, new, member(assertion, name).and_then(date));
    }
    view.insert("credentialSubject".into(), subject(assertion, badge, creator));
    put(&mut view, "evidence", list(assertion, "evidence", evidence));
    Value::Object(view)
}

/// A date of 3.0: as it is written where 3.0 writes it so too, for its offset tells the day that was meant; else in UTC.
fn date(date: &Value) -> Option<Value> {
    let exact = date.as_str().is_some_and(|text| text.parse::<DateTimeZ>().is_ok());
    if exact { Some(date.clone()) } else { instant(date).map(|date| date.to_string().into()) }
}

fn subject(assertion: &Value, badge: &Value, creator: Value) -> Value {
    let mut subject = Members::with_capacity(MEMBERS);
    if let Some(recipient) = member(assertion, "recipient").filter(|recipient| recipient.is_object()) {
        let kind = each(recipient, "type").find_map(Value::as_str).unwrap_or("email");
        let plain = member(recipient, "hashed") == Some(&Value::Bool(false));
        if plain && kind == "id" {
            copy(&mut subject, recipient, "identity", "id");
        }
        subject.insert("identifier".into(), Value::Array(vec![identity(recipient, kind)]));
    }
    subject.insert("type".into(), json!(["AchievementSubject"]));
    subject.insert("achievement".into(), achievement(badge, creator));
    copy(&mut subject, assertion, "narrative", "narrative");
    Value::Object(subject)
}

fn identity(recipient: &Value, kind: &str) -> Value {
    let mut identity = Members::with_capacity(MEMBERS);
    identity.insert("type".into(), json!("IdentityObject"));
    let hashed = member(recipient, "hashed").and_then(Value::as_bool).unwrap_or(false);
    identity.insert("hashed".into(), hashed.into());
    copy(&mut identity, recipient, "identity", "identityHash");
    let kind = match kind {
        "email" | "schema:email" => "emailAddress".to_owned(),
        "id" => "identifier".to_owned(),
        other => format!("ext:{}", other.rsplit(['/', '#', ':']).next().unwrap_or(other)),
    };
    identity.insert("identityType".into(), kind.into());
    copy(&mut identity, recipient, "salt", "salt");
    Value::Object(identity)
}

fn achievement(badge: &Value, creator: Value) -> Value {
    let mut achievement = Members::with_capacity(MEMBERS);
    copy(&mut achievement, badge, "id", "id");
    achievement.insert("type".into(), json!(["Achievement"]));
    for name in ["name", "description"] {
        copy(&mut achievement, badge, name, name);
    }
    achievement.insert("criteria".into(), criteria(member(badge, "criteria")));
    put(&mut achievement, "image", image(member(badge, "image")));
    achievement.insert("creator".into(), creator);
    copy(&mut achievement, badge, "@language", "inLanguage");
    put(&mut achievement, "version", version(badge));
    put(&mut achievement, "alignment", list(badge, "alignment", alignment));
    put(&mut achievement, "tag", list(badge, "tags", |tag| tag.is_string().then(|| tag.clone())));
    put(&mut achievement, "related", list(badge, "related", related));
    Value::Object(achievement)
}

/// A version: text or a number in 2.0, text in 3.0.
fn version(object: &Value) -> Option<Value> {
    match member(object, "version")? {
        text @ Value::String(_) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string().into()),
        _ => None,
    }
}

fn profile(issuer: &Value) -> Value {
    let mut profile = Members::with_capacity(MEMBERS);
    copy(&mut profile, issuer, "id", "id");
    profile.insert("type".into(), json!(["Profile"]));
    for (name, new) in [
        ("name", "name"),
        ("url", "url"),
        ("telephone", "phone"),
        ("description", "description"),
        ("email", "email"),
    ] {
        copy(&mut profile, issuer, name, new);
    }
    put(&mut profile, "image", image(member(issuer, "image")));
    Value::Object(profile)
}

fn criteria(criteria: Option<&Value>) -> Value {
    let mut view = Members::new();
    match criteria {
        Some(Value::String(id)) => {
            view.insert("id".into(), json!(id));
        }
        Some(object) => {
            for name in ["id", "narrative"] {
                copy(&mut view, object, name, name);
            }
        }
        None => {}
    }
    Value::Object(view)
}

fn image(image: Option<&Value>) -> Option<Value> {
    let image = image?;
    let mut view = Members::new();
    match image {
        Value::String(id) => {
            view.insert("id".into(), json!(id));
        }
        object => {
            copy(&mut view, object, "id", "id");
            copy(&mut view, object, "caption", "caption");
        }
    }
    view.contains_key("id").then(|| {
        view.insert("type".into(), json!("Image"));
        Value::Object(view)
    })
}

fn evidence(evidence: &Value) -> Option<Value> {
    let mut view = Members::new();
    match evidence {
        Value::String(id) => {
            view.insert("id".into(), json!(id));
        }
        object => {
            for name in ["id", "narrative", "name", "description", "genre", "audience"] {
                copy(&mut view, object, name, name);
            }
            // A blank node is no address.
            if view.get("id").and_then(Value::as_str).is_some_and(|id| id.starts_with("_:")) {
                view.shift_remove("id");
            }
        }
    }
    (!view.is_empty()).then(|| {
        view.insert("type".into(), json!(["Evidence"]));
        Value::Object(view)
    })
}

fn alignment(alignment: &Value) -> Option<Value> {
    let mut view = Members::with_capacity(MEMBERS);
    view.insert("type".into(), json!(["Alignment"]));
    for name in ["targetName", "targetUrl", "targetDescription", "targetFramework", "targetCode"] {
        copy(&mut view, alignment, name, name);
    }
    (view.contains_key("targetName") && view.contains_key("targetUrl")).then_some(Value::Object(view))
}

fn related(related: &Value) -> Option<Value> {
    let mut view = Members::new();
    match related {
        Value::String(id) => {
            view.insert("id".into(), json!(id));
        }
        object => {
            copy(&mut view, object, "id", "id");
            copy(&mut view, object, "@language", "inLanguage");
            put(&mut view, "version", version(object));
        }
    }
    view.contains_key("id").then(|| {
        view.insert("type".into(), json!(["Related"]));
        Value::Object(view)
    })
}

/// The entries of a member as a list, unless none is left.
fn list(object: &Value, name: &str, entry: impl Fn(&Value) -> Option<Value>) -> Option<Value> {
    let entries: Vec<Value> = each(object, name).filter_map(entry).collect();
    (!entries.is_empty()).then_some(Value::Array(entries))
}

/// Copies a member that is text.
fn copy(view: &mut Members, object: &Value, name: &str, new: &str) {
    put(view, new, member(object, name).filter(|value| value.is_string()).cloned());
}

fn put(view: &mut Members, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        view.insert(name.into(), value);
    }
}
