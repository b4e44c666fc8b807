//! Keys, DIDs, Data Integrity proofs and status lists for Open Badges.
