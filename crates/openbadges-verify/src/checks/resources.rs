//! Files that a badge links to with a digest (VC data model 2.0, Integrity of Related Resources): evidence, images,
//! `relatedResource`. Those that are written into the badge, and those that this verification has fetched anyway, are
//! compared; nothing is fetched for it, so that nobody learns who looks at a badge.

use aws_lc_rs::digest::{Algorithm, SHA256, SHA384, SHA512, digest};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use openbadges_model::json::push_segment;
use openbadges_proof::multibase::{decode_base58btc, decode_base64url};
use serde_json::Value;
use url::Url;

use crate::documents::Documents;
use crate::members::text;
use crate::{Check, CheckId, Facts, Reason};

/// Links with a digest that are looked at.
const MAX_LINKS: usize = 50;
/// Digests of one link that are compared.
const MAX_DIGESTS: usize = 4;
/// The multihash codes of the hash functions, with the length of the digest.
const MULTIHASHES: [([u8; 2], &Algorithm); 3] =
    [([0x12, 32], &SHA256), ([0x20, 48], &SHA384), ([0x13, 64], &SHA512)];

/// Compares what can be compared.
pub(crate) fn check(credential: &Value, documents: &Documents<'_>) -> Check {
    let mut links = Vec::new();
    collect(credential, &mut String::new(), &mut links);
    let mut facts = Facts::new();
    let mut changed = false;
    for (pointer, link) in &links {
        let outcome = compare(link, documents);
        changed |= outcome == "changed";
        facts.push("pointer", pointer.as_str());
        facts.push("outcome", outcome);
    }
    match (changed, links.is_empty() || facts.all("outcome").all(|outcome| outcome != "same")) {
        (true, _) => Check::not(CheckId::Resources, Reason::ResourceChanged, facts),
        (false, true) => Check::skipped(CheckId::Resources, facts),
        (false, false) => Check::pass(CheckId::Resources, facts),
    }
}

/// Finds the links with a digest; as deep as the JSON reader allowed.
fn collect<'a>(value: &'a Value, pointer: &mut String, links: &mut Vec<(String, &'a Value)>) {
    let mut step = |name: &str, value: &'a Value, links: &mut Vec<(String, &'a Value)>| {
        let length = pointer.len();
        push_segment(pointer, name);
        collect(value, pointer, links);
        pointer.truncate(length);
    };
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                step(name, member, links);
            }
            let has_digest = members.contains_key("digestMultibase") || members.contains_key("digestSRI");
            if has_digest && members.contains_key("id") && links.len() < MAX_LINKS {
                links.push((pointer.clone(), value));
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| step(&index.to_string(), item, links));
        }
        _ => {}
    }
}

fn compare(link: &Value, documents: &Documents<'_>) -> &'static str {
    let Some(bytes) = text(link, "id").and_then(|id| bytes(id, documents)) else { return "not_had" };
    let multibase = text(link, "digestMultibase").map(|expected| is_multihash(&bytes, expected));
    let integrity = text(link, "digestSRI").map(|expected| is_integrity(&bytes, expected));
    match (multibase, integrity) {
        (Some(Some(false)), _) | (_, Some(Some(false))) => "changed",
        (Some(Some(true)), _) | (_, Some(Some(true))) => "same",
        _ => "unknown_digest",
    }
}

/// What stands at an address, as far as it is known without asking.
fn bytes(address: &str, documents: &Documents<'_>) -> Option<Vec<u8>> {
    let Some(data) = address.strip_prefix("data:") else {
        return documents.had(&Url::parse(address).ok()?).map(|had| had.fetched.bytes.clone());
    };
    let (head, body) = data.split_once(',')?;
    let body = percent_decoded(body);
    if head.ends_with(";base64") { STANDARD.decode(body).ok() } else { Some(body) }
}

fn percent_decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, more @ ..] = rest {
        let escaped = more.get(..2).filter(|_| *first == b'%');
        let value = escaped
            .and_then(|digits| str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(value.unwrap_or(*first));
        rest = if value.is_some() { &more[2..] } else { more };
    }
    bytes
}

/// Whether a multihash in multibase is that of the bytes; nothing where it is of another kind.
fn is_multihash(bytes: &[u8], expected: &str) -> Option<bool> {
    let hash = decode_base58btc(expected).ok().or_else(|| decode_base64url(expected, 128).ok())?;
    let (_, algorithm) = MULTIHASHES.iter().find(|(code, _)| hash.starts_with(code))?;
    Some(&hash[2..] == digest(algorithm, bytes).as_ref())
}

/// The same for Subresource Integrity: any of several digests may hold.
fn is_integrity(bytes: &[u8], expected: &str) -> Option<bool> {
    let known = expected.split_ascii_whitespace().take(MAX_DIGESTS).filter_map(|part| {
        let (name, hash) = part.split_once('-')?;
        let algorithm = match name {
            "sha256" => &SHA256,
            "sha384" => &SHA384,
            "sha512" => &SHA512,
            _ => return None,
        };
        let hash = hash.split('?').next().unwrap_or_default();
        let plain = hash.trim_end_matches('=');
        let hash = STANDARD_NO_PAD.decode(plain).or_else(|_| URL_SAFE_NO_PAD.decode(plain)).ok()?;
        Some(hash == digest(algorithm, bytes).as_ref())
    });
    known.reduce(|one, other| one || other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Offline, Outcome};
    use serde_json::json;

    fn checked(link: &Value) -> (Outcome, Option<Reason>) {
        let check = check(&json!({ "evidence": [link] }), &Documents::new(&Offline));
        (check.outcome, check.reason)
    }

    #[test]
    fn what_is_written_into_the_badge_is_compared_with_its_digest() {
        // SHA-256 of "hello".
        let integrity = "sha256-LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";
        let multihash = format!(
            "u{}",
            URL_SAFE_NO_PAD.encode([&[0x12, 32], digest(&SHA256, b"hello").as_ref()].concat())
        );
        for (id, same) in [
            ("data:,hello", true),
            ("data:text/plain;base64,aGVsbG8=", true),
            ("data:,h%65llo", true),
            ("data:,Hello", false),
        ] {
            for (name, digest) in [("digestSRI", integrity), ("digestMultibase", multihash.as_str())] {
                let (outcome, reason) = checked(&json!({"id": id, name: digest}));
                assert_eq!(outcome == Outcome::Pass, same, "{id}");
                assert_eq!(reason.is_some(), !same, "{id}");
            }
        }
    }

    #[test]
    fn what_was_not_had_or_is_of_another_kind_says_nothing() {
        for link in [
            json!({"id": "https://example.org/a", "digestSRI": "sha256-AAAA"}),
            json!({"id": "data:,a", "digestSRI": "md5-AAAA"}),
            json!({"id": "data:,a", "digestMultibase": "zQm"}),
            json!({"id": "data:,a"}),
        ] {
            assert_eq!(checked(&link), (Outcome::Skipped, None), "{link}");
        }
    }
}
