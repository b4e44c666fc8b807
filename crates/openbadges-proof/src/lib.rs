//! Keys, DIDs, Data Integrity proofs and status lists for Open Badges.

pub mod did;
mod key;
pub mod multibase;
pub mod status_list;
mod time;
pub mod wrap;

pub use key::{BadSignature, KeyError, PublicKey, SigningKey};
