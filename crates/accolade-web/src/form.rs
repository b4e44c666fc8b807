//! What was typed into a form, and what is wrong with it: both are shown again.

use std::collections::HashMap;

use accolade_platform::messages::Messages;
use accolade_platform::{Fault, Faults};
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use http::StatusCode;

use crate::error::WebError;
use crate::heads;

/// More fields than any form of ours has.
const MOST_FIELDS: usize = 64;
/// What is typed into a form.
pub(crate) const TYPED_BYTES: usize = 64 << 10;
/// A file: as large as the command line and the engine take.
const FILE_MEGABYTES: usize = 5;
const FILE_BYTES: usize = FILE_MEGABYTES << 20;
/// What is read of a form with files. A file beyond [`FILE_BYTES`] is read to its end and thrown away, since browsers send
/// it whole before they listen, and what was typed comes after it.
pub(crate) const READ_BYTES: usize = 16 << 20;

/// The names of a form's fields with the catalogue keys of their labels.
pub(crate) type Labels = &'static [(&'static str, &'static str)];

/// A form as it was typed, or empty.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    values: HashMap<String, String>,
    files: HashMap<String, Sent>,
    faults: Vec<FieldFault>,
}

/// A file as it was sent; `None` if it was too large to be kept.
type Sent = Option<Vec<u8>>;

/// A fault as the page shows it.
#[derive(Debug, Clone)]
pub(crate) struct FieldFault {
    pub(crate) field: &'static str,
    code: &'static str,
    pub(crate) label: String,
    pub(crate) text: String,
}

impl Form {
    /// The same form with a value that was not typed but suggested.
    pub(crate) fn suggest(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.entry(name.to_owned()).or_insert_with(|| value.into());
        self
    }

    /// What was typed into a field; empty if nothing was.
    pub(crate) fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    /// The same, owned.
    pub(crate) fn text(&self, name: &str) -> String {
        self.value(name).to_owned()
    }

    /// The file that was chosen, if one was.
    pub(crate) fn take_file(&mut self, name: &'static str) -> Result<Option<Vec<u8>>, Fault> {
        match self.files.remove(name) {
            Some(None) => Err(Fault::new(name, "file-too-large").with("megabytes", FILE_MEGABYTES)),
            sent => Ok(sent.flatten().filter(|bytes| !bytes.is_empty())),
        }
    }

    /// The same form with what is wrong with it.
    pub(crate) fn refused(mut self, faults: &Faults, words: &Messages, labels: Labels) -> Self {
        self.faults = faults.iter().map(|fault| field_fault(fault, words, labels)).collect();
        self
    }

    pub(crate) fn has_faults(&self) -> bool {
        !self.faults.is_empty()
    }

    pub(crate) fn faults(&self) -> &[FieldFault] {
        &self.faults
    }

    pub(crate) fn has_fault(&self, field: &str) -> bool {
        self.faults.iter().any(|fault| fault.field == field)
    }

    /// Whether one of the faults is of this code.
    pub(crate) fn has_code(&self, code: &str) -> bool {
        self.faults.iter().any(|fault| fault.code == code)
    }

    pub(crate) fn fault(&self, field: &str) -> &str {
        self.faults.iter().find(|fault| fault.field == field).map_or("", |fault| fault.text.as_str())
    }

    /// A field that is given twice is an attack or a mistake, never a form of ours.
    fn put(&mut self, name: String, value: String) -> Result<(), WebError> {
        if self.values.len() >= MOST_FIELDS || self.values.insert(name, value).is_some() {
            return Err(WebError::BadRequest);
        }
        Ok(())
    }

    fn put_file(&mut self, name: String, sent: Sent) -> Result<(), WebError> {
        if self.files.len() >= MOST_FIELDS || self.files.insert(name, sent).is_some() {
            return Err(WebError::BadRequest);
        }
        Ok(())
    }
}

fn field_fault(fault: &Fault, words: &Messages, labels: Labels) -> FieldFault {
    let label = labels.iter().find(|(field, _)| *field == fault.field).map_or("", |(_, key)| *key);
    FieldFault { field: fault.field, code: fault.code, label: words.text(label), text: fault.text(words) }
}

/// The words about a file that is larger than any form takes.
pub(crate) fn too_large(words: &Messages) -> String {
    words.with("trouble-too-large-words", &[("megabytes", FILE_MEGABYTES.into())])
}

/// A form that was sent without files.
pub(crate) struct Typed(pub(crate) Form);

impl<S: Send + Sync> FromRequest<S> for Typed {
    type Rejection = WebError;

    async fn from_request(request: Request, state: &S) -> Result<Self, WebError> {
        let read = axum::Form::<Vec<(String, String)>>::from_request(request, state).await;
        let axum::Form(pairs) = read.map_err(|rejection| refused(&rejection.into_response()))?;
        let mut form = Form::default();
        for (name, value) in pairs {
            form.put(name, value)?;
        }
        Ok(Self(form))
    }
}

/// A form that was sent with files.
pub(crate) struct WithFiles(pub(crate) Form);

impl<S: Send + Sync> FromRequest<S> for WithFiles {
    type Rejection = WebError;

    async fn from_request(request: Request, state: &S) -> Result<Self, WebError> {
        let read = Multipart::from_request(heads::bounded(request), state).await;
        let mut parts = read.map_err(|rejection| refused(&rejection.into_response()))?;
        let mut form = Form::default();
        let mut room = FILE_BYTES + TYPED_BYTES;
        while let Some(part) = parts.next_field().await.map_err(|error| refused(&error.into_response()))? {
            let name = part.name().unwrap_or_default().to_owned();
            let is_file = part.file_name().is_some();
            let sent = kept(part, if is_file { room.min(FILE_BYTES) } else { room }).await?;
            room = room.saturating_sub(sent.as_ref().map_or(0, Vec::len));
            if is_file {
                form.put_file(name, sent)?;
            } else {
                let bytes = sent.ok_or(WebError::TooLarge)?;
                form.put(name, String::from_utf8(bytes).map_err(|_| WebError::BadRequest)?)?;
            }
        }
        Ok(Self(form))
    }
}

/// Reads a part to its end, and keeps it if it has at most so many bytes.
async fn kept(mut part: Field<'_>, most: usize) -> Result<Sent, WebError> {
    let mut kept = Some(Vec::new());
    while let Some(chunk) = part.chunk().await.map_err(|error| refused(&error.into_response()))? {
        kept = kept.filter(|bytes| bytes.len() + chunk.len() <= most);
        if let Some(bytes) = &mut kept {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(kept)
}

/// The framework's refusal as ours. That a body broke off is no fault of ours.
fn refused(response: &Response) -> WebError {
    let of_client = Some(response.status()).filter(StatusCode::is_client_error);
    of_client.and_then(WebError::of_status).unwrap_or(WebError::BadRequest)
}
