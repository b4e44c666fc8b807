//! The icons (Lucide) as markup, one constant each; the list is `frontend/icons.mjs`.

include!(concat!(env!("OUT_DIR"), "/frontend/icons.rs"));
