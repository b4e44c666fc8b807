//! What is wrong with a form, field by field, so that it can be shown beside the field.

use std::fmt;

use crate::messages::Messages;

/// One thing that is wrong with one field of a form.
///
/// `code` names the sentence `error-CODE` of the catalogue, `args` are the values it speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The name of the field in the form.
    pub field: &'static str,
    /// The sentence `error-CODE` of the catalogue says it.
    pub code: &'static str,
    /// Values for the sentence.
    pub args: Vec<(&'static str, String)>,
}

impl Fault {
    /// A fault whose sentence needs no value.
    pub fn new(field: &'static str, code: &'static str) -> Self {
        Self { field, code, args: Vec::new() }
    }

    /// The same fault with a value for its sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// The catalogue key of the sentence.
    pub fn key(&self) -> String {
        format!("error-{}", self.code)
    }

    /// What is wrong and how to mend it, in the reader's words.
    pub fn text(&self, messages: &Messages) -> String {
        let args: Vec<_> = self.args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
        messages.with(&self.key(), &args)
    }
}

/// Everything that is wrong with a form, not only the first thing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Nothing found wrong so far.
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds a fault.
    pub fn push(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    /// Keeps the good value, or notes the fault.
    pub fn check<T>(&mut self, result: Result<T, Fault>) -> Option<T> {
        result.map_err(|fault| self.push(fault)).ok()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All faults, in the order of the form.
    pub fn iter(&self) -> std::slice::Iter<'_, Fault> {
        self.0.iter()
    }

    /// The faults of one field.
    pub fn of<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a Fault> {
        self.0.iter().filter(move |fault| fault.field == field)
    }
}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self(vec![fault])
    }
}

impl<'a> IntoIterator for &'a Faults {
    type Item = &'a Fault;
    type IntoIter = std::slice::Iter<'a, Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.0.iter().map(|fault| format!("{}: {}", fault.field, fault.code)).collect();
        f.write_str(&names.join(", "))
    }
}
