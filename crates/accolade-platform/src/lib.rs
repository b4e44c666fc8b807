//! What Accolade does: one module per capability, one function per use case.
//!
//! [`App`] is everything that the platform stands on, handed in by the binary; a [`Ctx`] adds who is asking. A first run
//! begins with [`set_up`]; people come in through [`sign_in`]; [`issuers`], [`achievements`], [`awarding`] and
//! [`endorsing`] are the issuer's side, [`opening`], [`showing`], [`files`] and [`sharing`] the recipient's, [`verifying`] and [`status`] everybody's; [`delivery`]
//! is the worker's step. Who may do what is decided in [`authorise`], what a public address answers in [`answers`].
//!
//! ```
//! use accolade_platform::{Role, authorise::{Act, allows}, markdown};
//!
//! assert!(allows(Role::Awarder, Act::Award) && !allows(Role::Viewer, Act::Award));
//! assert_eq!(markdown::to_html("Mend a *tyre*."), "<p>Mend a <em>tyre</em>.</p>\n");
//! ```

pub mod achievements;
pub mod address;
pub mod answers;
mod app;
mod audit;
pub mod authorise;
pub mod awarding;
pub mod clock;
pub mod delivery;
pub mod email;
pub mod endorsing;
mod fault;
pub mod files;
pub mod hosted;
pub mod issuers;
pub mod keys;
mod linked_data;
pub mod links;
pub mod markdown;
mod masked;
pub mod messages;
pub mod opening;
mod password;
mod pictures;
pub mod random;
pub mod set_up;
pub mod sharing;
pub mod showing;
pub mod sign_in;
pub mod status;
mod step;
mod text;
mod trouble;
pub mod verifying;
mod work;

/// The ids of everything that is stored.
pub mod ids {
    pub use accolade_storage::ObjectHash;
    pub use accolade_storage::ids::*;
}

pub use accolade_storage::accounts::Account;
pub use accolade_storage::achievements::Achievement;
pub use accolade_storage::credentials::Credential;
pub use accolade_storage::issuers::Issuer;
pub use accolade_storage::members::Role;
pub use accolade_storage::{Cursor, ObjectStore, Page, Storage, StorageError};
pub use openbadges_design as design;
pub use openbadges_verify as verify;

pub use address::InstanceAddress;
pub use app::{Actor, App, Config, Ctx, Instance, Network, Parts};
pub use email::EmailAddress;
pub use fault::{Fault, Faults};
pub use keys::KeyRing;
pub use messages::Messages;
pub use trouble::{ActError, LinkError, Trouble};
