//! The public face of the crate, on every database there is here.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "the helpers of the tests, too")]

mod atomic;
mod audit;
mod awards;
#[cfg(feature = "crash-control")]
mod crash_control;
mod endorsements;
mod faults;
mod files;
mod fixtures;
mod mails;
mod opening;
mod people;
mod postgres;
mod proxy;
mod register;
mod round_trips;
mod schema;
mod writes;
