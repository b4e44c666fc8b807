//! Developers' tasks.

fn main() {}
