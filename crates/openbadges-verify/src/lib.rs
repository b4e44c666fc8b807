//! Verify an Open Badge: any input to one report of checks.
