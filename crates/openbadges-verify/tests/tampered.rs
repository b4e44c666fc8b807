//! Whatever the form of a badge, no change makes it valid with another content (promise P-V1): each of its bytes is
//! changed once, and each of its members left out, doubled and renamed.
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

mod common;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use common::forms::Form::{self, Jwt, Proof};
use common::v2;
use common::*;
use openbadges_proof::KeyKind::{Ed25519, P256, P384};
use openbadges_proof::data_integrity::Suite::{
    EcdsaJcs2019, EcdsaRdfc2019, EcdsaSd2023, EddsaJcs2022, EddsaRdfc2022,
};
use openbadges_proof::jws::Form::{OpenBadges, VcJose};
use openbadges_verify::{CheckId, Report, Verdict};
use serde_json::{Map, Value, json};

/// A badge as it is handed in, and the network that it is verified in.
struct Badge {
    text: String,
    net: Net,
}

impl Badge {
    /// A small badge: what takes its time is the number of changes and the length of each.
    fn of(form: Form) -> Self {
        let badge = changed(credential(), |badge| {
            badge["issuer"] = json!({"id": form.issuer(), "type": ["Profile"], "name": "Example Org"});
            badge.as_object_mut().unwrap().shift_remove("credentialStatus");
            badge["credentialSubject"]["achievement"].as_object_mut().unwrap().shift_remove("image");
            badge["credentialSubject"]["identifier"].as_array_mut().unwrap().remove(0);
        });
        Self { text: form.sign(&badge), net: Net::default() }
    }

    fn is_json(&self) -> bool {
        self.text.starts_with('{')
    }

    /// The objects that it consists of: the badge itself, or header and payload of a JWS.
    fn objects(&self) -> Vec<Value> {
        if self.is_json() {
            return vec![serde_json::from_str(&self.text).unwrap()];
        }
        let decoded = |part| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap();
        self.text.split('.').take(2).map(decoded).collect()
    }

    /// With another text in the place of one of its objects.
    fn with(&self, object: usize, text: String) -> String {
        if self.is_json() {
            return text;
        }
        let mut parts: Vec<String> = self.text.split('.').map(str::to_owned).collect();
        parts[object] = URL_SAFE_NO_PAD.encode(text);
        parts.join(".")
    }

    /// Each byte with another bit changed, one at a time; which one is the same in each run.
    fn with_a_byte_changed(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        let mut random: u64 = 1;
        (0..self.text.len()).map(move |at| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let mut bytes = self.text.clone().into_bytes();
            bytes[at] ^= 1 << ((random >> 33) % 7);
            (format!("byte {at} as {:?}", char::from(bytes[at])), bytes)
        })
    }

    /// Each member left out, doubled, and under other names: one that means nothing, a keyword, and one of a member.
    fn with_a_member_changed(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        let each = move |(number, object): (usize, Value)| {
            let changes = changes(&object);
            changes.into_iter().map(move |(name, text)| (name, self.with(number, text).into_bytes()))
        };
        self.objects().into_iter().enumerate().flat_map(each)
    }

    /// None of these is valid with other content.
    async fn resists(&self, changes: impl Iterator<Item = (String, Vec<u8>)>) {
        let original = report_on(self.text.clone(), &self.net).await;
        assert_valid(&original);
        for (name, bytes) in changes {
            assert_ne!(bytes, self.text.as_bytes(), "{name}");
            let report = report_on(bytes, &self.net).await;
            assert_eq!(report.checks.len(), CheckId::ALL.len(), "{name}");
            if matches!(report.verdict, Verdict::Valid | Verdict::Warning) {
                assert_eq!(shown(&report), shown(&original), "{name}");
            }
        }
    }
}

/// What a viewer is shown of a badge, as it is written in a report.
fn shown(report: &Report) -> Option<Value> {
    report.content.as_ref().map(|content| serde_json::to_value(content).unwrap())
}

/// The texts of an object after each change of one of its members, at any depth.
fn changes(object: &Value) -> Vec<(String, String)> {
    let mut changes = Vec::new();
    for pointer in pointers(object) {
        let members = object.pointer(&pointer).unwrap().as_object().unwrap();
        for name in members.keys() {
            let mut change = |what: String, as_names: &[&str]| {
                let text = renamed(object, &pointer, name, as_names);
                changes.push((format!("{pointer}/{name} {what}"), text));
            };
            change("left out".to_owned(), &[]);
            change("doubled".to_owned(), &[name, name]);
            for other in [format!("{name}x"), format!("@{name}"), "description".to_owned()] {
                if !members.contains_key(&other) {
                    change(format!("as {other}"), &[&other]);
                }
            }
        }
    }
    changes
}

/// The pointers of all objects within a value.
fn pointers(value: &Value) -> Vec<String> {
    let below = |(name, value): (String, &Value)| -> Vec<String> {
        let name = name.replace('~', "~0").replace('/', "~1");
        pointers(value).into_iter().map(|pointer| format!("/{name}{pointer}")).collect()
    };
    match value {
        Value::Object(members) => {
            let within = members.iter().map(|(name, value)| (name.clone(), value)).flat_map(below);
            [String::new()].into_iter().chain(within).collect()
        }
        Value::Array(items) => {
            items.iter().enumerate().map(|(at, value)| (at.to_string(), value)).flat_map(below).collect()
        }
        _ => Vec::new(),
    }
}

/// The text of a document with a member under these names, in its place.
fn renamed(document: &Value, pointer: &str, name: &str, names: &[&str]) -> String {
    let mark = |at: usize| format!("\u{0}{at}");
    let marked = changed(document.clone(), |document| {
        let members = document.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
        let all = std::mem::take(members).into_iter().flat_map(|(member, value)| {
            let new = if member == name { (0..names.len()).map(mark).collect() } else { vec![member] };
            new.into_iter().map(move |name| (name, value.clone()))
        });
        *members = all.collect::<Map<_, _>>();
    });
    names.iter().enumerate().fold(marked.to_string(), |text, (at, name)| {
        text.replace(&Value::from(mark(at)).to_string(), &Value::from(*name).to_string())
    })
}

macro_rules! resists {
    ($($form:ident: $badge:expr;)*) => {$(
        #[tokio::test]
        async fn $form() {
            let badge = $badge;
            badge.resists(badge.with_a_byte_changed()).await;
            badge.resists(badge.with_a_member_changed()).await;
        }
    )*};
}

resists! {
    pv1_eddsa_rdfc_2022: Badge::of(Proof(EddsaRdfc2022, Ed25519));
    pv1_eddsa_jcs_2022: Badge::of(Proof(EddsaJcs2022, Ed25519));
    pv1_ecdsa_rdfc_2019: Badge::of(Proof(EcdsaRdfc2019, P256));
    pv1_ecdsa_rdfc_2019_with_p_384: Badge::of(Proof(EcdsaRdfc2019, P384));
    pv1_ecdsa_jcs_2019: Badge::of(Proof(EcdsaJcs2019, P256));
    pv1_ecdsa_sd_2023: Badge::of(Proof(EcdsaSd2023, P256));
    pv1_vc_jwt: Badge::of(Jwt(OpenBadges));
    pv1_vc_jose: Badge::of(Jwt(VcJose));
    pv1_v2_signed: Badge { text: v2::jws(&v2::signed_assertion(), &key()), net: v2::signing() };
    pv1_v2_hosted: Badge { text: v2::assertion().to_string(), net: v2::hosted() };
}
