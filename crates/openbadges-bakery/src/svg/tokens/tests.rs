use super::*;

fn attributes(tag: &str) -> Result<Vec<(&str, &str)>, Damage> {
    let mut tokens = Tokens::of(tag, 0);
    let mut found = Vec::new();
    while let Some(attribute) = tokens.attribute()? {
        assert_eq!(attribute.refers, attribute.value.contains('&'));
        found.push((attribute.key, attribute.value));
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
    let mut tokens = Tokens::of(xml, 0);
    let pieces = [
        Token::Declaration(" version='1.0'"),
        Token::Doctype("a"),
        Token::Remark,
        Token::Remark,
        Token::Text("e"),
        Token::Reference("f"),
        Token::Section("<g>"),
        Token::End("a"),
        Token::Start("h"),
    ];
    for piece in pieces {
        assert_eq!(tokens.token(), Ok(Some(piece)));
    }
    assert_eq!(tokens.token(), Ok(None));
}
