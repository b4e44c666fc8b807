//! RDF statements, every term kept as its canonical N-Quads text in one buffer.

use crate::{LdError, Limits};

/// A piece of the dataset's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    start: u32,
    end: u32,
}

/// One position of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Term {
    /// The default graph (as graph name only).
    DefaultGraph,
    /// A blank node by number.
    Blank(u32),
    /// An IRI or a literal, written as in canonical N-Quads.
    Text(Span),
}

/// One statement.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Quad {
    pub(crate) subject: Term,
    pub(crate) predicate: Term,
    pub(crate) object: Term,
    pub(crate) graph: Term,
}

impl Term {
    /// How long it is in a statement, with the space behind it.
    fn written(self) -> usize {
        match self {
            Self::DefaultGraph => 0,
            Self::Blank(_) => "_:c14n20000 ".len(),
            Self::Text(span) => (span.end - span.start) as usize + 1,
        }
    }
}

impl Quad {
    fn terms(&self) -> [Term; 4] {
        [self.subject, self.predicate, self.object, self.graph]
    }

    /// The places where a blank node may stand, with the letter that Hash Related Blank Node (RDFC-1.0, 4.7) has for each.
    pub(crate) fn blank_places(&self) -> [(char, Term); 3] {
        [('s', self.subject), ('o', self.object), ('g', self.graph)]
    }
}

/// A set of RDF statements in named graphs.
///
/// ```
/// let dataset = openbadges_ld::nquads::parse("_:a <urn:knows> <urn:b> .\n")?;
/// assert_eq!(dataset.len(), 1);
/// assert_eq!(dataset.to_nquads(), "_:a <urn:knows> <urn:b> .\n");
/// # Ok::<(), openbadges_ld::LdError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Dataset {
    text: String,
    /// How long the statements are as N-Quads, about: a blank node counts as its longest label.
    written: usize,
    pub(crate) quads: Vec<Quad>,
    labels: Vec<Option<Span>>,
}

impl Dataset {
    /// The number of statements; one that was added twice counts twice.
    pub fn len(&self) -> usize {
        self.quads.len()
    }

    /// Whether there is no statement.
    pub fn is_empty(&self) -> bool {
        self.quads.is_empty()
    }

    /// The statements as N-Quads in the order in which they were found, blank nodes by their own labels.
    pub fn to_nquads(&self) -> String {
        let mut out = String::with_capacity(self.text.len() * 2);
        for quad in &self.quads {
            self.write_quad(&mut out, quad, |out, node| out.push_str(&self.label(node)));
        }
        out
    }

    /// The statements as lines of N-Quads (each with its line feed) in code point order and without repetitions; `name`
    /// answers what stands behind `_:` for the label of a blank node.
    pub fn sorted_lines(&self, mut name: impl FnMut(&str) -> String) -> Vec<String> {
        let mut lines: Vec<String> = Vec::with_capacity(self.quads.len());
        for quad in &self.quads {
            let mut line = String::new();
            self.write_quad(&mut line, quad, |out, node| out.push_str(&name(&self.label(node))));
            lines.push(line);
        }
        lines.sort_unstable();
        lines.dedup();
        lines
    }

    pub(crate) fn with_capacity(text: usize, quads: usize) -> Self {
        Self {
            text: String::with_capacity(text),
            written: 0,
            quads: Vec::with_capacity(quads),
            labels: Vec::new(),
        }
    }

    /// How long the statements are as N-Quads, about.
    pub(crate) fn written(&self) -> usize {
        self.written + self.quads.len() * ".\n".len()
    }

    pub(crate) fn blank_count(&self) -> usize {
        self.labels.len()
    }

    pub(crate) fn str(&self, span: Span) -> &str {
        &self.text[span.start as usize..span.end as usize]
    }

    /// The label of a blank node without `_:`; one that has none is called by its number.
    pub(crate) fn label(&self, node: u32) -> String {
        match self.labels.get(node as usize) {
            Some(Some(span)) => self.str(*span).to_owned(),
            _ => format!("ld.{node}"),
        }
    }

    /// A new blank node.
    pub(crate) fn blank(&mut self, label: Option<&str>) -> Term {
        let number = offset(self.labels.len());
        let label = label.map(|label| self.span(|text| text.push_str(label)));
        self.labels.push(label);
        Term::Blank(number)
    }

    /// A term whose canonical text `write` appends.
    pub(crate) fn term(&mut self, write: impl FnOnce(&mut String)) -> Term {
        Term::Text(self.span(write))
    }

    fn span(&mut self, write: impl FnOnce(&mut String)) -> Span {
        let start = offset(self.text.len());
        write(&mut self.text);
        Span { start, end: offset(self.text.len()) }
    }

    pub(crate) fn push(&mut self, quad: Quad, limits: &Limits) -> Result<(), LdError> {
        if self.quads.len() >= limits.quads || self.text.len() >= u32::MAX as usize {
            return Err(LdError::TooManyQuads { limit: limits.quads });
        }
        self.written += quad.terms().into_iter().map(Term::written).sum::<usize>();
        if self.written > limits.bytes {
            return Err(LdError::TooManyBytes { limit: limits.bytes });
        }
        self.quads.push(quad);
        Ok(())
    }

    /// One line of N-Quads; `blank` writes what stands after `_:`.
    pub(crate) fn write_quad(&self, out: &mut String, quad: &Quad, mut blank: impl FnMut(&mut String, u32)) {
        for term in quad.terms() {
            match term {
                Term::DefaultGraph => continue,
                Term::Blank(node) => {
                    out.push_str("_:");
                    blank(out, node);
                }
                Term::Text(span) => out.push_str(self.str(span)),
            }
            out.push(' ');
        }
        out.push_str(".\n");
    }
}

/// `push` refuses to go on before a text of 4 GiB, so that no offset is ever cut off.
fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
