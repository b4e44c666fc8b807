//! Temporary labels `b0`, `b1`… in the order in which they were asked for (RDFC-1.0, 4.5).

/// Issues temporary labels.
#[derive(Debug, Clone, Default)]
pub(super) struct Issuer {
    nodes: Vec<u32>,
}

impl Issuer {
    /// The number of the label of `node`, if it has one.
    pub(super) fn number(&self, node: u32) -> Option<u32> {
        (0..).zip(&self.nodes).find(|(_, issued)| **issued == node).map(|(number, _)| number)
    }

    /// The number of the label of `node`, issued now if need be.
    pub(super) fn issue(&mut self, node: u32) -> u32 {
        self.number(node).unwrap_or_else(|| {
            self.nodes.push(node);
            u32::try_from(self.nodes.len() - 1).unwrap_or(u32::MAX)
        })
    }

    /// The labelled nodes, in order.
    pub(super) fn nodes(&self) -> &[u32] {
        &self.nodes
    }
}
