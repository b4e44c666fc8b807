//! What no single member can tell: rules over several members of a class.

use super::{
    contexts, resources,
    walker::{Walker, quoted, text},
};
use crate::{DateTimeZ, FaultKind};
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// Where 1EdTech publishes the schemas of Open Badges 3.0.
const PUBLISHED_SCHEMAS: &str = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json";
/// Where it publishes those of CLR 2.0.
const PUBLISHED_CLR_SCHEMAS: &str = "https://purl.imsglobal.org/spec/clr/v2p0/schema/json";

type Members = Map<String, Value>;

/// A credential of the VC data model 2.0.
pub(super) fn credential(walker: &mut Walker, credential: &Members) {
    contexts::check(walker, credential.get("@context"));
    dates_v2(walker, credential);
    resources::related(walker, credential);
    published_schema(walker, credential, PUBLISHED_SCHEMAS);
}

/// A credential of the VC data model 1.1.
pub(super) fn credential_v1(walker: &mut Walker, credential: &Members) {
    contexts::check(walker, credential.get("@context"));
    dates_v1(walker, credential);
    published_schema(walker, credential, PUBLISHED_SCHEMAS);
}

/// An endorsement of the VC data model 1.1. Before the final model it had no name (E.2-4).
pub(super) fn endorsement_v1(walker: &mut Walker, credential: &Members) {
    credential_v1(walker, credential);
    if !credential.contains_key("name") {
        let message = "`name` is missing: an endorsement of today must have it.".into();
        walker.at("name", |walker| walker.warning(FaultKind::OldVersion, message));
    }
}

/// A `ClrCredential` of the VC data model 2.0.
pub(super) fn clr(walker: &mut Walker, credential: &Members) {
    contexts::check_clr(walker, credential.get("@context"));
    dates_v2(walker, credential);
    resources::related(walker, credential);
    published_schema(walker, credential, PUBLISHED_CLR_SCHEMAS);
}

/// A `ClrCredential` of the VC data model 1.1.
pub(super) fn clr_v1(walker: &mut Walker, credential: &Members) {
    contexts::check_clr(walker, credential.get("@context"));
    dates_v1(walker, credential);
    published_schema(walker, credential, PUBLISHED_CLR_SCHEMAS);
}

fn dates_v2(walker: &mut Walker, credential: &Members) {
    not_mixed(walker, credential, [("issuanceDate", "validFrom"), ("expirationDate", "validUntil")]);
    ordered(walker, credential, "validFrom", "validUntil");
}

fn dates_v1(walker: &mut Walker, credential: &Members) {
    not_mixed(walker, credential, [("validFrom", "issuanceDate"), ("validUntil", "expirationDate")]);
    ordered(walker, credential, "issuanceDate", "expirationDate");
}

/// E.2-11: the dates of one data model have no meaning in the other.
fn not_mixed(walker: &mut Walker, credential: &Members, pairs: [(&str, &str); 2]) {
    for (foreign, own) in pairs {
        if credential.contains_key(foreign) {
            let message = format!("`{foreign}` has no meaning with this first context: use `{own}`.");
            walker.at(foreign, |walker| walker.error(FaultKind::Inconsistent, message));
        }
    }
}

/// A.12: a credential does not end before it begins.
fn ordered(walker: &mut Walker, credential: &Members, from: &str, until: &str) {
    let date = |name| text(credential, name).and_then(|text| text.parse::<DateTimeZ>().ok());
    if let (Some(begin), Some(end)) = (date(from), date(until))
        && end.instant() < begin.instant()
    {
        let message = format!("`{until}` lies before `{from}`: the credential would never be valid.");
        walker.at(until, |walker| walker.error(FaultKind::Inconsistent, message));
    }
}

/// Where schemas are named, one of them is the published one (A.1).
fn published_schema(walker: &mut Walker, credential: &Members, published_at: &str) {
    let schemas = match credential.get("credentialSchema") {
        Some(Value::Object(schema)) => vec![schema],
        list => objects(list),
    };
    let published = |schema: &&Members| {
        text(schema, "type") == Some("1EdTechJsonSchemaValidator2019")
            && text(schema, "id").is_some_and(|id| id.starts_with(published_at))
    };
    if !schemas.is_empty() && !schemas.iter().any(published) {
        let message = format!(
            "None of the schemas is the published one: add one of type \"1EdTechJsonSchemaValidator2019\" \
             from {published_at}."
        );
        walker.at("credentialSchema", |walker| walker.warning(FaultKind::Missing, message));
    }
}

/// A subject is known by its `id` or an identifier; its results by the descriptions of its achievement.
/// A result that is not described is a warning only: verification (A.4) does not ask for the links, and
/// institutions do issue such badges.
pub(super) fn subject(walker: &mut Walker, subject: &Members) {
    identified(walker, subject);
    results(walker, subject);
}

