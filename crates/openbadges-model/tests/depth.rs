//! A value that others made may be nested as deep as anybody likes: nothing overflows a stack of 1 MiB (promise P-R1).
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::borrow::Cow;
use std::mem::ManuallyDrop;

use openbadges_model::json::{Json, ToJson, check_depth};
use openbadges_model::v2::{self, Class, Issued, Origin, Version};
use openbadges_model::{AchievementCredential, ClrCredential, EndorsementCredential, fixtures, validate};
use serde_json::{Map, Value, json};

/// A document that is never dropped: to drop a value goes down it, too.
type Document = ManuallyDrop<Value>;

/// A document with 100,000 lists and objects within each other in a member.
fn deep(mut document: Value, member: &str) -> Document {
    let mut inner = json!("x");
    for _ in 0..50_000 {
        inner = Value::Array(vec![Value::Object(Map::from_iter([("id".to_owned(), inner)]))]);
    }
    document[member] = inner;
    ManuallyDrop::new(document)
}

/// Does this on a small stack, where an overflow would end the test.
fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(1024 * 1024).spawn(work).unwrap().join().unwrap();
}

#[test]
fn p_r1_a_value_is_counted_before_it_is_looked_at() {
    on_a_small_stack(|| {
        let document = deep(json!({}), "evidence");
        let error = check_depth(&document).unwrap_err();
        assert!(error.pointer.starts_with("/evidence/0/id/0/id/"), "{error}");
        assert_eq!(Json::try_from(&*document), Err(error.clone()));
        assert_eq!((&*document).to_json(), Err(error));
    });
}

#[test]
fn p_r1_no_credential_is_read_from_a_value_that_is_too_deep() {
    on_a_small_stack(|| {
        let credential = fixtures::credential().build().unwrap().to_value();
        for member in ["nickname", "evidence", "credentialSubject", "issuer", "@context", "type", "proof"] {
            let document = deep(credential.clone(), member);
            assert!(AchievementCredential::from_value(&document).is_err(), "{member}");
            assert!(EndorsementCredential::from_value(&document).is_err(), "{member}");
            assert!(ClrCredential::from_value(&document).is_err(), "{member}");
            validate(&document);
        }
        let error = AchievementCredential::from_value(&deep(credential, "nickname")).unwrap_err();
        assert!(error.to_string().ends_with(": values are nested too deep"), "{error}");
    });
}

const VERSIONS: [Version; 4] = [Version::V0_5, Version::V1_0, Version::V1_1, Version::V2_0];
const CLASSES: [Class; 5] =
    [Class::Assertion, Class::BadgeClass, Class::Issuer, Class::Endorsement, Class::RevocationList];

#[test]
fn p_r1_what_is_too_deep_is_not_upgraded() {
    on_a_small_stack(|| {
        for member in ["evidence", "badge", "recipient", "verify", "@context", "@id", "extensions:x", "type"]
        {
            let document = deep(json!({"@context": v2::CONTEXT, "id": "https://example.org/1"}), member);
            for (version, class) in VERSIONS.iter().flat_map(|it| CLASSES.map(|class| (*it, class))) {
                let origin = Origin { version, address: Some("https://example.org/1") };
                assert!(matches!(v2::upgrade(&document, class, origin), Cow::Borrowed(_)), "{member}");
                v2::validate(&document, class, version);
                v2::context_faults(&document, version);
            }
            v2::extension_faults(&document);
            v2::unknown_extensions(&document);
            assert!(v2::Assertion::from_value(&document).is_err(), "{member}");
            assert!(v2::BadgeClass::from_value(&document).is_err(), "{member}");
            assert!(v2::Profile::from_value(&document).is_err(), "{member}");
            let _ = (Version::of(&document), Class::of(&document));
        }
    });
}

#[test]
fn p_r1_the_3_0_view_takes_over_nothing_that_is_deep() {
    on_a_small_stack(|| {
        for member in
            ["id", "recipient", "evidence", "version", "related", "criteria", "image", "tags", "name"]
        {
            let document = deep(json!({}), member);
            let view =
                v2::to_credential(Issued { assertion: &document, badge: &document, issuer: &document });
            assert_eq!(check_depth(&view), Ok(()), "{member}");
        }
        for member in ["identity", "hashed", "salt", "type"] {
            let mut document = json!({});
            document["recipient"] =
                ManuallyDrop::into_inner(deep(json!({"type": "id", "hashed": false}), member));
            let document = ManuallyDrop::new(document);
            let view =
                v2::to_credential(Issued { assertion: &document, badge: &json!({}), issuer: &json!({}) });
            assert_eq!(check_depth(&view), Ok(()), "{member}");
        }
    });
}
