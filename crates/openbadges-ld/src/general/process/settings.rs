//! What a context says of itself and not of a term.

use serde_json::{Map, Value};

use crate::general::Fault;
use crate::general::active::{Active, is_absolute};
use crate::general::reference::{has_scheme, resolve};
use crate::terms::is_keyword;

/// Whether a member of a context is no term.
pub(in crate::general) fn is_setting(name: &str) -> bool {
    ["@base", "@direction", "@import", "@language", "@propagate", "@protected", "@version", "@vocab"]
        .contains(&name)
}

pub(super) fn set_base(active: &mut Active, members: &Map<String, Value>) -> Result<(), Fault> {
    match members.get("@base") {
        None => {}
        Some(Value::Null) => active.base = None,
        Some(Value::String(base)) if has_scheme(base) => active.base = Some(base.clone()),
        Some(Value::String(base)) => {
            let old = active.base.as_deref().ok_or(Fault::Rule("@base is relative, and to nothing"))?;
            active.base = Some(resolve(old, base));
        }
        Some(_) => return Err(Fault::Rule("@base is an IRI or null")),
    }
    Ok(())
}

pub(super) fn set_vocabulary(active: &mut Active, members: &Map<String, Value>) -> Result<(), Fault> {
    match members.get("@vocab") {
        None => {}
        Some(Value::Null) => active.vocabulary = None,
        Some(Value::String(vocab)) => {
            let iri = active.type_iri(vocab).filter(|_| !vocab.starts_with('@'));
            active.vocabulary = Some(iri.ok_or(Fault::Rule("@vocab is an IRI or null"))?);
        }
        Some(_) => return Err(Fault::Rule("@vocab is an IRI or null")),
    }
    // A relative one is of no use without a base: what it makes is relative and is reported where it is used.
    Ok(())
}

pub(super) fn set_language(active: &mut Active, members: &Map<String, Value>) -> Result<(), Fault> {
    match members.get("@language") {
        None => {}
        Some(Value::Null) => active.language = None,
        Some(Value::String(language)) => active.language = Some(language.clone()),
        Some(_) => return Err(Fault::Rule("@language is a string or null")),
    }
    match members.get("@direction") {
        Some(value) if !is_direction(value) => Err(Fault::Rule("@direction is ltr, rtl or null")),
        _ => Ok(()),
    }
}

pub(in crate::general) fn is_direction(value: &Value) -> bool {
    value.is_null() || value == "ltr" || value == "rtl"
}

/// Whether a context may give this as a meaning.
pub(in crate::general) fn is_meaning(iri: &str) -> bool {
    is_keyword(iri) || is_absolute(iri)
}