/// Something says who the recipient is.
pub(super) fn identified(walker: &mut Walker, subject: &Members) {
    let identified = subject.get("identifier").is_some_and(|list| !objects(Some(list)).is_empty());
    if !subject.contains_key("id") && !identified {
        let message = "Nothing says who the recipient is: add an `id` or at least one `identifier`.".into();
        walker.error(FaultKind::Missing, message);
    }
}

fn results(walker: &mut Walker, subject: &Members) {
    let Some(Value::Array(results)) = subject.get("result") else { return };
    let described = Described::of(subject.get("achievement").and_then(|a| a.get("resultDescription")));
    walker.at("result", |walker| {
        for (index, value) in results.iter().enumerate() {
            if let Value::Object(members) = value {
                walker.at(&index, |walker| result(walker, members, &described));
            }
        }
    });
}

/// What the descriptions of an achievement say, ready to be looked up: there may be as many results.
struct Described<'a> {
    descriptions: HashMap<&'a str, Description<'a>>,
    levels: HashSet<&'a str>,
}

struct Description<'a> {
    is_status: bool,
    allowed: HashSet<&'a str>,
}

impl<'a> Described<'a> {
    fn of(list: Option<&'a Value>) -> Self {
        let mut described = Self { descriptions: HashMap::new(), levels: HashSet::new() };
        for description in objects(list) {
            let levels = objects(description.get("rubricCriterionLevel"));
            described.levels.extend(levels.into_iter().filter_map(|level| text(level, "id")));
            let Some(id) = text(description, "id") else { continue };
            let allowed = description.get("allowedValue").and_then(Value::as_array);
            described.descriptions.entry(id).or_insert_with(|| Description {
                is_status: text(description, "resultType") == Some("Status"),
                allowed: allowed.into_iter().flatten().filter_map(Value::as_str).collect(),
            });
        }
        described
    }
}

fn result(walker: &mut Walker, result: &Members, described: &Described<'_>) {
    if let Some(id) = text(result, "resultDescription") {
        match described.descriptions.get(id) {
            Some(description) => described_result(walker, result, description),
            None => dangling(walker, "resultDescription", id, "result description"),
        }
    }
    // The level of any description will do: the specification's own complete example names one description
    // and a level of another.
    if let Some(id) = text(result, "achievedLevel")
        && !described.levels.contains(id)
    {
        dangling(walker, "achievedLevel", id, "rubric criterion level");
    }
}

fn described_result(walker: &mut Walker, result: &Members, description: &Description<'_>) {
    if description.is_status && !result.contains_key("status") {
        let message = "`status` is missing: the result description says that the result is a status.".into();
        walker.at("status", |walker| walker.warning(FaultKind::Missing, message));
    }
    if let Some(value) = text(result, "value")
        && !description.allowed.is_empty()
        && !description.allowed.contains(value)
    {
        not_allowed(walker, "value", value);
    }
}

fn not_allowed(walker: &mut Walker, member: &str, value: &str) {
    let message = format!("{} is not among the allowed values.", quoted(value));
    walker.at(member, |walker| walker.warning(FaultKind::Inconsistent, message));
}

fn dangling(walker: &mut Walker, member: &str, id: &str, what: &str) {
    let message = format!("The achievement has no {what} with the id {}.", quoted(id));
    walker.at(member, |walker| walker.warning(FaultKind::Inconsistent, message));
}

/// A level or value that is needed to pass is one of those that the description lists.
pub(super) fn result_description(walker: &mut Walker, description: &Members) {
    if let Some(value) = text(description, "requiredValue")
        && let Some(Value::Array(allowed)) = description.get("allowedValue")
        && !allowed.is_empty()
        && !allowed.iter().any(|allowed| allowed == value)
    {
        not_allowed(walker, "requiredValue", value);
    }
    let levels = objects(description.get("rubricCriterionLevel"));
    if let Some(id) = text(description, "requiredLevel")
        && !levels.iter().any(|level| text(level, "id") == Some(id))
    {
        let message = format!("None of the rubric criterion levels has the id {}.", quoted(id));
        walker.at("requiredLevel", |walker| walker.warning(FaultKind::Inconsistent, message));
    }
}

/// Criteria say something: an `id` or a `narrative` (A.1, a recommendation).
pub(super) fn criteria(walker: &mut Walker, criteria: &Members) {
    if !criteria.contains_key("id") && !criteria.contains_key("narrative") {
        let message = "The criteria say nothing: add a `narrative`, or the `id` of a page.".into();
        walker.remark(FaultKind::Missing, message);
    }
}

/// The objects of a list.
fn objects(list: Option<&Value>) -> Vec<&Members> {
    list.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object).collect()
}
