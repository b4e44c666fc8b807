//! Files that a badge links to with a digest (VC data model 2.0, Integrity of Related Resources): evidence, images,
//! `relatedResource`. Those that are written into the badge, and those that this verification has fetched anyway, are
//! compared; nothing is fetched for it, so that nobody learns who looks at a badge.

use std::cell::OnceCell;

use aws_lc_rs::digest::{Algorithm, Digest, SHA256, SHA384, SHA512, digest};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use openbadges_model::json::push_segment;
use openbadges_proof::multibase::{decode_base58btc, decode_base64url};
use serde_json::Value;
use url::Url;

use crate::budget::{Spent, Work};
use crate::data_url::DataUrl;
use crate::documents::Documents;
use crate::members::{each, text};
use crate::{Check, CheckId, Facts, Reason};

/// Links that are named though nothing is wrong with them.
const MAX_NAMED: usize = 50;
/// A hash function of digests.
struct Function {
    /// The code of multihash and the length of the hash.
    multihash: [u8; 2],
    /// The name in Subresource Integrity.
    integrity: &'static str,
    algorithm: &'static Algorithm,
}

/// The hash functions that are known, the strongest last.
const FUNCTIONS: [Function; 3] = [
    Function { multihash: [0x12, 32], integrity: "sha256", algorithm: &SHA256 },
    Function { multihash: [0x20, 48], integrity: "sha384", algorithm: &SHA384 },
    Function { multihash: [0x13, 64], integrity: "sha512", algorithm: &SHA512 },
];
/// The longest multihash, in bytes.
const MAX_MULTIHASH: usize = 128;

/// Compares what can be compared.
pub(crate) fn check(credential: &Value, documents: &Documents<'_>) -> Check {
    let mut links = Vec::new();
    collect(credential, &mut String::new(), &mut links);
    let mut facts = Facts::new();
    let (mut changed, mut same) = (false, false);
    for (index, (pointer, link)) in links.iter().enumerate() {
        let Ok(outcome) = compare(link, documents) else {
            return Check::not(
                CheckId::Resources,
                Reason::BudgetSpent,
                facts.with("pointer", pointer.as_str()),
            );
        };
        changed |= outcome == CHANGED;
        same |= outcome == SAME;
        if index < MAX_NAMED || outcome == CHANGED {
            facts.push("pointer", pointer.as_str());
            facts.push("outcome", outcome);
        }
    }
    match (changed, same) {
        (true, _) => Check::not(CheckId::Resources, Reason::ResourceChanged, facts),
        (false, true) => Check::pass(CheckId::Resources, facts),
        (false, false) => Check::skipped(CheckId::Resources, facts),
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
            if has_digest && members.contains_key("id") {
                links.push((pointer.clone(), value));
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| step(&index.to_string(), item, links));
        }
        _ => {}
    }
}

/// The fact `outcome` of a file that is the one that was meant, and of another one.
const SAME: &str = "same";
const CHANGED: &str = "changed";

/// Compares a file with all digests of it that are of a known kind.
fn compare(link: &Value, documents: &Documents<'_>) -> Result<&'static str, Spent> {
    let Some(bytes) = text(link, "id").and_then(|id| bytes(id, documents)) else { return Ok("not_had") };
    documents.budget.take(Work::canonicalised(bytes.len()))?;
    let hashes = Hashes::of(&bytes);
    let texts = |member| each(link, member).filter_map(Value::as_str);
    let mut found: Vec<bool> =
        texts("digestMultibase").filter_map(|expected| hashes.is_multihash(expected)).collect();
    found.extend(hashes.is_integrity(texts("digestSRI").flat_map(str::split_ascii_whitespace)));
    Ok(match found.as_slice() {
        [] => "unknown_digest",
        found if found.contains(&false) => CHANGED,
        _ => SAME,
    })
}

/// What stands at an address, as far as it is known without asking.
fn bytes(address: &str, documents: &Documents<'_>) -> Option<Vec<u8>> {
    if let Some(data) = DataUrl::read(address) {
        return Some(data.bytes);
    }
    documents.had(&Url::parse(address).ok()?).map(|had| had.fetched.bytes.clone())
}

/// The hashes of a file, each made when first asked for.
struct Hashes<'a> {
    bytes: &'a [u8],
    made: [OnceCell<Digest>; 3],
}

