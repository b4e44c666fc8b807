//! The checks that need no key: each makes one [`crate::Check`] of a report.

pub(crate) mod contexts;
pub(crate) mod dates;
pub(crate) mod format;
pub(crate) mod model;
mod names;
pub(crate) mod recipient;
pub(crate) mod remarks;
pub(crate) mod resources;
pub(crate) mod status;
pub(crate) mod unsigned;
