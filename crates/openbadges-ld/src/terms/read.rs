//! Reads the tables.

use std::collections::{HashMap, HashSet};
use std::num::NonZeroU16;

use super::{
    Alternative, Coercion, Container, Definition, DefinitionId, Keyword, Layer, LayerId, Meaning, Scope,
    Tables, Target, TermId,
};

type Read<T> = Result<T, String>;

/// Reads all tables; an error quotes the line.
pub(super) fn read(files: &[&str]) -> Read<Tables> {
    let mut reader = Reader::default();
    for file in files {
        reader.prefixes.clear();
        for line in file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("# ")) {
            reader.line(line).map_err(|message| format!("{message}: {line}"))?;
        }
    }
    if reader.open.is_empty() { reader.finish() } else { Err("a context is not closed".to_owned()) }
}

#[derive(Default)]
struct Reader<'f> {
    tables: Tables,
    prefixes: HashMap<&'f str, &'f str>,
    open: Vec<Open<'f>>,
    known_definitions: HashMap<(Meaning, bool), DefinitionId>,
    known_layers: HashMap<Layer, LayerId>,
    /// Datatypes that are compact IRIs with a prefix of another context.
    compact: HashSet<String>,
}

/// A context whose closing bracket is still to come.
struct Open<'f> {
    opened_by: Opener<'f>,
    protected: bool,
    layer: Layer,
}

