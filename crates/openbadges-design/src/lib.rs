//! A badge design document to SVG and PNG.
