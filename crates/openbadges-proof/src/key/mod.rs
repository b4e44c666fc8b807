//! Ed25519 keys: signing, strict verification, and their Multikey text.

mod public;
mod signing;
mod strict;

pub use public::{KeyError, PublicKey};
pub use signing::SigningKey;
pub use strict::BadSignature;
