use super::*;

/// The tags that are passed over, and where the last of them ends.
fn passed(image: &str) -> (Vec<String>, usize) {
    let map = Map::of(image.as_bytes());
    let mut drawing = Drawing::of(image.as_bytes(), &map);
    let mut tags = Vec::new();
    while let Some(tag) = drawing.tag() {
        let (sign, name) = match tag {
            Tag::Start { name, is_empty: false } => ("", name),
            Tag::Start { name, is_empty: true } => ("+", name),
            Tag::End(name) => ("/", name),
        };
        tags.push(format!("{sign}{}", str::from_utf8(name).unwrap()));
    }
    (tags, drawing.at())
}

#[test]
fn what_programs_write_is_passed_over_to_its_end() {
    let image = "a > b's <g><path d=\"M0 0L9 9\"\r\n\t  fill='url(#a)\"' /><a:b x-1.é='' xlink:href=\"?a=1>2\">é</a:b></g>";
    let (tags, end) = passed(image);
    assert_eq!((tags.join(" ").as_str(), end), ("g +path a:b /a:b /g", image.len()));
}

#[test]
fn tags_are_read_as_the_one_before_only_where_they_are_written_alike() {
    for (image, count) in [
        ("<a b='1' c='2'/><a b='1' c='2'/>", 2),
        ("<a b='1' c='2'/><a c='1' b='2'/>", 2),
        ("<a b='1' c='2'/><d b='1'/><a c='1'/>", 3),
        ("<a b='1' c='2'/><a b='1' b='2'/>", 1),
        ("<a b='1' c='2'/><a b='1'c='2'/>", 1),
        ("<a b='1' c='2'/><a b='1' c=\"2'/>", 1),
        ("<a b='1' c='2'/><a b='1' verify='2'/>", 1),
        ("<a  long-attribute-name='1'/><a  long-attribute_name='1'/>", 2),
        ("<a  long-attribute-name='1'/><a  long-attribute/name='1'/>", 1),
        ("\n<a b='1'/>\n<a b='1'/> > <a b='1'/>", 3),
        ("\n<a b='1'/>\n<a b='1'c='1'/>", 1),
        ("\n<a b='1'/>\n<a b='1' b='1'/>", 1),
        ("\n<a b='1'/>&<a b='1'/>", 1),
        ("<a b='1'/><a/><a b='1'/><a b=\"1\"/><a\tb='1'/>", 5),
    ] {
        assert_eq!(passed(image).0.len(), count, "{image}");
    }
}

#[test]
fn each_tag_has_its_own_name() {
    let image = "<a b='1'><c b='1'/><a b='1'><d/><e b='1' f='1'/><e b='1'/></a></a>";
    assert_eq!(passed(image).0.join(" "), "a +c a +d +e +e /a /a");
}

#[test]
fn what_is_not_plainly_drawing_is_left() {
    for rest in [
        "",
        "a",
        "a & b<g/>",
        "<",
        "<>",
        "< g/>",
        "<g",
        "<g<",
        "<g/",
        "<g//>",
        "<g/ >",
        "<g a/>",
        "<g a=>",
        "<g a=1>",
        "<g a ='1'>",
        "<g a= '1'>",
        "<g ='1'>",
        "<g a'1'>",
        "<g a='1\">",
        "<g a='1",
        "<g a='<'>",
        "<g a='&lt;'>",
        "<g a='1'b='1'>",
        "<g a='1' a='1'>",
        "<g\u{c}a='1'>",
        "<g a\u{c}='1'>",
        "<g a b='1'>",
        "<g a!='1'>",
        "<g a?='1'>",
        "<g a/='1'>",
        "<g a=b='1'>",
        "<g/a='1'>",
        "<g/>a<!-- -->",
        "<?a?>",
        "<![CDATA[]]>",
        "<!DOCTYPE a>",
        "<g xmlns='a'>",
        "<g xmlns:a='a'>",
        "<g verify='a'>",
        "<g openbadges:a='a'>",
        "<openbadges:g>",
        "<credential>",
        "<a:assertion/>",
    ] {
        let expected = if rest.starts_with("<g/>") { "<g><g/>".len() } else { "<g>".len() };
        assert_eq!(passed(&format!("<g>{rest}")).1, expected, "{rest}");
    }
}

#[test]
fn attributes_are_counted() {
    let tag =
        |count: usize| (0..count).fold("<g".to_owned(), |tag, number| format!("{tag} a{number}=''")) + "/>";
    assert_eq!(passed(&tag(limits::SVG_ATTRIBUTES)).0.len(), 1);
    assert_eq!(passed(&tag(limits::SVG_ATTRIBUTES + 1)).0.len(), 0);
}
