//! N-Quads (RDF 1.1): reading, and the canonical form of terms.

mod cursor;
mod write;

use std::collections::HashMap;

use crate::dataset::{Quad, Term};
use crate::{Dataset, LdError, Limits};
use cursor::Cursor;
pub use write::is_iri;
pub(crate) use write::{has_scheme, is_language_tag, push_iri, push_literal};

/// Reads N-Quads, at most [`Limits::default`] statements.
///
/// ```
/// let dataset = openbadges_ld::nquads::parse("_:a <urn:p> \"x\"@en .\n")?;
/// assert_eq!(dataset.to_nquads(), "_:a <urn:p> \"x\"@en .\n");
/// # Ok::<(), openbadges_ld::LdError>(())
/// ```
///
/// # Errors
/// [`LdError::NQuads`] names the first line that does not follow the grammar.
pub fn parse(text: &str) -> Result<Dataset, LdError> {
    let limits = Limits::default();
    let mut dataset = Dataset::default();
    let mut nodes = HashMap::new();
    for (index, line) in text.split(['\n', '\r']).enumerate() {
        let mut line = Line { cursor: Cursor::new(line), dataset: &mut dataset, nodes: &mut nodes };
        let quad = line.quad().map_err(|message| LdError::NQuads { line: index + 1, message })?;
        if let Some(quad) = quad {
            dataset.push(quad, &limits)?;
        }
    }
    Ok(dataset)
}

struct Line<'a, 't> {
    cursor: Cursor<'t>,
    dataset: &'a mut Dataset,
    nodes: &'a mut HashMap<&'t str, Term>,
}

impl Line<'_, '_> {
    /// The statement of this line, `None` for an empty line or a comment.
    fn quad(&mut self) -> Result<Option<Quad>, &'static str> {
        self.cursor.skip_space();
        if self.cursor.at_end() {
            return Ok(None);
        }
        let subject = self.node("expected an IRI or a blank node as subject")?;
        let predicate = self.iri("expected an IRI as predicate")?;
        let object =
            if self.cursor.peek() == Some('"') { self.literal()? } else { self.node("expected an object")? };
        let graph = match self.cursor.peek() {
            Some('.') => Term::DefaultGraph,
            _ => self.node("expected a graph name or a full stop")?,
        };
        self.cursor.expect('.', "expected a full stop")?;
        self.cursor.skip_space();
        if self.cursor.at_end() {
            Ok(Some(Quad { subject, predicate, object, graph }))
        } else {
            Err("text after the full stop")
        }
    }

    fn node(&mut self, message: &'static str) -> Result<Term, &'static str> {
        match self.cursor.peek() {
            Some('<') => self.iri(message),
            Some('_') => self.blank(),
            _ => Err(message),
        }
    }

    fn iri(&mut self, message: &'static str) -> Result<Term, &'static str> {
        if self.cursor.peek() != Some('<') {
            return Err(message);
        }
        let iri = self.cursor.iri()?;
        self.cursor.skip_space();
        Ok(self.dataset.term(|text| push_iri(text, &iri)))
    }

    fn blank(&mut self) -> Result<Term, &'static str> {
        let label = self.cursor.blank_label()?;
        self.cursor.skip_space();
        let dataset = &mut *self.dataset;
        Ok(*self.nodes.entry(label).or_insert_with(|| dataset.blank(Some(label))))
    }

    fn literal(&mut self) -> Result<Term, &'static str> {
        let value = self.cursor.string()?;
        let term = if self.cursor.eat("^^") {
            let datatype = self.cursor.iri()?;
            self.dataset.term(|text| push_literal(text, &value, Some(&datatype), None))
        } else if self.cursor.eat("@") {
            let language = self.cursor.language()?;
            self.dataset.term(|text| push_literal(text, &value, None, Some(language)))
        } else {
            self.dataset.term(|text| push_literal(text, &value, None, None))
        };
        self.cursor.skip_space();
        Ok(term)
    }
}
