//! RDF Dataset Canonicalization (RDFC-1.0): the same statements give the same bytes, whatever their order and
//! whatever their blank nodes are called.
//!
//! ```
//! use openbadges_ld::rdfc::{Hash, canonicalize};
//! use openbadges_ld::{Limits, nquads};
//!
//! let one = nquads::parse("_:x <urn:p> \"1\" .\n_:x <urn:q> _:y .\n")?;
//! let other = nquads::parse("_:b <urn:q> _:a .\n_:b <urn:p> \"1\" .\n")?;
//! let canonical = |dataset| canonicalize(dataset, Hash::Sha256, &Limits::default());
//! assert_eq!(canonical(&one)?.0, canonical(&other)?.0);
//! # Ok::<(), openbadges_ld::LdError>(())
//! ```

mod digest;
mod issuer;
mod n_degree;

use std::collections::BTreeMap;

use crate::dataset::{Quad, Term};
use crate::{Dataset, LdError, Limits};
use digest::Digest;
pub use digest::Hash;
use n_degree::NDegree;

/// The canonical N-Quads of `dataset`, and which canonical label (`c14n0`…) each blank node label got.
///
/// ```
/// use openbadges_ld::rdfc::{Hash, canonicalize};
/// use openbadges_ld::{Limits, nquads};
///
/// let dataset = nquads::parse("_:ada <urn:knows> <urn:bob> .\n")?;
/// let (canonical, labels) = canonicalize(&dataset, Hash::Sha256, &Limits::default())?;
/// assert_eq!(canonical, "_:c14n0 <urn:knows> <urn:bob> .\n");
/// assert_eq!(labels["ada"], "c14n0");
/// # Ok::<(), openbadges_ld::LdError>(())
/// ```
///
/// # Errors
/// [`LdError::WorkLimit`] when the blank nodes cannot be told apart within `limits`,
/// [`LdError::TooManyQuads`] when there are more statements than `limits` allow.
pub fn canonicalize(
    dataset: &Dataset,
    hash: Hash,
    limits: &Limits,
) -> Result<(String, BTreeMap<String, String>), LdError> {
    let (nquads, issued) = canonicalize_numbered(dataset, hash, limits)?;
    let name = |(node, number): (u32, u32)| (dataset.label(node), format!("c14n{number}"));
    Ok((nquads, (0..).zip(issued).filter(|(_, number)| *number != NOT_ISSUED).map(name).collect()))
}

/// Like [`canonicalize`], with the number of each blank node's canonical label.
pub(crate) fn canonicalize_numbered(
    dataset: &Dataset,
    hash: Hash,
    limits: &Limits,
) -> Result<(String, Vec<u32>), LdError> {
    if dataset.len() > limits.quads {
        return Err(LdError::TooManyQuads { limit: limits.quads });
    }
    let (nquads, issued, repeated) = Run::new(dataset, &dataset.quads, hash, limits).finish()?;
    if repeated.is_empty() {
        return Ok((nquads, issued));
    }
    // A dataset is a set, but finding repeated statements beforehand would cost every document: they show in the result.
    let unique: Vec<Quad> = without(&dataset.quads, &repeated);
    let (nquads, issued, _) = Run::new(dataset, &unique, hash, limits).finish()?;
    Ok((nquads, issued))
}

fn without(quads: &[Quad], repeated: &[usize]) -> Vec<Quad> {
    let mut keep = vec![true; quads.len()];
    for index in repeated {
        keep[*index] = false;
    }
    quads.iter().zip(keep).filter(|(_, keep)| *keep).map(|(quad, _)| *quad).collect()
}

/// No canonical label yet.
const NOT_ISSUED: u32 = u32::MAX;

/// The canonicalization state (RDFC-1.0, 4.4).
struct Run<'a> {
    dataset: &'a Dataset,
    quads: &'a [Quad],
    hash: Hash,
    limits: &'a Limits,
    /// The statements of every blank node: those of node n are `of[starts[n]..starts[n + 1]]`.
    of: Vec<u32>,
    starts: Vec<u32>,
    /// Hash First Degree Quads of every blank node.
    first: Vec<Digest>,
    /// Canonical label numbers.
    canonical: Vec<u32>,
    issued: u32,
}

impl<'a> Run<'a> {
    fn new(dataset: &'a Dataset, quads: &'a [Quad], hash: Hash, limits: &'a Limits) -> Self {
        let (of, starts) = quads_of_nodes(quads, dataset.blank_count());
        let canonical = vec![NOT_ISSUED; dataset.blank_count()];
        Self { dataset, quads, hash, limits, of, starts, first: Vec::new(), canonical, issued: 0 }
    }

    /// The canonical N-Quads, the canonical numbers, and the statements that are repetitions.
    fn finish(mut self) -> Result<(String, Vec<u32>, Vec<usize>), LdError> {
        let first = self.hash_first_degree();
        let mut nodes: Vec<(Digest, u32)> = first.iter().copied().zip(0..).collect();
        nodes.retain(|(_, node)| self.quads_of(*node).next().is_some());
        nodes.sort_unstable();
        self.first = first;
        for group in nodes.chunk_by(|a, b| a.0 == b.0) {
            if let [(_, node)] = group {
                self.issue(*node);
            }
        }
        if self.issued as usize != nodes.len() {
            self.label_lookalikes(&nodes)?;
        }
        let (nquads, repeated) = self.sorted_lines();
        Ok((nquads, self.canonical, repeated))
    }