enum Opener<'f> {
    Context(Vec<&'f str>),
    Term(&'f str, Meaning),
}

impl<'f> Reader<'f> {
    fn line(&mut self, line: &'f str) -> Read<()> {
        let mut words = line.split(' ');
        match words.next().unwrap_or_default() {
            "let" => self.prefix(words),
            "context" => {
                self.context(words.collect());
                Ok(())
            }
            "@vocab" => self.vocabulary(words.next()),
            "}" => self.close(),
            term => self.term(term, &words.collect::<Vec<_>>()),
        }
    }

    fn prefix(&mut self, mut words: impl Iterator<Item = &'f str>) -> Read<()> {
        let (name, iri) = words.next().zip(words.next()).ok_or("expected a name and an IRI")?;
        self.prefixes.insert(name, iri);
        Ok(())
    }

    fn context(&mut self, mut urls: Vec<&'f str>) {
        let protected = urls.pop() == Some("{!");
        self.open.push(Open { opened_by: Opener::Context(urls), protected, layer: Layer::default() });
    }

    fn vocabulary(&mut self, iri: Option<&'f str>) -> Read<()> {
        let iri = self.iri(iri.ok_or("expected an IRI")?)?;
        self.innermost()?.layer.vocabulary = Some(iri);
        Ok(())
    }

    fn term(&mut self, name: &'f str, words: &[&'f str]) -> Read<()> {
        let mut meaning = Meaning {
            target: self.target(words.first().ok_or("expected a meaning")?)?,
            coercion: Coercion::None,
            container: Container::None,
            scope: Scope::None,
            prefix: false,
        };
        for word in &words[1..] {
            match *word {
                "+set" => meaning.container = Container::Set,
                "+list" => meaning.container = Container::List,
                "+graph" => meaning.container = Container::Graph,
                "prefix" => meaning.prefix = true,
                "{null}" => meaning.scope = Scope::Reset,
                "{" | "{!" => {
                    let opened_by = Opener::Term(name, meaning);
                    self.open.push(Open { opened_by, protected: *word == "{!", layer: Layer::default() });
                    return Ok(());
                }
                _ => meaning.coercion = self.coercion(word.strip_prefix('^').ok_or("unknown word")?)?,
            }
        }
        self.define(name, meaning)
    }

    fn close(&mut self) -> Read<()> {
        let mut open = self.open.pop().ok_or("nothing to close")?;
        open.layer.terms.sort_unstable_by_key(|(term, _)| *term);
        let layer = self.layer(open.layer);
        match open.opened_by {
            Opener::Context(urls) => {
                self.tables.contexts.extend(urls.into_iter().map(|url| (url.to_owned(), layer)));
                Ok(())
            }
            Opener::Term(name, meaning) => {
                self.define(name, Meaning { scope: Scope::Layer(layer), ..meaning })
            }
        }
    }

    fn define(&mut self, name: &str, meaning: Meaning) -> Read<()> {
        let term = self.tables.names.intern(name).ok_or("too many terms")?;
        let protected = self.innermost()?.protected;
        let definition = self.definition(meaning, protected)?;
        self.innermost()?.layer.terms.push((term, definition));
        Ok(())
    }

    fn definition(&mut self, meaning: Meaning, protected: bool) -> Read<DefinitionId> {
        if let Some(known) = self.known_definitions.get(&(meaning.clone(), protected)) {
            return Ok(*known);
        }
        self.tables.definitions.push(Definition { meaning: meaning.clone(), protected });
        let number = u16::try_from(self.tables.definitions.len()).ok().and_then(NonZeroU16::new);
        let id = DefinitionId(number.ok_or("too many definitions")?);
        self.known_definitions.insert((meaning, protected), id);
        Ok(id)
    }

    /// Contexts that say the same are one, so that comparing definitions compares what they bring as well.
    fn layer(&mut self, layer: Layer) -> LayerId {
        let tables = &mut self.tables;
        *self.known_layers.entry(layer).or_insert_with_key(|layer| {
            tables.layers.push(layer.clone());
            LayerId(tables.layers.len() - 1)
        })
    }

    /// Works out what every compact IRI that was left open becomes with every prefix that some context defines.
    fn finish(mut self) -> Read<Tables> {
        let prefixes = self.prefixes_of_contexts();
        for (of, prefix, name) in self.open_definitions() {
            for (term, iri) in &prefixes {
                if self.tables.term_name(*term) != prefix {
                    continue;
                }
                let definition = self.tables.definition(of);
                let protected = definition.protected;
                let coercion = Coercion::Datatype(format!("{}{name}", iri.trim_matches(['<', '>'])));
                let meaning = Meaning { coercion, ..definition.meaning.clone() };
                let instead = self.definition(meaning, protected)?;
                let alternative = Alternative { of, prefix: *term, iri: iri.clone(), instead };
                self.tables.alternatives.push(alternative);
            }
        }
        let is_open = |id: &DefinitionId| self.tables.alternatives.iter().any(|it| it.of == *id);
        self.tables.open_layers =
            self.tables.layers.iter().map(|layer| layer.terms.iter().any(|(_, id)| is_open(id))).collect();
        Ok(self.tables)
    }

    fn prefixes_of_contexts(&self) -> HashSet<(TermId, String)> {
        let tables = &self.tables;
        let terms = tables.layers.iter().flat_map(|layer| &layer.terms);
        let prefixes = terms.filter(|(_, id)| tables.definition(*id).meaning.prefix);
        prefixes
            .filter_map(|(term, id)| match &tables.definition(*id).meaning.target {
                Target::Iri(iri) => Some((*term, iri.clone())),
                Target::Keyword(_) => None,
            })
            .collect()
    }

    /// The definitions with a datatype that is still compact, its prefix and its name.
    fn open_definitions(&self) -> Vec<(DefinitionId, String, String)> {
        let compact = |(meaning, id): (&Meaning, DefinitionId)| match &meaning.coercion {
            Coercion::Datatype(datatype) if self.compact.contains(datatype) => {
                datatype.split_once(':').map(|(prefix, name)| (id, prefix.to_owned(), name.to_owned()))
            }
            _ => None,
        };
        self.known_definitions.iter().map(|((meaning, _), id)| (meaning, *id)).filter_map(compact).collect()
    }

    fn innermost(&mut self) -> Read<&mut Open<'f>> {
        self.open.last_mut().ok_or_else(|| "outside of a context".to_owned())
    }

    fn target(&self, word: &str) -> Read<Target> {
        if word.starts_with('@') {
            return Keyword::parse(word).map(Target::Keyword).ok_or_else(|| "unknown keyword".to_owned());
        }
        Ok(Target::Iri(format!("<{}>", self.iri(word)?)))
    }

    fn coercion(&mut self, word: &str) -> Read<Coercion> {
        if let Some(compact) = word.strip_prefix('?') {
            self.compact.insert(compact.to_owned());
            return Ok(Coercion::Datatype(compact.to_owned()));
        }
        Ok(match word {
            "@id" => Coercion::Id,
            "@vocab" => Coercion::Vocab,
            "@json" => Coercion::Json,
            _ => Coercion::Datatype(self.iri(word)?),
        })
    }

    fn iri(&self, word: &str) -> Read<String> {
        if let Some(iri) = word.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
            return Ok(iri.to_owned());
        }
        let (prefix, name) = word.split_once('|').ok_or("expected an IRI")?;
        Ok(format!("{}{name}", self.prefixes.get(prefix).ok_or("unknown prefix")?))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{TABLES, Target, known_context, tables};
    use super::read;

    #[test]
    fn the_tables_can_be_read() {
        assert_eq!(read(&TABLES).map(|tables| tables.contexts.len()), Ok(17));
        assert!(known_context("https://www.w3.org/ns/credentials/v2"));
        assert!(!known_context("https://www.w3.org/ns/credentials/v2/"));
    }

    #[test]
    fn only_id_and_type_stand_for_keywords() {
        let tables = tables();
        for (term, definition) in tables.layers.iter().flat_map(|layer| &layer.terms) {
            if let Target::Keyword(_) = tables.definition(*definition).meaning.target {
                assert!(["id", "type"].contains(&tables.term_name(*term)));
            }
        }
    }

    #[test]
    fn a_fault_in_a_table_is_quoted() {
        let fault = read(&["context urn:x {", "name schema|name", "}"]).err();
        assert_eq!(fault.as_deref(), Some("unknown prefix: name schema|name"));
    }
}
