//! The walk through a document along the tables of its classes.

use super::table::{Class, Form, Kind, Member, Types};
use super::v3::PROFILE;
use super::walker::Walker;
use super::{advice, class_of, forms};
use crate::{Fault, FaultKind, json};
use serde_json::{Map, Value};

/// D "Inner VC-JWT".
const JWS_IN_CLR: &str = "This is a JWS. Write the credential as JSON with its proof, or put the JWS into an \
                          EnvelopedVerifiableCredential.";

/// Deeper than any document that the strict reader lets in.
const MAX_DEPTH: usize = 64;

impl Walker {
    /// Looks at `value` as an object of `class`.
    fn object(&mut self, class: &'static Class, value: &Value) {
        let Value::Object(members) = value else {
            return self.wrong_type(&format!("{} here, as an object in braces", class.name), value);
        };
        if self.depth >= MAX_DEPTH {
            return self.error(FaultKind::TooDeep, "This is nested too deeply to be checked.".into());
        }
        self.depth += 1;
        self.types(class, json::find(members, "type"));
        for member in class.required {
            if json::find(members, member.name).is_none() {
                let message =
                    format!("`{}` is missing. {} must have it: add it.", member.name, capital(class.name));
                self.at(member.name, |walker| walker.error(FaultKind::Missing, message));
            }
        }
        for member in class.required.iter().chain(class.optional) {
            let Some(value) = json::find(members, member.name) else { continue };
            self.at(member.name, |walker| match member.name {
                "proof" => walker.of_others(|walker| walker.member(member, value)),
                _ => walker.member(member, value),
            });
        }
        if class.closed {
            self.unknown_members(class, members);
        }
        if let Some(rule) = class.rule {
            rule(self, members);
        }
        self.depth -= 1;
    }

    fn types(&mut self, class: &Class, value: Option<&Value>) {
        if matches!(class.types, Types::None) {
            return;
        }
        self.at("type", |walker| match (&class.types, value) {
            (Types::Constant(name), Some(Value::String(text))) if text == name => {}
            (Types::Constant(name), _) => {
                walker.error(FaultKind::Type, format!("Write \"type\": \"{name}\" here, as plain text."));
            }
            (Types::Text, Some(Value::String(_))) | (Types::None, _) => {}
            (Types::Text, _) => {
                let message = format!("Name the type of {} here, as plain text.", class.name);
                walker.error(FaultKind::Type, message);
            }
            (Types::Contains(groups), value) => walker.contains(groups, value),
        });
    }

    fn contains(&mut self, groups: &[&[&str]], value: Option<&Value>) {
        let Some(types) = value.and_then(forms::texts) else {
            let wanted = groups.iter().map(|group| format!("\"{}\"", group[0])).collect::<Vec<_>>();
            let message = format!("Write a list of names here, with {} in it.", wanted.join(" and "));
            return self.error(FaultKind::Type, message);
        };
        for group in groups {
            if !group.iter().any(|name| types.contains(name)) {
                let message =
                    format!("The types do not say what this is: add \"{}\".", group.join("\" or \""));
                self.error(FaultKind::Type, message);
            }
        }
    }

    fn unknown_members(&mut self, class: &Class, members: &Map<String, Value>) {
        let known = |name: &str| {
            name == "type" || class.required.iter().chain(class.optional).any(|member| member.name == name)
        };
        for name in members.keys().filter(|name| !known(name)) {
            let message = format!("{} may not have this member: remove it.", capital(class.name));
            self.at(name, |walker| walker.error(FaultKind::UnknownMember, message));
        }
    }

    fn member(&mut self, member: &Member, value: &Value) {
        match (member.form, value) {
            (Form::List | Form::Compact | Form::OneRather, Value::Array(items)) => self.items(member, items),
            (Form::One, Value::Array(_)) => {
                let message = format!("`{}` is a list. Write one value, without brackets.", member.name);
                self.error(FaultKind::NotSingle, message);
            }
            (Form::List, value) if !value.is_null() => {
                let message = format!("`{}` is a single value. Put it in brackets, as a list.", member.name);
                self.error(FaultKind::NotAList, message);
                if !matches!(member.kind, Kind::Context) {
                    self.value(member.kind, value);
                }
            }
            (_, value) => self.value(member.kind, value),
        }
    }

    fn items(&mut self, member: &Member, items: &[Value]) {
        if let Kind::Context = member.kind {
            return; // the rules of the credential look at the list as a whole
        }
        if items.is_empty() {
            self.warning(FaultKind::Empty, format!("`{}` is an empty list. Leave it out.", member.name));
        }
        if member.form == Form::OneRather {
            let message = format!("`{}` is a list. Open Badges allows one value only.", member.name);
            self.warning(FaultKind::NotSingle, message);
        }
        for (index, item) in items.iter().enumerate() {
            self.at(&index, |walker| walker.value(member.kind, item));
        }
    }

    fn value(&mut self, kind: Kind, value: &Value) {
        match (kind, value) {
            (Kind::Date2, value) => forms::old_date(self, value),
            (Kind::Endorsement, value) => {
                self.of_others(|walker| walker.object(class_of::endorsement(value), value));
            }
            (Kind::Enclosed, Value::String(jws)) => {
                forms::text(self, Kind::Jws, jws);
                self.demand(false, FaultKind::WrongType, || JWS_IN_CLR.into());
            }
            (Kind::Enclosed, value) => {
                self.of_others(|walker| walker.object(class_of::enclosed(value), value));
            }
            (Kind::ProfileRef | Kind::Linked(_), Value::String(uri)) => forms::id(self, uri),
            (Kind::ProfileRef, value) => self.object(&PROFILE, value),
            (Kind::Object(class) | Kind::Linked(class), value) => self.object(class, value),
            (Kind::Any, value) if !value.is_null() => {}
            (Kind::Number, Value::Number(number)) => advice::number(self, number),
            (Kind::Boolean, Value::Bool(_)) => {}
            (Kind::Context, value) => self.wrong_type("a list of context URLs", value),
            (Kind::Number, value) => self.wrong_type("a number, without quotes", value),
            (Kind::Boolean, value) => self.wrong_type("`true` or `false`, without quotes", value),
            (kind, Value::String(text)) => forms::text(self, kind, text),
            (_, value) => self.wrong_type("text", value),
        }
    }
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Looks at a whole document as one class.
pub(super) fn document(class: &'static Class, value: &Value) -> Vec<Fault> {
    let mut walker = Walker::default();
    walker.object(class, value);
    walker.faults
}

/// The same for somebody who is about to sign it. A relative URI means nothing wherever it stands.
pub(super) fn unsigned(class: &'static Class, value: &Value) -> Vec<Fault> {
    let mut walker = Walker::default();
    walker.issuing = true;
    walker.object(class, value);
    let is_relative = |fault: &Fault| matches!(fault.kind, FaultKind::RelativeUri);
    walker
        .faults
        .into_iter()
        .map(|fault| if is_relative(&fault) { fault.into_error() } else { fault })
        .collect()
}
