//! Strict JSON: what is refused, the limits, and what is kept exactly.

#![allow(clippy::unwrap_used, reason = "tests may")]

use openbadges_model::json::{JsonError, Limits, parse};
use proptest::prelude::*;
use serde_json::{Value, json};

fn read(text: &str) -> Result<Value, JsonError> {
    parse(text.as_bytes(), &Limits::default())
}

fn duplicate(pointer: &str) -> Result<Value, JsonError> {
    Err(JsonError::DuplicateKey { pointer: pointer.into() })
}

#[test]
fn e3_12_duplicate_keys_are_refused_where_they_are() {
    assert_eq!(read(r#"{"a": 1, "a": 1}"#), duplicate("/a"));
    assert_eq!(read(r#"{"b": [0, {"a/b": {"c~": 1, "d": 2, "c~": 3}}]}"#), duplicate("/b/1/a~1b/c~0"));
    assert_eq!(read(r#"{"ab": 1, "a\u0062": 1}"#), duplicate("/ab"));
    assert_eq!(read(r#"{"": {"": 1, "": 2}}"#), duplicate("//"));
    assert_eq!(read(r#"[{"a": 1}, {"a": 1}]"#), Ok(json!([{"a": 1}, {"a": 1}])));
}

/// Names are looked up one by one where there are few, and in a set where there are many.
#[test]
fn e3_12_duplicate_keys_are_refused_however_many_there_are() {
    for size in [2, 15, 16, 17, 18, 40] {
        let names: Vec<String> = (0..size).map(|n| format!("k{n}")).collect();
        let object = |names: &[String]| {
            let members: Vec<String> = names.iter().map(|name| format!("\"{name}\": {{}}")).collect();
            format!("{{{}}}", members.join(", "))
        };
        assert!(read(&object(&names)).is_ok(), "{size}");
        for repeated in &names {
            let doubled = object(&[names.as_slice(), std::slice::from_ref(repeated)].concat());
            assert_eq!(read(&doubled), duplicate(&format!("/{repeated}")), "{size}");
        }
    }
}

#[test]
fn e3_12_only_utf_8_is_read() {
    assert_eq!(parse(b"{\"a\": \"\xff\"}", &Limits::default()), Err(JsonError::NotUtf8 { offset: 7 }));
    let utf_16 = [0xff, 0xfe, b'{', 0, b'}', 0];
    assert_eq!(parse(&utf_16, &Limits::default()), Err(JsonError::NotUtf8 { offset: 0 }));
    assert_eq!(read("\u{feff}{}"), Ok(json!({})));
    assert!(matches!(read("\u{feff}\u{feff}{}"), Err(JsonError::Syntax { .. })));
}

#[test]
fn what_is_not_json_is_refused() {
    for text in [
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\": 1,}",
        "{'a': 1}",
        "{} {}",
        "01",
        "+1",
        "1.",
        ".5",
        "NaN",
        "Infinity",
        "\"\\ud800\"",
        "\"\\x\"",
        "\"\t\"",
        "// a\n1",
        "nul",
        "{\"a\" 1}",
        "[1 2]",
        "{1: 2}",
        "\u{a0}1",
    ] {
        assert!(matches!(read(text), Err(JsonError::Syntax { .. })), "{text}: {:?}", read(text));
    }
}

#[test]
fn p_r2_depth_is_bounded() {
    let nest = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    for (depth, fits) in [(63, true), (64, true), (65, false), (100_000, false)] {
        assert_eq!(read(&nest(depth)).is_ok(), fits, "{depth}");
    }
    let pointer = "/0".repeat(63) + "/a";
    let objects = format!("{}{{\"a\": {{}}}}{}", "[".repeat(63), "]".repeat(63));
    assert_eq!(read(&objects), Err(JsonError::TooDeep { pointer, limit: 64 }));
    let wide = Limits { depth: usize::MAX, ..Limits::default() };
    for (depth, fits) in [(119, true), (120, true), (121, false), (1_000_000, false)] {
        assert_eq!(parse(nest(depth).as_bytes(), &wide).is_ok(), fits, "{depth}");
    }
}

#[test]
fn p_r2_values_are_counted() {
    let list = |nodes: usize| format!("[{}]", vec!["0"; nodes - 1].join(","));
    for (nodes, fits) in [(49_999, true), (50_000, true), (50_001, false)] {
        assert_eq!(read(&list(nodes)).is_ok(), fits, "{nodes}");
    }
    let few = Limits { nodes: 3, ..Limits::default() };
    assert_eq!(parse(br#"{"a": [1]}"#, &few), Ok(json!({"a": [1]})));
    assert_eq!(parse(br#"{"a": [1, 2]}"#, &few), Err(JsonError::TooManyNodes { limit: 3 }));
}

#[test]
fn p_r2_bytes_are_counted() {
    let text = |bytes: usize| format!("\"{}\"", "a".repeat(bytes - 2));
    let limit = Limits::default().bytes;
    assert_eq!(limit, 2 * 1024 * 1024);
    for (bytes, fits) in [(limit - 1, true), (limit, true), (limit + 1, false)] {
        assert_eq!(read(&text(bytes)).is_ok(), fits, "{bytes}");
    }
}

#[test]
fn p_r1_a_small_stack_is_enough() {
    let hostile =
        ["[".repeat(1_000_000), "{\"a\":".repeat(400_000), format!("{}1", "[{\"a\":".repeat(100_000))];
    std::thread::Builder::new()
        .stack_size(1024 * 1024)
        .spawn(move || {
            for text in hostile {
                assert!(matches!(read(&text), Err(JsonError::TooDeep { .. })));
            }
            let deep = Limits { depth: 120, ..Limits::default() };
            assert!(parse(format!("{}{}", "[".repeat(120), "]".repeat(120)).as_bytes(), &deep).is_ok());
        })
        .unwrap()
        .join()
        .unwrap();
}

#[test]
fn numbers_are_kept() {
    for number in [
        "0",
        "-1",
        "42",
        "42.0",
        "18446744073709551615",
        "-9223372036854775808",
        "0.1",
        "3.5",
        "1e-7",
        "123456.789",
        "1.7976931348623157e+308",
        "5e-324",
        "0.30000000000000004",
        "-0.0",
    ] {
        let value = read(number).unwrap();
        assert_eq!(value.to_string(), number);
    }
}

#[test]
fn the_order_of_members_is_kept() {
    let text = r#"{"z":1,"a":{"y":[],"b":null},"m":"é"}"#;
    assert_eq!(read(text).unwrap().to_string(), text);
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_filter("JSON has no such number", |f| f.is_finite()).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::vec((any::<String>(), inner), 0..8)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(value in any_json()) {
        prop_assert_eq!(read(&value.to_string()), Ok(value.clone()));
        prop_assert_eq!(read(&serde_json::to_string_pretty(&value).unwrap()), Ok(value));
    }

    #[test]
    fn accepts_only_what_json_is(text in "[\\[\\]{},:\" 01.eE+\\-a\\\\utn]{0,24}") {
        match (read(&text), serde_json::from_str::<Value>(&text)) {
            (Ok(ours), Ok(theirs)) => prop_assert_eq!(ours, theirs),
            (Ok(_), Err(error)) => prop_assert!(false, "{}", error),
            (Err(JsonError::DuplicateKey { .. }), Ok(_)) | (Err(_), Err(_)) => {}
            (Err(error), Ok(_)) => prop_assert!(false, "{}", error),
        }
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = parse(&bytes, &Limits::default());
    }
}

#[test]
fn a_number_that_is_too_large_is_json_all_the_same() {
    for text in ["{\"a\": 1e400}", "{\"a\": [-1e999]}"] {
        let error = parse(text.as_bytes(), &Limits::default()).unwrap_err();
        assert!(matches!(error, JsonError::NumberTooLarge { line: 1, .. }), "{error:?}");
        assert!(error.to_string().ends_with("is too large to be read"), "{error}");
    }
    assert!(parse(b"{\"a\": 1e300}", &Limits::default()).is_ok());
}
