//! The database and the object store of Accolade.
