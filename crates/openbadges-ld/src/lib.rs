//! JSON-LD to canonical N-Quads (RDFC-1.0) for Open Badges.
