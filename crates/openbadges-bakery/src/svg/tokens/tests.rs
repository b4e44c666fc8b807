use super::*;

fn attributes(tag: &str) -> Result<Vec<(&str, &str)>, Damage> {
    let mut tokens = Tokens::of(tag.as_bytes(), 0);
    let text = |bytes| str::from_utf8(bytes).unwrap();
    let mut found = Vec::new();
    while let Some(attribute) = tokens.attribute()? {
        assert_eq!(attribute.refers, attribute.value.contains(&b'&'));
        found.push((text(attribute.key), text(attribute.value)));
    }
    tokens.tag_end()?;
    Ok(found)
}

#[test]
fn attributes_are_read_with_any_layout() {
    let found = attributes(" a='1'\n\tb:c = \"'>'&lt;\" d=''  >");
    assert_eq!(found, Ok(vec![("a", "1"), ("b:c", "'>'&lt;"), ("d", "")]));
}

#[test]
fn what_is_no_attribute_is_told() {
    for bad in [
        " a",
        " a=",
        " a=1",
        " ='1'",
        " a='1",
        "a='1'",
        " a='1'b='2'",
        " 'a'='1'",
        " a b='1'",
        " é",
        " a='<'",
        " a='&<'",
        " a='&",
        " a='1' / ",
        "/ ",
    ] {
        assert!(attributes(&format!("{bad}>")).is_err(), "{bad}");
        assert!(attributes(bad).is_err(), "{bad}");
    }
}

#[test]
fn every_piece_is_told_from_the_others() {
    let xml = "<?xml version='1.0'?><!DOCTYPE a><!-- <b> --><?c d?>e&f;<![CDATA[<g>]]></a ><h";
    let mut tokens = Tokens::of(xml.as_bytes(), 0);
    let pieces = [
        Token::Declaration(b" version='1.0'"),
        Token::Doctype(b"a"),
        Token::Remark,
        Token::Remark,
        Token::Text(b"e"),
        Token::Reference(b"f"),
        Token::Section(b"<g>"),
        Token::End(b"a"),
        Token::Start(b"h"),
    ];
    for piece in pieces {
        assert_eq!(tokens.token(), Ok(Some(piece)));
    }
    assert_eq!(tokens.token(), Ok(None));
}
