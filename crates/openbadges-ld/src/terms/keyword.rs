//! Keywords: names that JSON-LD itself gives a meaning.

/// The keywords of JSON-LD 1.1 that a document may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Keyword {
    Context,
    Direction,
    Graph,
    Id,
    Included,
    Index,
    Language,
    List,
    Nest,
    Reverse,
    Set,
    Type,
    Value,
}

impl Keyword {
    /// How many there are; `keyword as usize` is less.
    pub(crate) const COUNT: usize = Self::Value as usize + 1;

    /// All of them.
    pub(crate) const ALL: [Self; Self::COUNT] = [
        Self::Context,
        Self::Direction,
        Self::Graph,
        Self::Id,
        Self::Included,
        Self::Index,
        Self::Language,
        Self::List,
        Self::Nest,
        Self::Reverse,
        Self::Set,
        Self::Type,
        Self::Value,
    ];

    /// The keyword written `text`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "@context" => Self::Context,
            "@direction" => Self::Direction,
            "@graph" => Self::Graph,
            "@id" => Self::Id,
            "@included" => Self::Included,
            "@index" => Self::Index,
            "@language" => Self::Language,
            "@list" => Self::List,
            "@nest" => Self::Nest,
            "@reverse" => Self::Reverse,
            "@set" => Self::Set,
            "@type" => Self::Type,
            "@value" => Self::Value,
            _ => return None,
        })
    }

    /// How the keyword is written.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Context => "@context",
            Self::Direction => "@direction",
            Self::Graph => "@graph",
            Self::Id => "@id",
            Self::Included => "@included",
            Self::Index => "@index",
            Self::Language => "@language",
            Self::List => "@list",
            Self::Nest => "@nest",
            Self::Reverse => "@reverse",
            Self::Set => "@set",
            Self::Type => "@type",
            Self::Value => "@value",
        }
    }
}

/// Whether a name is a keyword of JSON-LD 1.1, also one that has a place in contexts only.
pub(crate) fn is_keyword(name: &str) -> bool {
    const OF_CONTEXTS: [&str; 10] = [
        "@base",
        "@container",
        "@import",
        "@json",
        "@none",
        "@prefix",
        "@propagate",
        "@protected",
        "@version",
        "@vocab",
    ];
    Keyword::parse(name).is_some() || OF_CONTEXTS.contains(&name)
}
