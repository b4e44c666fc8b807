//! A bound on the heads of the parts of a form (RFC 7578). The parser keeps a head until it is whole and looks through all of it
//! again at each chunk, so a long one costs the square of its length.

use axum::body::Body;
use futures_util::StreamExt;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Request};

/// More than any browser writes before the content of a part.
const MOST: usize = 16 << 10;
const END: &[u8] = b"\r\n\r\n";

/// The request with a body that ends in an error where a head is too long, or what stands before the first part or after
/// the last.
pub(crate) fn bounded(request: Request<Body>) -> Request<Body> {
    let Some(boundary) = boundary(request.headers()) else { return request };
    let (parts, body) = request.into_parts();
    let mut heads = Heads::of(&boundary);
    let body = body.into_data_stream().map(move |chunk| {
        let chunk = chunk?;
        if heads.fit(&chunk) { Ok(chunk) } else { Err(axum::Error::new("the head of a part is too long")) }
    });
    Request::from_parts(parts, Body::from_stream(body))
}

fn boundary(headers: &HeaderMap) -> Option<String> {
    let kind = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let (_, rest) = kind.split_once("boundary=")?;
    let end = rest.find(';').unwrap_or(rest.len());
    Some(rest[..end].trim().trim_matches('"').to_owned())
}

/// Where a body is: within a head, or within content.
struct Heads {
    /// What ends content and begins a head.
    delimiter: Vec<u8>,
    /// How long the head is so far.
    head: Option<usize>,
    /// How much of the end that is waited for has just been seen.
    seen: usize,
}

impl Heads {
    fn of(boundary: &str) -> Self {
        Self { delimiter: [b"\r\n--", boundary.as_bytes()].concat(), head: Some(0), seen: 0 }
    }

    /// Whether no head is too long up to the end of this chunk. No carriage return stands within either end but where
    /// that begins or repeats itself, so one byte tells how much of it is left over.
    fn fit(&mut self, chunk: &[u8]) -> bool {
        for byte in chunk {
            let end = if self.head.is_some() { END } else { &self.delimiter };
            self.seen = match end.get(self.seen) {
                Some(next) if next == byte => self.seen + 1,
                _ => usize::from(*byte == b'\r'),
            };
            let is_end = self.seen == end.len();
            self.head = match self.head {
                Some(_) if is_end => None,
                Some(length) => Some(length + 1),
                None => is_end.then_some(0),
            };
            if is_end {
                self.seen = 0;
            }
            if self.head.is_some_and(|length| length > MOST) {
                return false;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(body: &str, chunk: usize) -> bool {
        let mut heads = Heads::of("edge");
        body.as_bytes().chunks(chunk).all(|chunk| heads.fit(chunk))
    }

    #[test]
    fn heads_are_bounded_and_content_is_not() {
        let long = "x".repeat(MOST);
        let part = |head: &str, content: &str| format!("--edge\r\nA: {head}\r\n\r\n{content}\r\n");
        let sound = part("a", &long.repeat(3)) + &part("b", "\r\r\n--edg\r\n\r\r\n--edge") + "--edge--\r\n";
        for chunk in [1, 7, 4096] {
            assert!(fits(&sound, chunk), "{chunk}");
            assert!(!fits(&part(&long, "a"), chunk), "{chunk}");
            assert!(!fits(&(part("a", "b") + &part(&long, "c")), chunk), "{chunk}");
            assert!(!fits(&(long.clone() + "\r\n" + &sound), chunk), "before the first part, {chunk}");
            assert!(!fits(&(sound.clone() + &long), chunk), "after the last part, {chunk}");
        }
    }

    #[test]
    fn the_boundary_is_read_as_it_is_written() {
        for (kind, expected) in [
            ("multipart/form-data; boundary=edge", Some("edge")),
            ("multipart/form-data; boundary=\"ed ge\"; charset=utf-8", Some("ed ge")),
            ("text/plain", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, kind.parse().unwrap());
            assert_eq!(boundary(&headers).as_deref(), expected, "{kind}");
        }
    }
}
