//! Hash N-Degree Quads (RDFC-1.0, 4.8): tells nodes apart by the nodes around them. Exponential at worst, so it is counted.

use super::digest::Digest;
use super::issuer::Issuer;
use super::{NOT_ISSUED, Run, push_label};
use crate::LdError;
use crate::dataset::{Quad, Term};

/// How far from its start a path may lead. Longer ones would pass the work limit's default anyhow (each step of each
/// start costs several hashes); this keeps the stack small.
const MAX_STEPS: usize = 128;

/// A predicate of so many bytes costs one operation more.
const LONG: usize = 512;

/// One start of the algorithm.
pub(super) struct NDegree<'r, 'a> {
    run: &'r Run<'a>,
    spent: &'r mut usize,
}

/// A path through the related nodes of one hash, with the labels issued on the way.
struct Path {
    text: String,
    issuer: Issuer,
}

impl Path {
    /// Whether this path can no longer become the least one.
    fn is_beaten_by(&self, best: Option<&Self>) -> bool {
        best.is_some_and(|best| self.text.len() >= best.text.len() && self.text > best.text)
    }
}

impl<'r, 'a> NDegree<'r, 'a> {
    pub(super) fn new(run: &'r Run<'a>, spent: &'r mut usize) -> Self {
        Self { run, spent }
    }

    /// The hash of `node` and the labels that were issued on the way to it.
    pub(super) fn start(&mut self, node: u32) -> Result<(Digest, Issuer), LdError> {
        let mut issuer = Issuer::default();
        issuer.issue(node);
        self.hash(node, issuer, 0)
    }

    fn hash(&mut self, node: u32, mut issuer: Issuer, steps: usize) -> Result<(Digest, Issuer), LdError> {
        if steps >= MAX_STEPS {
            return Err(self.too_much());
        }
        let related = self.related(node, &issuer)?;
        let mut data = String::new();
        for group in related.chunk_by(|a, b| a.0 == b.0) {
            self.run.hash.push_hex(&mut data, &group[0].0);
            let nodes: Vec<u32> = group.iter().map(|(_, node)| *node).collect();
            let best = self.least_path(&nodes, &issuer, steps)?;
            data.push_str(&best.text);
            issuer = best.issuer;
        }
        self.spend(1 + data.len() / (16 * LONG))?;
        Ok((self.run.hash.of(data.as_bytes()), issuer))
    }

    /// The blank nodes beside `node`, sorted by Hash Related Blank Node; one may come several times.
    fn related(&mut self, node: u32, issuer: &Issuer) -> Result<Vec<(Digest, u32)>, LdError> {
        let mut related = Vec::new();
        for quad in self.run.quads_of(node) {
            for (position, term) in quad.blank_places() {
                if let Term::Blank(other) = term
                    && other != node
                {
                    related.push((self.hash_related(other, quad, issuer, position)?, other));
                }
            }
        }
        related.sort_by_key(|(digest, _)| *digest);
        Ok(related)
    }

    /// Hash Related Blank Node (4.7).
    fn hash_related(
        &mut self,
        node: u32,
        quad: &Quad,
        issuer: &Issuer,
        position: char,
    ) -> Result<Digest, LdError> {
        let mut input = String::from(position);
        if let (true, Term::Text(predicate)) = (position != 'g', quad.predicate) {
            input.push_str(self.run.dataset.str(predicate));
        }
        if !self.push_known_label(&mut input, node, issuer) {
            self.run.hash.push_hex(&mut input, &self.run.first[node as usize]);
        }
        self.spend(1 + issuer.nodes().len() / 16 + input.len() / LONG)?;
        Ok(self.run.hash.of(input.as_bytes()))
    }

    fn least_path(&mut self, nodes: &[u32], issuer: &Issuer, steps: usize) -> Result<Path, LdError> {
        // A node that comes several times is the same in each of its places: orders that differ in nothing else are one.
        let mut order = nodes.to_vec();
        order.sort_unstable();
        let mut best: Option<Path> = None;
        loop {
            self.spend(1 + (order.len() + issuer.nodes().len()) / 16)?;
            if let Some(path) = self.path(order.iter().copied(), issuer, best.as_ref(), steps)? {
                best = Some(path);
            }
            if !next_permutation(&mut order) {
                return best.ok_or_else(|| self.too_much());
            }
        }
    }

    /// The path through `nodes` in this order, `None` when it is not less than `best`.
    fn path(
        &mut self,
        nodes: impl Iterator<Item = u32>,
        issuer: &Issuer,
        best: Option<&Path>,
        steps: usize,
    ) -> Result<Option<Path>, LdError> {
        let mut path = Path { text: String::new(), issuer: issuer.clone() };
        let mut unlabelled = Vec::new();
        for node in nodes {
            if !self.push_known_label(&mut path.text, node, &path.issuer) {
                unlabelled.push(node);
                let number = path.issuer.issue(node);
                push_label(&mut path.text, "_:b", number);
            }
            if path.is_beaten_by(best) {
                return Ok(None);
            }
        }
        for node in unlabelled {
            let (digest, issuer) = self.hash(node, path.issuer.clone(), steps + 1)?;
            push_label(&mut path.text, "_:b", path.issuer.issue(node));
            path.text.push('<');
            self.run.hash.push_hex(&mut path.text, &digest);
            path.text.push('>');
            path.issuer = issuer;
            if path.is_beaten_by(best) {
                return Ok(None);
            }
        }
        Ok(best.is_none_or(|best| path.text < best.text).then_some(path))
    }

    /// Appends the canonical label of `node` or else the temporary one; false when it has neither.
    fn push_known_label(&self, out: &mut String, node: u32, issuer: &Issuer) -> bool {
        let canonical = self.run.canonical[node as usize];
        if canonical != NOT_ISSUED {
            push_label(out, "_:c14n", canonical);
            return true;
        }
        issuer.number(node).inspect(|number| push_label(out, "_:b", *number)).is_some()
    }

    fn spend(&mut self, operations: usize) -> Result<(), LdError> {
        *self.spent += operations;
        if *self.spent > self.run.limits.hash_operations { Err(self.too_much()) } else { Ok(()) }
    }

    fn too_much(&self) -> LdError {
        LdError::WorkLimit { limit: self.run.limits.hash_operations }
    }
}

/// Steps to the next order in lexicographic sequence; false after the last. Equal values change places with nobody.
fn next_permutation(order: &mut [u32]) -> bool {
    let Some(pivot) = (1..order.len()).rev().find(|at| order[at - 1] < order[*at]) else { return false };
    let swap = (pivot..order.len()).rev().find(|at| order[*at] > order[pivot - 1]).unwrap_or(pivot);
    order.swap(pivot - 1, swap);
    order[pivot..].reverse();
    true
}
