//! Which contexts a credential names, and in which order (A.3-7, E.1-4, E.2-9, E.2-10).

use super::walker::{Walker, quoted};
use crate::{
    FaultKind,
    context::{CLR_2_0_1, CREDENTIALS_V1, CREDENTIALS_V2, OPEN_BADGES_3_0_3},
};
use serde_json::Value;

/// What a context must be.
#[derive(Clone, Copy)]
enum Place {
    Credentials,
    Clr,
    OpenBadges,
}

const OF_BADGE: &[Place] = &[Place::Credentials, Place::OpenBadges];
const OF_CLR: &[Place] = &[Place::Credentials, Place::Clr, Place::OpenBadges];

/// Looks at the `@context` of a credential. The walker stands at the credential.
pub(super) fn check(walker: &mut Walker, context: Option<&Value>) {
    places(walker, context, OF_BADGE);
}

/// Looks at the `@context` of a `ClrCredential` (D "Contexts, in order").
pub(super) fn check_clr(walker: &mut Walker, context: Option<&Value>) {
    places(walker, context, OF_CLR);
}

fn places(walker: &mut Walker, context: Option<&Value>, places: &[Place]) {
    let Some(Value::Array(contexts)) = context else { return };
    walker.at("@context", |walker| {
        if contexts.len() < places.len() {
            let wanted: Vec<String> = places.iter().map(|place| format!("\"{}\"", place.newest())).collect();
            let count = if places.len() == 2 { "two" } else { "three" };
            let message = format!("Name {count} contexts at least: {}.", wanted.join(", then "));
            walker.error(FaultKind::Context, message);
        }
        for (index, context) in contexts.iter().enumerate() {
            walker.at(&index, |walker| entry(walker, contexts, places.get(index), context));
        }
    });
}

impl Place {
    const fn newest(self) -> &'static str {
        match self {
            Self::Credentials => CREDENTIALS_V2,
            Self::Clr => CLR_2_0_1,
            Self::OpenBadges => OPEN_BADGES_3_0_3,
        }
    }
}

fn entry(walker: &mut Walker, all: &[Value], place: Option<&Place>, context: &Value) {
    match (place, context) {
        (Some(Place::Credentials), Value::String(url)) => first(walker, url),
        (Some(Place::Clr), Value::String(url)) => clr(walker, url),
        (Some(Place::OpenBadges), Value::String(url)) => {
            open_badges_context(walker, url, all.first().and_then(Value::as_str));
        }
        (Some(_), _) => {
            walker.error(FaultKind::Context, "Write the URL of the context here, as text.".into());
        }
        (_, Value::String(_)) => {}
        (_, Value::Object(_)) => {
            let message = "This context is written out here; it can give members another meaning. \
                           Name a published context by its URL."
                .into();
            walker.remark(FaultKind::Context, message);
        }
        _ => walker.error(FaultKind::Context, "A context is a URL, written as text.".into()),
    }
}

fn first(walker: &mut Walker, url: &str) {
    match url {
        CREDENTIALS_V2 => {}
        CREDENTIALS_V1 => {
            let message = format!(
                "This credential follows the older VC data model 1.1: it can be read, but new ones should \
                 follow 2.0, with \"{CREDENTIALS_V2}\" as first context."
            );
            walker.warning(FaultKind::OldVersion, message);
        }
        _ => {
            let message =
                format!("{} is not the first context. It must be \"{CREDENTIALS_V2}\".", quoted(url));
            walker.error(FaultKind::Context, message);
        }
    }
}

fn clr(walker: &mut Walker, url: &str) {
    let name = url.strip_prefix("https://purl.imsglobal.org/spec/clr/v2p0/context");
    let version = name.and_then(|name| name.strip_suffix(".json"));
    let known = version.is_some_and(|version| {
        version.is_empty()
            || matches!(version.as_bytes(), [b'-', b'2', b'.', a, b'.', b] if a.is_ascii_digit() && b.is_ascii_digit())
    });
    if !known {
        let message = format!("{} is not the CLR context. The second must be \"{CLR_2_0_1}\".", quoted(url));
        return walker.error(FaultKind::Context, message);
    }
    newest(walker, url, CLR_2_0_1);
}

fn open_badges_context(walker: &mut Walker, url: &str, first: Option<&str>) {
    let with_v2 = first == Some(CREDENTIALS_V2);
    match open_badges(url) {
        Some(OpenBadges::Draft) if !with_v2 => {
            let message = "This context is of a draft of Open Badges 3.0, before its publication.".into();
            walker.warning(FaultKind::OldVersion, message);
        }
        Some(OpenBadges::From302) => newest(walker, url, OPEN_BADGES_3_0_3),
        Some(OpenBadges::Before302) if !with_v2 => {}
        Some(_) => {
            let message = format!(
                "{} does not go together with \"{CREDENTIALS_V2}\": both define the same terms. \
                 Use \"{OPEN_BADGES_3_0_3}\".",
                quoted(url)
            );
            walker.error(FaultKind::Context, message);
        }
        None => {
            let message = format!(
                "{} is not the Open Badges context, which must stand here: \"{OPEN_BADGES_3_0_3}\".",
                quoted(url)
            );
            walker.error(FaultKind::Context, message);
        }
    }
}

/// E.1-3, E.1-4: of several versions of a context the newest is written.
fn newest(walker: &mut Walker, url: &str, newest: &str) {
    walker.demand(url == newest, FaultKind::OldVersion, || {
        format!("{} is not the version that is issued. Write \"{newest}\".", quoted(url))
    });
}

/// The Open Badges contexts, by how they go together with VC 2.0.
enum OpenBadges {
    /// Before the publication of 3.0.
    Draft,
    /// 3.0.0 and 3.0.1 define terms again that VC 2.0 protects (E.1-4).
    Before302,
    /// 3.0.2 and later.
    From302,
}

fn open_badges(url: &str) -> Option<OpenBadges> {
    let name = url.strip_prefix("https://purl.imsglobal.org/spec/ob/v3p0/")?;
    match name {
        "context/ob_v3p0.jsonld" => return Some(OpenBadges::Draft),
        "context.json" | "context-3.0.0.json" | "context-3.0.1.json" => return Some(OpenBadges::Before302),
        _ => {}
    }
    let version = name.strip_prefix("context-3.")?.strip_suffix(".json")?;
    let is_version = matches!(version.as_bytes(), [a, b'.', b] if a.is_ascii_digit() && b.is_ascii_digit());
    is_version.then_some(OpenBadges::From302)
}
