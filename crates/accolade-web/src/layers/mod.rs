//! What happens to every request and every answer, each in one place.

pub(crate) mod headers;
pub(crate) mod limit;
pub(crate) mod log;
pub(crate) mod revalidate;
pub(crate) mod set_up;
pub(crate) mod trouble;
