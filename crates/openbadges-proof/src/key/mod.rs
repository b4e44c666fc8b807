//! Keys: Ed25519, P-256, P-384 and RSA; signing, strict verification, and their texts.

mod busy;
mod ec;
mod ed25519;
mod error;
mod jwk;
mod kind;
mod multiples;
mod pkcs8;
mod private_jwk;
mod public;
mod rsa;
mod secret;
pub(crate) mod signer;
mod signing;
mod strict;
mod written;

pub use error::{BadSignature, KeyError};
pub use kind::{JwsAlgorithm, KeyKind};
pub use public::PublicKey;
pub use signer::{SignRequest, Signer, SignerError};
pub use signing::SigningKey;
pub use written::WrittenKey;
