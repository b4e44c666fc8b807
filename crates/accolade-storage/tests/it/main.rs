//! The public face of the crate, on every database there is here.

mod fixtures;
mod people;
mod schema;
mod writes;
