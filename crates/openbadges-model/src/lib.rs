//! Open Badges data model: parse, build and validate.
