//! The Accolade binary.

fn main() {}
