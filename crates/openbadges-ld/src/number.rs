//! JSON numbers as RDF literals and in canonical JSON.

use serde_json::Number;

/// What `xsd:integer` and `xsd:double` write (JSON-LD 1.1 API, 8.2.2): whole numbers below 10^21 without an exponent.
pub(crate) struct Lexical {
    pub(crate) text: String,
    pub(crate) is_integer: bool,
}

/// The lexical form of a number, as a double if `as_double` or if it is not whole.
pub(crate) fn lexical(number: &Number, as_double: bool) -> Lexical {
    match number.as_f64() {
        _ if !as_double && !number.is_f64() => Lexical { text: number.to_string(), is_integer: true },
        Some(value) if !as_double && value.fract() == 0.0 && value.abs() < 1e21 => {
            // Adding zero turns -0 into 0.
            Lexical { text: format!("{:.0}", value + 0.0), is_integer: true }
        }
        value => Lexical { text: double(value.unwrap_or_default() + 0.0), is_integer: false },
    }
}

/// `%1.15E` of C without the zeros at the end of the mantissa.
fn double(value: f64) -> String {
    let text = format!("{value:.15E}");
    let (mantissa, exponent) = text.split_once('E').unwrap_or((&text, "0"));
    let mantissa = mantissa.trim_end_matches('0');
    let zero = if mantissa.ends_with('.') { "0" } else { "" };
    format!("{mantissa}{zero}E{exponent}")
}

/// A number as ECMAScript writes it, which canonical JSON (RFC 8785) demands.
pub(crate) fn ecmascript(number: &Number) -> String {
    let value = number.as_f64().unwrap_or_default();
    if value == 0.0 {
        return "0".to_owned();
    }
    let sign = if value < 0.0 { "-" } else { "" };
    let shortest = format!("{:e}", value.abs());
    let (mantissa, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
    let digits = mantissa.replace('.', "");
    let point = exponent.parse::<i32>().unwrap_or_default() + 1;
    format!("{sign}{}", place_point(&digits, point))
}

/// `digits` with the decimal point behind the first `point` of them (ECMA-262, `Number::toString`).
fn place_point(digits: &str, point: i32) -> String {
    let count = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    let places = usize::try_from(point.unsigned_abs()).unwrap_or_default();
    match point {
        1..=21 if count <= point => format!("{digits}{}", "0".repeat(places - digits.len())),
        1..=21 => format!("{}.{}", &digits[..places], &digits[places..]),
        -5..=0 => format!("0.{}{digits}", "0".repeat(places)),
        _ => {
            let (first, rest) = digits.split_at(1);
            let dot = if rest.is_empty() { "" } else { "." };
            format!("{first}{dot}{rest}e{:+}", point - 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ecmascript, lexical};

    fn number(text: &str) -> serde_json::Number {
        serde_json::from_str(text).expect("a number")
    }

    #[test]
    fn e1_13_whole_numbers_lose_their_fraction() {
        for (json, rdf) in [
            ("36", "36"),
            ("36.0", "36"),
            ("3.5", "3.5E0"),
            ("-0", "0"),
            ("-0.0", "0"),
            ("0.1", "1.0E-1"),
            ("1e20", "100000000000000000000"),
            ("1e21", "1.0E21"),
            ("-12.340", "-1.234E1"),
            ("18446744073709551615", "18446744073709551615"),
            ("0.30000000000000004", "3.0E-1"),
            ("1e-7", "1.0E-7"),
        ] {
            assert_eq!(lexical(&number(json), false).text, rdf, "{json}");
        }
        assert_eq!(lexical(&number("12"), true).text, "1.2E1");
        assert_eq!(lexical(&number("0"), true).text, "0.0E0");
    }

    #[test]
    fn canonical_json_writes_numbers_as_ecmascript() {
        for (json, text) in [
            ("333333333.33333329", "333333333.3333333"),
            ("1E30", "1e+30"),
            ("4.50", "4.5"),
            ("2e-3", "0.002"),
            ("0.000000000000000000000000001", "1e-27"),
            ("-0.0", "0"),
            ("1e21", "1e+21"),
            ("1e20", "100000000000000000000"),
            ("0.000001", "0.000001"),
            ("0.0000001", "1e-7"),
            ("1.5e300", "1.5e+300"),
            ("-10", "-10"),
            ("123.25", "123.25"),
            ("5e-324", "5e-324"),
            ("9007199254740993", "9007199254740992"),
        ] {
            assert_eq!(ecmascript(&number(json)), text, "{json}");
        }
    }
}
