//! Verify an Open Badge: any input to one [`Report`] of checks.
//!
//! [`verify`] takes a file, pasted text or an address, and answers with a verdict, the reason for it, each
//! check with its facts, and the badge's content. It never fails and never panics: what went wrong is in
//! the report. It reads no clock and touches no network: the time is in [`Options`] and documents are had
//! through a [`Fetch`], so the same bytes, the same answers and the same clock give the same report.
//!
//! Content is given only when a proof holds, and without the members that the proof does not cover. What a
//! badge says of its issuer is kept apart from what is proved of it ([`IssuerSeen`], [`IssuerProof`]).
//!
//! What a verification may cost is bounded ([`Work`]): what is beyond that is not checked, and the report says so.
//!
//! The feature `http` adds `HttpFetch`, a client that connects to public addresses only.
//!
//! ```
//! use openbadges_verify::{Input, Offline, Options, Reason, Verdict, verify};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! let options = Options::at("2026-11-24T12:00:00Z".parse().unwrap());
//! let report = verify(Input::Bytes(b"not a badge".to_vec()), &Offline, &options).await;
//! assert_eq!(report.verdict, Verdict::Invalid);
//! assert_eq!(report.reason, Some(Reason::NotABadge));
//! assert!(report.content.is_none());
//! # }
//! ```

#![deny(missing_docs)]

mod badge;
mod budget;
mod case;
mod check;
mod checks;
mod content;
mod data_url;
mod documents;
mod envelope;
mod facts;
mod fetch;
mod held;
#[cfg(feature = "http")]
mod http;
mod input;
mod jwt;
mod keys;
mod lists;
mod members;
pub mod network;
mod open;
mod parts;
mod places;
mod proof;
mod reason;
mod report;
mod v2;
mod v3;
mod verify;
mod words;

pub use budget::Work;
pub use check::{Check, CheckId, Outcome, Remark, RemarkId};
pub use content::{Content, IssuerProof, IssuerSeen, Terms};
pub use facts::Facts;
pub use fetch::{Accept, Fetch, FetchError, Fetched, Offline};
#[cfg(feature = "http")]
pub use http::{HttpError, HttpFetch, HttpSession};
pub use input::{Input, Options};
pub use openbadges_ld::Contexts;
pub use reason::{Reason, Verdict};
pub use report::{Part, Report};
pub use verify::{verify, verify_counted};

// The example of the README compiles.
#[cfg(all(doctest, feature = "http"))]
#[doc = include_str!("../README.md")]
mod readme {}