impl<'a> Hashes<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, made: Default::default() }
    }

    fn get(&self, function: usize) -> &[u8] {
        self.made[function].get_or_init(|| digest(FUNCTIONS[function].algorithm, self.bytes)).as_ref()
    }

    /// Whether a multihash in multibase is the file's; nothing where it is of another kind.
    fn is_multihash(&self, expected: &str) -> Option<bool> {
        let hash = match expected.split_at_checked(1)? {
            ("z", _) => decode_base58btc(expected).ok()?,
            ("u", _) => decode_base64url(expected, MAX_MULTIHASH).ok()?,
            ("m", rest) => STANDARD_NO_PAD.decode(rest).ok()?,
            ("f", rest) => hex(rest)?,
            _ => return None,
        };
        let function = FUNCTIONS.iter().position(|function| hash.starts_with(&function.multihash))?;
        Some(&hash[2..] == self.get(function))
    }

    /// The same for Subresource Integrity: of the digests of the strongest hash function, any may hold.
    fn is_integrity<'e>(&self, expected: impl Iterator<Item = &'e str>) -> Option<bool> {
        let mut best: Option<(usize, bool)> = None;
        for (function, hash) in expected.filter_map(integrity) {
            if best.is_none_or(|(strongest, _)| strongest < function) {
                best = Some((function, false));
            }
            if let Some((strongest, holds)) = &mut best
                && *strongest == function
            {
                *holds |= hash == self.get(function);
            }
        }
        best.map(|(_, holds)| holds)
    }
}

/// One digest of Subresource Integrity: its hash function and the hash.
fn integrity(part: &str) -> Option<(usize, Vec<u8>)> {
    let (name, hash) = part.split_once('-')?;
    let function = FUNCTIONS.iter().position(|function| function.integrity == name)?;
    let plain = hash.split('?').next().unwrap_or_default().trim_end_matches('=');
    let hash = STANDARD_NO_PAD.decode(plain).or_else(|_| URL_SAFE_NO_PAD.decode(plain)).ok()?;
    (hash.len() == FUNCTIONS[function].algorithm.output_len()).then_some((function, hash))
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2).take(MAX_MULTIHASH);
    pairs.map(|pair| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok()).collect()
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
    fn of_several_digests_the_strongest_counts() {
        let sri = |algorithm, name: &str, of: &[u8]| {
            format!("{name}-{}", STANDARD_NO_PAD.encode(digest(algorithm, of)))
        };
        let (right, wrong) = (sri(&SHA256, "sha256", b"a"), sri(&SHA512, "sha512", b"b"));
        let strong = sri(&SHA512, "sha512", b"a");
        let of_a = "f1220ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";
        let of_b = "f12203e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d";
        for (digests, outcome) in [
            (json!(format!("{right} {wrong}")), Outcome::Warn),
            (json!(format!("{right} {strong} {wrong}")), Outcome::Pass),
            (json!([right, strong]), Outcome::Pass),
            (json!([right, wrong]), Outcome::Warn),
        ] {
            let link = json!({"id": "data:,a", "digestSRI": digests});
            assert_eq!(checked(&link).0, outcome, "{digests}");
        }
        for (digests, outcome) in [
            (json!(of_a), Outcome::Pass),
            (json!([of_a, of_a]), Outcome::Pass),
            (json!([of_a, of_b]), Outcome::Warn),
        ] {
            let link = json!({"id": "data:,a", "digestMultibase": digests});
            assert_eq!(checked(&link).0, outcome, "{digests}");
        }
    }

    #[test]
    fn the_last_of_many_links_is_compared_too() {
        let right = format!("sha256-{}", STANDARD_NO_PAD.encode(digest(&SHA256, b"a")));
        let mut links = vec![json!({"id": "data:,a", "digestSRI": right}); 60];
        links.push(json!({"id": "data:,b", "digestSRI": right}));
        let check = check(&json!({ "evidence": links }), &Documents::new(&Offline));
        assert_eq!(check.reason, Some(Reason::ResourceChanged));
        assert!(check.facts.all("pointer").any(|pointer| pointer == "/evidence/60"));
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
