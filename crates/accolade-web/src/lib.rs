//! Pages and HTTP endpoints of Accolade: what a browser or another program gets, over the capabilities of
//! `accolade-platform`.
//!
//! [`router`] is the whole site: pages rendered on the server that work as plain forms, JSON documents for machines,
//! the frontend built into the binary, and every layer of protection around them; [`serve`] puts it on a socket.
//! [`badge_fonts`] are the fonts that badges are drawn with; the build script takes them from npm, so the binary hands
//! them to the platform from here.
//!
//! ```
//! use accolade_web::{Network, Options, badge_fonts};
//!
//! let behind_proxy: Network = "10.0.0.0/8".parse()?;
//! let options = Options { trusted_proxies: vec![behind_proxy], ..Options::default() };
//! assert!(!options.style_page && !badge_fonts().is_empty());
//! # Ok::<(), accolade_web::NotANetwork>(())
//! ```

mod assets;
mod badge_view;
mod client;
mod dates;
mod design_form;
mod documents;
mod downloads;
mod endorsement_view;
mod error;
mod form;
mod heads;
mod icons;
mod layers;
mod limits;
mod negotiate;
mod options;
mod page;
mod pages;
mod report;
mod rich;
mod router;
mod serve;
mod state;
mod visit;

pub use client::{Network, NotANetwork};
pub use options::Options;
pub use router::router;
pub use serve::serve;

/// The TrueType fonts that badges are drawn with.
pub fn badge_fonts() -> Vec<&'static [u8]> {
    assets::BADGE_FONTS.to_vec()
}
