//! Markdown as HTML: no raw HTML, links to the web and to mail only.

use std::collections::{HashMap, HashSet};

use comrak::Options;

/// What may stand in the HTML: text, no pictures (they would be third-party requests).
#[rustfmt::skip]
const TAGS: [&str; 25] = [
    "p", "br", "hr", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "h1", "h2", "h3", "h4",
    "h5", "h6", "a", "table", "thead", "tbody", "tr", "th", "td",
];

/// The HTML of a Markdown text, safe to put into a page.
pub fn to_html(markdown: &str) -> String {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.render.escape = true;
    let html = comrak::markdown_to_html(markdown, &options);
    cleaner().clean(&html).to_string()
}

fn cleaner() -> ammonia::Builder<'static> {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(HashSet::from(TAGS))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer nofollow ugc"));
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_markdown_becomes_html() {
        let html = to_html("# Repair\n\nMend *a* **tyre**\n\n- one\n- [more](https://example.org/x)");
        assert!(
            html.contains("<h1>Repair</h1>") && html.contains("<em>a</em>") && html.contains("<li>one</li>")
        );
        assert!(html.contains("href=\"https://example.org/x\"") && html.contains("rel=\"noopener"), "{html}");
    }

    #[test]
    fn p_s2_nothing_that_runs_or_loads_survives() {
        for markdown in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "![x](https://evil.example/x.png)",
            "[x](javascript:alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "[x](/relative)",
            "<a href=\"javascript:alert(1)\" style=\"x\">x</a>",
            "<svg onload=alert(1)>",
            "`<b onclick=alert(1)>`",
        ] {
            let html = to_html(markdown);
            for bad in
                ["<script", "<img", "<svg", "<b ", "<a href=\"javascript", "<a href=\"data", "<a href=\"/"]
            {
                assert!(!html.contains(bad), "{markdown} became {html}");
            }
        }
    }
}
