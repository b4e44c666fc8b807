//! Who walks through a document: how deep, and with which faults so far.

use crate::fault::locate;
use crate::{Fault, FaultKind, Severity};
use serde_json::Value;

/// Most errors that are told, and most warnings: counted apart, so that none hide the others.
const MAX_FAULTS: usize = 500;

/// How deep in the document the walk is, and what it has found.
#[derive(Default)]
pub(super) struct Walker {
    pub(super) depth: usize,
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

    pub(super) fn warning(&mut self, kind: FaultKind, message: String) {
        self.fault(kind, Severity::Warning, message);
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
