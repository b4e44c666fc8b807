//! Awarding and revoking, and the issuer's view of its awards.

mod award;
mod credential;
mod register;
mod request;
mod revoke;
mod view;

pub use accolade_storage::credentials::CredentialState;
pub use award::award;
pub use register::{AwardRow, RegisterFilter, register};
pub use request::AwardRequest;
pub use revoke::revoke;
pub use view::{AwardView, Revocation, managed};
