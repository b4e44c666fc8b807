//! Text is readable on everything it stands on: contrast of at least 4.5 over the pairs of design tokens.

#![expect(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

use std::collections::HashMap;

const TOKENS: &str = include_str!("../frontend/src/styles/tokens.css");

/// Text and what it stands on.
const PAIRS: [(&str, &str); 14] = [
    ("ink", "paper"),
    ("ink", "card"),
    ("ink-soft", "paper"),
    ("ink-soft", "card"),
    ("brand", "card"),
    ("on-brand", "brand"),
    ("good", "good-soft"),
    ("warn", "warn-soft"),
    ("bad", "bad-soft"),
    ("bad", "card"),
    ("bad", "paper"),
    ("card", "bad"),
    ("good", "card"),
    ("warn", "card"),
];

/// Edges of inputs, icons and the focus ring: at least 3 (WCAG 2.2, 1.4.11).
const EDGES: [(&str, &str); 5] =
    [("edge", "paper"), ("edge", "card"), ("focus", "paper"), ("focus", "card"), ("gold", "card")];

#[test]
fn text_contrast_is_at_least_four_and_a_half_in_light_and_dark() {
    for (name, tokens) in themes() {
        for (text, ground) in PAIRS {
            let ratio = contrast(tokens[text], tokens[ground]);
            assert!(ratio >= 4.5, "{name}: {text} on {ground} is {ratio:.2}");
        }
        for (edge, ground) in EDGES {
            let ratio = contrast(tokens[edge], tokens[ground]);
            assert!(ratio >= 3.0, "{name}: {edge} on {ground} is {ratio:.2}");
        }
    }
}

type Tokens = HashMap<&'static str, [u8; 3]>;

fn themes() -> [(&'static str, Tokens); 2] {
    let (light, dark) = TOKENS.split_once("prefers-color-scheme: dark").unwrap();
    [("light", colours(light)), ("dark", colours(dark))]
}

fn colours(css: &'static str) -> Tokens {
    let lines = css.lines().filter_map(|line| line.trim().strip_prefix("--")?.split_once(": #"));
    lines.map(|(name, hex)| (name, rgb(hex.trim_end_matches(';')))).collect()
}

fn rgb(hex: &str) -> [u8; 3] {
    let channel = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
    [channel(0), channel(2), channel(4)]
}

/// WCAG 2.2: relative luminance and contrast ratio.
fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: [u8; 3]) -> f64 {
    let linear = colour.map(|channel| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}
