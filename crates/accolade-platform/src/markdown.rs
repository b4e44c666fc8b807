//! Markdown as HTML: no raw HTML, links to the web and to mail only.

use std::collections::{HashMap, HashSet};

use comrak::nodes::NodeValue;
use comrak::{Arena, Node, Options};

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

/// The beginning of a Markdown text as plain words on one line: its first block, of that at most so many characters.
pub fn beginning(markdown: &str, most: usize) -> String {
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, markdown, &Options::default());
    let first = root.children().map(words).find(|words| !words.is_empty()).unwrap_or_default();
    let Some((end, _)) = first.char_indices().nth(most) else {
        return first;
    };
    let kept = first[..end].rsplit_once(' ').map_or(&first[..end], |(whole, _)| whole);
    format!("{}…", kept.trim_end_matches(|c: char| c.is_ascii_punctuation()))
}

fn words(block: Node<'_>) -> String {
    let mut words = String::new();
    for node in block.descendants() {
        match &node.data().value {
            NodeValue::Text(text) => words.push_str(text),
            NodeValue::Code(code) => words.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak | NodeValue::Paragraph => words.push(' '),
            _ => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
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
    fn the_beginning_is_plain_and_short() {
        assert_eq!(
            beginning("Mend a **flat\ntyre** and `go`.\n\nThen rest.", 99),
            "Mend a flat tyre and go."
        );
        assert_eq!(beginning("# How\n\n- one\n- two", 99), "How");
        assert_eq!(beginning("- one\n- [two](https://example.org)", 99), "one two");
        assert_eq!(beginning("<b>&amp;</b>\n", 99), "&");
        assert_eq!(beginning("one, two three", 6), "one…");
        assert_eq!(beginning("日本語", 2), "日本…");
        assert_eq!(beginning("", 5), "");
    }

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
