//! Who walks through a document: how deep, and with which faults so far.

use crate::fault::locate;
use crate::{Fault, FaultKind, Severity};
use serde_json::{Map, Value};

/// Most errors that are told, and most warnings: counted apart, so that none hide the others.
const MAX_FAULTS: usize = 500;

/// How deep in the document the walk is, and what it has found.
#[derive(Default)]
pub(super) struct Walker {
    pub(super) depth: usize,
    /// Whether what is looked at is about to be signed: then nothing is let pass that would be read with a warning.
    pub(super) issuing: bool,
    errors: usize,
    warnings: usize,
    pub(super) faults: Vec<Fault>,
}

impl Walker {
    /// Does something one step further down.
    pub(super) fn at(&mut self, segment: &(impl ToString + ?Sized), look: impl FnOnce(&mut Self)) {
        let before = self.faults.len();
        look(self);
        locate(&mut self.faults[before..], segment);
    }

    pub(super) fn error(&mut self, kind: FaultKind, message: String) {
        self.fault(kind, Severity::Error, message);
    }

    /// What is read, and never written: of who is about to sign it is an error.
    pub(super) fn warning(&mut self, kind: FaultKind, message: String) {
        let severity = if self.issuing { Severity::Error } else { Severity::Warning };
        self.fault(kind, severity, message);
    }

    /// What the specification recommends, and nobody is refused for.
    pub(super) fn remark(&mut self, kind: FaultKind, message: String) {
        self.fault(kind, Severity::Warning, message);
    }

    /// What is asked of who is about to sign, and of nobody else.
    pub(super) fn demand(&mut self, is_met: bool, kind: FaultKind, message: impl FnOnce() -> String) {
        if self.issuing && !is_met {
            self.error(kind, message());
        }
    }

    /// What who is about to sign is told, and may leave.
    pub(super) fn advise(&mut self, is_met: bool, kind: FaultKind, message: impl FnOnce() -> String) {
        if self.issuing && !is_met {
            self.remark(kind, message());
        }
    }

    /// Looks at what somebody else has signed, or will have to.
    pub(super) fn of_others(&mut self, look: impl FnOnce(&mut Self)) {
        let issuing = std::mem::take(&mut self.issuing);
        look(self);
        self.issuing = issuing;
    }

    fn fault(&mut self, kind: FaultKind, severity: Severity, message: String) {
        let told = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        if *told == MAX_FAULTS {
            return;
        }
        *told += 1;
        self.faults.push(Fault { pointer: String::new(), kind, severity, message });
    }

    /// Names what is of another JSON type than it must be.
    pub(super) fn wrong_type(&mut self, wanted: &str, value: &Value) {
        if value.is_null() {
            return self.error(FaultKind::Empty, format!("This is `null`. Leave it out, or write {wanted}."));
        }
        self.error(FaultKind::WrongType, format!("This is {}. Write {wanted}.", describe(value)));
    }
}

fn describe(value: &Value) -> &'static str {
    match value {
        Value::Null => "`null`",
        Value::Bool(_) => "`true` or `false`",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The text in quotes, cut to what a message can bear.
pub(super) fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(60).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    format!("\"{shown}\"")
}

/// The member of this name, if it is text.
pub(super) fn text<'a>(members: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    members.get(name).and_then(Value::as_str)
}
