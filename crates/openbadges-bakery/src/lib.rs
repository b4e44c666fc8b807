//! Bake credentials into PNG and SVG images, and take them out again.