    /// Step 5 of the algorithm: nodes whose first degree hashes are equal.
    fn label_lookalikes(&mut self, nodes: &[(Digest, u32)]) -> Result<(), LdError> {
        let mut spent = 0;
        for group in nodes.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
            let mut results = Vec::new();
            for (_, node) in group {
                if self.canonical[*node as usize] == NOT_ISSUED {
                    results.push(NDegree::new(self, &mut spent).start(*node)?);
                }
            }
            results.sort_by_key(|(digest, _)| *digest);
            for (_, issuer) in results {
                issuer.nodes().iter().for_each(|node| self.issue(*node));
            }
        }
        Ok(())
    }

    fn issue(&mut self, node: u32) {
        let number = &mut self.canonical[node as usize];
        if *number == NOT_ISSUED {
            *number = self.issued;
            self.issued += 1;
        }
    }

    fn quads_of(&self, node: u32) -> impl Iterator<Item = &'a Quad> + use<'a, '_> {
        let range = self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize;
        self.of[range].iter().map(|index| &self.quads[*index as usize])
    }

    /// Hash First Degree Quads (4.6) of every node.
    fn hash_first_degree(&self) -> Vec<Digest> {
        let mut lines = Lines::with_capacity(self.dataset.written() / 4, self.quads.len());
        let mut input = String::with_capacity(self.dataset.written() / 4);
        let hash_node = |node| {
            lines.clear();
            for quad in self.quads_of(node) {
                lines.push(|out| {
                    self.dataset
                        .write_quad(out, quad, |out, other| out.push(if other == node { 'a' } else { 'z' }));
                });
            }
            input.clear();
            lines.sorted(|_, line| input.push_str(line));
            self.hash.of(input.as_bytes())
        };
        (0..self.canonical.len()).filter_map(|node| u32::try_from(node).ok()).map(hash_node).collect()
    }

    fn sorted_lines(&self) -> (String, Vec<usize>) {
        let mut lines = Lines::with_capacity(self.dataset.written(), self.quads.len());
        for quad in self.quads {
            lines.push(|out| {
                self.dataset.write_quad(out, quad, |out, node| {
                    push_label(out, "c14n", self.canonical[node as usize]);
                });
            });
        }
        let mut nquads = String::with_capacity(lines.text.len());
        let mut repeated = Vec::new();
        let mut last = "";
        lines.sorted(|index, line| {
            if line == last {
                repeated.push(index);
            } else {
                nquads.push_str(line);
            }
            last = line;
        });
        (nquads, repeated)
    }
}

/// Lists the statements of each node, every statement once: the lists one behind the other, and where each begins.
fn quads_of_nodes(quads: &[Quad], nodes: usize) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; nodes + 1];
    for node in quads.iter().flat_map(nodes_of) {
        starts[node as usize + 1] += 1;
    }
    for node in 0..nodes {
        starts[node + 1] += starts[node];
    }
    let mut next = starts.clone();
    let mut of = vec![0; starts[nodes] as usize];
    for (index, quad) in (0..).zip(quads) {
        for node in nodes_of(quad) {
            let slot = &mut next[node as usize];
            of[*slot as usize] = index;
            *slot += 1;
        }
    }
    (of, starts)
}

/// The different blank nodes of a statement.
fn nodes_of(quad: &Quad) -> impl Iterator<Item = u32> {
    let blank = |term| match term {
        Term::Blank(node) => Some(node),
        Term::DefaultGraph | Term::Text(_) => None,
    };
    let (subject, object, graph) = (blank(quad.subject), blank(quad.object), blank(quad.graph));
    let object = object.filter(|_| object != subject);
    let graph = graph.filter(|_| graph != subject && graph != object);
    subject.into_iter().chain(object).chain(graph)
}

fn push_label(out: &mut String, prefix: &str, number: u32) {
    out.push_str(prefix);
    let mut digits = [0_u8; 10];
    let mut at = digits.len();
    let mut rest = number;
    loop {
        at -= 1;
        digits[at] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend(digits[at..].iter().map(|digit| char::from(*digit)));
}

/// Lines in one buffer that can be visited in code point order.
struct Lines {
    text: String,
    ends: Vec<usize>,
}

impl Lines {
    fn with_capacity(bytes: usize, lines: usize) -> Self {
        Self { text: String::with_capacity(bytes), ends: Vec::with_capacity(lines) }
    }

    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    fn push(&mut self, write: impl FnOnce(&mut String)) {
        write(&mut self.text);
        self.ends.push(self.text.len());
    }

    /// Visits the lines in order, each with the place at which it was pushed.
    fn sorted<'l>(&'l self, mut visit: impl FnMut(usize, &'l str)) {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let mut order: Vec<(usize, &str)> =
            starts.zip(&self.ends).map(|(start, end)| &self.text[start..*end]).enumerate().collect();
        order.sort_unstable_by_key(|(_, line)| *line);
        for (index, line) in order {
            visit(index, line);
        }
    }
}
