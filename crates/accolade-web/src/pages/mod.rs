//! The pages, one file each. Handlers parse, call one use case of the platform and fill a template.

pub(crate) mod achievement;
pub(crate) mod award;
pub(crate) mod award_new;
pub(crate) mod awards;
pub(crate) mod badge;
pub(crate) mod badge_new;
pub(crate) mod endorse;
pub(crate) mod endorsement;
pub(crate) mod endorsements;
pub(crate) mod front;
pub(crate) mod issuer;
pub(crate) mod issuer_new;
pub(crate) mod licences;
pub(crate) mod manage;
pub(crate) mod outbox;
pub(crate) mod preview;
pub(crate) mod recipient;
pub(crate) mod revoke;
pub(crate) mod set_up;
pub(crate) mod settings;
pub(crate) mod shared;
pub(crate) mod sign_in;
pub(crate) mod style;
pub(crate) mod verify;
