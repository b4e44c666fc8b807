//! A badge in one of its two forms.

use std::sync::Arc;

use openbadges_model::json::{self, JsonError};
use serde_json::Value;

use crate::check::stop;
use crate::envelope;
use crate::jwt::{self, Jwt};
use crate::keys::Problem;
use crate::{Check, CheckId, Facts, Reason};

/// How a badge is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Json,
    Jws,
}

impl Form {
    /// The fact `form`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Jws => "jws",
        }
    }
}

/// JSON or a compact JWS by their looks (specification A.1, `CompactJws`).
pub(crate) fn sniff_text(text: &str) -> Option<Form> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.starts_with(['{', '[']) {
        return Some(Form::Json);
    }
    // Without a way out in the middle, many bytes are looked at at once.
    let part = |part: &str| {
        let is_base64url = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        part.bytes().fold(true, |all, byte| all & is_base64url(byte))
    };
    let mut parts = text.split('.');
    let (head, body, signature) = (parts.next()?, parts.next()?, parts.next()?);
    let shape = parts.next().is_none() && head.starts_with("ey") && !signature.is_empty();
    (shape && [head, body, signature].into_iter().all(part)).then_some(Form::Jws)
}

/// A badge in one of its two forms.
pub(crate) enum Badge {
    /// The credential itself, with its proofs inside.
    Json(Arc<Value>),
    /// The credential inside its proof.
    Jwt(Box<Jwt>),
}

impl Badge {
    /// Parses the text of a badge. One in an envelope is what is inside; an envelope in there stays closed.
    pub(crate) fn read(text: &str, form: Form) -> Result<Self, Box<Check>> {
        let jwt = |text: &str| jwt::read(text).map(|jwt| Self::Jwt(Box::new(jwt)));
        match form {
            Form::Json => {
                let document = parse(text)?;
                match envelope::opened(&document) {
                    Some(Ok(text)) => jwt(&text),
                    Some(Err(Problem { reason, facts })) => stop(CheckId::Format, reason, facts),
                    None => Ok(Self::Json(Arc::new(document))),
                }
            }
            Form::Jws => jwt(text),
        }
    }

    /// The credential.
    pub(crate) fn credential(&self) -> &Value {
        match self {
            Self::Json(document) => document,
            Self::Jwt(jwt) => jwt.credential(),
        }
    }

    /// How it is written.
    pub(crate) const fn form(&self) -> Form {
        match self {
            Self::Json(_) => Form::Json,
            Self::Jwt(_) => Form::Jws,
        }
    }
}

fn parse(text: &str) -> Result<Value, Box<Check>> {
    json::parse(text.as_bytes(), &json::Limits::default()).or_else(|error| {
        let reason = match error {
            JsonError::TooLong { .. } | JsonError::TooDeep { .. } | JsonError::TooManyNodes { .. } => {
                Reason::TooLarge
            }
            _ => Reason::Malformed,
        };
        let mut facts = Facts::new().with("message", error.to_string());
        if let JsonError::DuplicateKey { pointer } | JsonError::TooDeep { pointer, .. } = error {
            facts.push("pointer", pointer);
        }
        stop(CheckId::Format, reason, facts)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_by_their_looks() {
        assert_eq!(sniff_text(" \n{"), Some(Form::Json));
        assert_eq!(sniff_text("\u{feff}{}"), Some(Form::Json));
        assert_eq!(sniff_text("eyJhbGciOiJub25lIn0..c2ln\n"), Some(Form::Jws));
        for text in ["", "eyJ", "eyJ.a", "eyJ.a.", "eyJ.a.b.c", "eyJ.a.b c", "www.example.org", "a.b.c"] {
            assert_eq!(sniff_text(text), None, "{text}");
        }
    }
}
