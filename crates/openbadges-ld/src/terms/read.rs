//! Reads the tables.

use std::collections::{HashMap, HashSet};
use std::num::NonZeroU16;

use super::{
    Alternative, Coercion, Container, Copy, Definition, DefinitionId, Keyword, Layer, LayerId, Meaning,
    Scope, Tables, Target, TermId,
};

use crate::nquads::is_iri;

type Read<T> = Result<T, String>;

/// Reads all tables; an error quotes the line.
pub(super) fn read<'f>(files: &[&'f str]) -> Read<Tables> {
    let mut reader = Reader::default();
    for file in files {
        reader.copy = None;
        reader.file(file)?;
        let dates: Vec<&'f str> = file
            .lines()
            .filter_map(|line| line.strip_prefix("copies "))
            .flat_map(|it| it.split(' '))
            .collect();
        for date in dates.into_iter().rev() {
            reader.copy = Some(date);
            reader.file(file)?;
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
    /// Datatypes and meanings that are compact IRIs with a prefix of another context.
    compact: HashSet<String>,
    /// The date of the older copy that is read, `None` for the newest.
    copy: Option<&'f str>,
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

/// The places of a definition where a compact IRI may be left open.
#[derive(Clone, Copy)]
enum Part {
    Target,
    Datatype,
}

impl Part {
    fn of(self, meaning: &Meaning) -> Option<&str> {
        match (self, &meaning.coercion) {
            (Self::Target, _) => meaning.target.iri(),
            (Self::Datatype, Coercion::Datatype(datatype)) => Some(datatype),
            (Self::Datatype, _) => None,
        }
    }

    fn with(self, meaning: &Meaning, iri: String) -> Meaning {
        match self {
            Self::Target => Meaning { target: Target::Iri(format!("<{iri}>")), ..meaning.clone() },
            Self::Datatype => Meaning { coercion: Coercion::Datatype(iri), ..meaning.clone() },
        }
    }
}

impl<'f> Reader<'f> {
    fn file(&mut self, file: &'f str) -> Read<()> {
        self.prefixes.clear();
        for line in file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("# ")) {
            self.line(line).map_err(|message| format!("{message}: {line}"))?;
        }
        Ok(())
    }

    fn line(&mut self, line: &'f str) -> Read<()> {
        let mut words = line.split(' ');
        match words.next().unwrap_or_default() {
            "let" => self.prefix(words),
            "copies" => Ok(()),
            "with" => self.include(words.next()),
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

    /// Begins with the terms of a context that was read before.
    fn include(&mut self, url: Option<&str>) -> Read<()> {
        let included =
            url.and_then(|url| self.tables.context(url)).ok_or("expected a context read before")?;
        let layer = self.tables.layer(included).clone();
        self.innermost()?.layer = layer;
        Ok(())
    }

    fn term(&mut self, name: &'f str, words: &[&'f str]) -> Read<()> {
        let since = words.last().and_then(|word| word.strip_prefix("since:"));
        if since.is_some_and(|since| self.copy.is_some_and(|date| date < since)) {
            return Ok(());
        }
        let words = if since.is_some() { &words[..words.len() - 1] } else { words };
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
                self.register(&urls, layer);
                Ok(())
            }
            Opener::Term(name, meaning) => {
                self.define(name, Meaning { scope: Scope::Layer(layer), ..meaning })
            }
        }
    }

    fn register(&mut self, urls: &[&str], layer: LayerId) {
        match self.copy {
            None => self.tables.contexts.extend(urls.iter().map(|url| ((*url).to_owned(), layer))),
            Some(date) => {
                let copy = |url: &&str| Copy { url: (*url).to_owned(), date: date.to_owned(), layer };
                self.tables.copies.extend(urls.iter().map(copy));
            }
        }
    }

    fn define(&mut self, name: &str, meaning: Meaning) -> Read<()> {
        let term = self.tables.names.intern(name).ok_or("too many terms")?;
        let protected = self.innermost()?.protected;
        let definition = self.definition(meaning, protected)?;
        let terms = &mut self.innermost()?.layer.terms;
        terms.retain(|(other, _)| *other != term);
        terms.push((term, definition));
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
        let mut number = 0;
        // Definitions with two such IRIs become ones with one, which are looked at in their turn.
        while let Some(of) = self.tables.definition_at(number) {
            for part in [Part::Target, Part::Datatype] {
                self.close_part(of, part, &prefixes)?;
            }
            number += 1;
        }
        let is_open = |id: &DefinitionId| self.tables.alternatives.iter().any(|it| it.of == *id);
        self.tables.open_layers =
            self.tables.layers.iter().map(|layer| layer.terms.iter().any(|(_, id)| is_open(id))).collect();
        Ok(self.tables)
    }

    fn close_part(&mut self, of: DefinitionId, part: Part, prefixes: &HashSet<(TermId, String)>) -> Read<()> {
        let Definition { meaning, protected } = self.tables.definition(of);
        let (meaning, protected) = (meaning.clone(), *protected);
        let Some(compact) = part.of(&meaning).filter(|iri| self.compact.contains(*iri)) else {
            return Ok(());
        };
        let Some((prefix, name)) = compact.split_once(':') else { return Ok(()) };
        let term = self.tables.names.find(prefix);
        for (term, iri) in prefixes.iter().filter(|(other, _)| Some(*other) == term) {
            let resolved = format!("{}{name}", iri.trim_matches(['<', '>']));
            let instead = self.definition(part.with(&meaning, resolved), protected)?;
            self.tables.alternatives.push(Alternative { of, prefix: *term, iri: iri.clone(), instead });
        }
        Ok(())
    }

    fn prefixes_of_contexts(&self) -> HashSet<(TermId, String)> {
        let tables = &self.tables;
        let terms = tables.layers.iter().flat_map(|layer| &layer.terms);
        let prefixes = terms.filter(|(_, id)| tables.definition(*id).meaning.prefix);
        prefixes
            .filter_map(|(term, id)| match &tables.definition(*id).meaning.target {
                Target::Iri(iri) => Some((*term, iri.clone())),
                Target::Keyword(_) | Target::IllFormed(_) => None,
            })
            .collect()
    }

    fn innermost(&mut self) -> Read<&mut Open<'f>> {
        self.open.last_mut().ok_or_else(|| "outside of a context".to_owned())
    }

    fn target(&mut self, word: &str) -> Read<Target> {
        if let Some(compact) = word.strip_prefix('?') {
            self.compact.insert(compact.to_owned());
            return Ok(Target::Iri(format!("<{compact}>")));
        }
        if word.starts_with('@') {
            return Keyword::parse(word).map(Target::Keyword).ok_or_else(|| "unknown keyword".to_owned());
        }
        let iri = self.iri(word)?;
        Ok(if is_iri(&iri) { Target::Iri(format!("<{iri}>")) } else { Target::IllFormed(iri) })
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
        assert_eq!(read(&TABLES).map(|tables| tables.contexts.len()), Ok(65));
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
