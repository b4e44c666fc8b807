//! Resolves relative references (RFC 3986, 5.2, which RFC 3987 takes over for IRIs).

/// The five parts of a reference (RFC 3986, appendix B).
struct Parts<'r> {
    scheme: Option<&'r str>,
    authority: Option<&'r str>,
    path: &'r str,
    query: Option<&'r str>,
    fragment: Option<&'r str>,
}

/// Whether `text` begins with a scheme.
pub(super) fn has_scheme(text: &str) -> bool {
    scheme(text).is_some()
}

fn scheme(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once(':')?;
    let mut bytes = scheme.bytes();
    let fits = bytes.next().is_some_and(|first| first.is_ascii_alphabetic())
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    fits.then_some(scheme)
}

impl<'r> Parts<'r> {
    fn of(text: &'r str) -> Self {
        let (rest, fragment) = cut(text, '#');
        let (rest, query) = cut(rest, '?');
        let scheme = scheme(rest);
        let rest = scheme.map_or(rest, |scheme| &rest[scheme.len() + 1..]);
        let Some(rest) = rest.strip_prefix("//") else {
            return Self { scheme, authority: None, path: rest, query, fragment };
        };
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        Self { scheme, authority: Some(authority), path, query, fragment }
    }

    fn write(&self, path: &str, query: Option<&str>, fragment: Option<&str>) -> String {
        let part = |before: &str, part: Option<&str>, after: &str| match part {
            Some(part) => [before, part, after].concat(),
            None => String::new(),
        };
        let (scheme, authority) = (part("", self.scheme, ":"), part("//", self.authority, ""));
        [&scheme, &authority, path, &part("?", query, ""), &part("#", fragment, "")].concat()
    }
}

fn cut(text: &str, at: char) -> (&str, Option<&str>) {
    text.split_once(at).map_or((text, None), |(before, after)| (before, Some(after)))
}

/// `reference` as seen from `base`, which is absolute.
pub(super) fn resolve(base: &str, reference: &str) -> String {
    let (base, new) = (Parts::of(base), Parts::of(reference));
    if new.scheme.is_some() {
        return new.write(&without_dots(new.path), new.query, new.fragment);
    }
    if new.authority.is_some() {
        let with_scheme = Parts { scheme: base.scheme, ..new };
        return with_scheme.write(&without_dots(with_scheme.path), with_scheme.query, with_scheme.fragment);
    }
    if new.path.is_empty() {
        return base.write(base.path, new.query.or(base.query), new.fragment);
    }
    base.write(&without_dots(&merged(&base, new.path)), new.query, new.fragment)
}

fn merged(base: &Parts<'_>, path: &str) -> String {
    if path.starts_with('/') {
        return path.to_owned();
    }
    if base.authority.is_some() && base.path.is_empty() {
        return format!("/{path}");
    }
    let folder = base.path.rfind('/').map_or("", |end| &base.path[..=end]);
    format!("{folder}{path}")
}

/// Remove Dot Segments (5.2.4).
fn without_dots(path: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    let (root, rest) = path.strip_prefix('/').map_or(("", path), |rest| ("/", rest));
    let mut segments = rest.split('/').peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    out.pop();
                }
                if is_last {
                    out.push("");
                }
            }
            segment => out.push(segment),
        }
    }
    root.to_owned() + &out.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn references_resolve_as_rfc_3986_lists_them() {
        for (reference, resolved) in [
            ("g:h", "g:h"),
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q#s"),
            ("g?y#s", "http://a/b/c/g?y#s"),
            (";x", "http://a/b/c/;x"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../..", "http://a/"),
            ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("/../g", "http://a/g"),
            ("g.", "http://a/b/c/g."),
            ("./g/.", "http://a/b/c/g/"),
            ("g/./h", "http://a/b/c/g/h"),
            ("g/../h", "http://a/b/c/h"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
        ] {
            assert_eq!(resolve("http://a/b/c/d;p?q", reference), resolved, "{reference}");
        }
        assert_eq!(resolve("http://a", "b"), "http://a/b");
        assert_eq!(resolve("urn:x:y", "#z"), "urn:x:y#z");
    }
}
