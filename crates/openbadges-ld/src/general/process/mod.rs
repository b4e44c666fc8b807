//! Context Processing (JSON-LD 1.1 API, 4.1).

mod settings;

use std::collections::HashMap;
use std::rc::Rc;

use serde_json::{Map, Value};

use super::active::{Active, Term};
use super::reference::resolve;
use super::{Fault, items_of, known};
use crate::{ContextCopy, Contexts, MAX_DEPTH};
pub(super) use settings::{is_direction, is_meaning, is_setting};
use settings::{set_base, set_language, set_vocabulary};

/// How many contexts may be named by contexts, one inside the other.
const MAX_REMOTE: usize = 16;

/// Reads contexts, and remembers what the contexts of terms became.
pub(super) struct Processor<'c> {
    contexts: &'c Contexts,
    copy: Option<ContextCopy>,
    /// The address of the document.
    base: Option<&'c str>,
    /// Terms that may still be defined.
    work_left: usize,
    work_limit: usize,
    depth: usize,
    scoped: HashMap<(*const Active, *const Term, bool), Scoped>,
    /// What the context at an address became on top of another, in documents that name it again and again.
    remote: HashMap<(*const Active, String), Remote>,
}

/// What the context at an address became; `_active` is kept so that its address stays its own.
struct Remote {
    _active: Rc<Active>,
    result: Rc<Active>,
}

/// What the context of a term became on top of another; both are kept so that their addresses stay theirs.
struct Scoped {
    _active: Rc<Active>,
    _term: Rc<Term>,
    result: Rc<Active>,
}

/// Where a context comes from, which decides what it may do.
#[derive(Clone, Copy)]
pub(super) struct Origin<'o> {
    /// The address that relative ones in the context are relative to.
    pub(super) base: Option<&'o str>,
    /// The addresses of the contexts that led here.
    pub(super) remote: &'o [String],
    /// Whether protected terms may be changed.
    pub(super) may_override: bool,
    /// Whether the context also holds inside of the nodes in this one.
    pub(super) propagates: bool,
    /// Whether contexts that terms bring are looked into: not where that could go on for ever.
    pub(super) looks_inside: bool,
}

impl<'c> Processor<'c> {
    pub(super) fn new(
        contexts: &'c Contexts,
        copy: Option<ContextCopy>,
        base: Option<&'c str>,
        work_limit: usize,
    ) -> Self {
        Self {
            contexts,
            copy,
            base,
            work_left: work_limit,
            work_limit,
            depth: 0,
            scoped: HashMap::new(),
            remote: HashMap::new(),
        }
    }

    /// What holds before any context.
    pub(super) fn initial(&self) -> Active {
        Active { base: self.base.map(str::to_owned), ..Active::default() }
    }

    /// `@context` of an object of the document.
    pub(super) fn embedded(&mut self, active: &Rc<Active>, local: &Value) -> Result<Rc<Active>, Fault> {
        let base = self.base;
        self.process(
            active,
            local,
            Origin { base, remote: &[], may_override: false, propagates: true, looks_inside: true },
        )
    }

    /// The context that a term brings, where it has one: for what is inside of a property, or for the nodes of a type.
    pub(super) fn scoped(
        &mut self,
        active: &Rc<Active>,
        term: &Rc<Term>,
        of_type: bool,
    ) -> Result<Rc<Active>, Fault> {
        let Some(local) = &term.context else { return Ok(Rc::clone(active)) };
        let key = (Rc::as_ptr(active), Rc::as_ptr(term), of_type);
        if let Some(known) = self.scoped.get(&key) {
            return Ok(Rc::clone(&known.result));
        }
        let origin = Origin {
            base: term.context_base.as_deref(),
            remote: &[],
            may_override: !of_type,
            propagates: !of_type,
            looks_inside: true,
        };
        let result = self.process(active, local, origin)?;
        let kept = Scoped { _active: Rc::clone(active), _term: Rc::clone(term), result: Rc::clone(&result) };
        self.scoped.insert(key, kept);
        Ok(result)
    }

    /// A context on top of another.
    pub(super) fn process(
        &mut self,
        active: &Rc<Active>,
        local: &Value,
        origin: Origin<'_>,
    ) -> Result<Rc<Active>, Fault> {
        self.enter()?;
        let result = self.process_items(active, local, origin);
        self.leave();
        result
    }

    /// One level deeper, until [`Self::leave`].
    pub(super) fn enter(&mut self) -> Result<(), Fault> {
        if self.depth >= MAX_DEPTH {
            return Err(Fault::TooDeep);
        }
        self.depth += 1;
        Ok(())
    }

    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Takes `amount` of the work that is left.
    pub(super) fn spend(&mut self, amount: usize) -> Result<(), Fault> {
        self.work_left = self.work_left.checked_sub(amount).ok_or(Fault::Work(self.work_limit))?;
        Ok(())
    }

    fn process_items(
        &mut self,
        active: &Rc<Active>,
        local: &Value,
        origin: Origin<'_>,
    ) -> Result<Rc<Active>, Fault> {
        let propagates = match local.get("@propagate") {
            None => origin.propagates,
            Some(value) => value.as_bool().ok_or(Fault::Rule("@propagate is true or false"))?,
        };
        let mut result = Rc::clone(active);
        if !propagates && result.previous.is_none() {
            Rc::make_mut(&mut result).previous = Some(Rc::clone(active));
        }
        for item in items_of(local) {
            self.spend(1)?;
            match item {
                Value::Null => result = self.reset(result, origin, propagates)?,
                Value::String(url) => result = self.remote(result, url, origin)?,
                Value::Object(members) => self.object(&mut result, members, origin)?,
                _ => return Err(Fault::Rule("a context is an address, an object or null")),
            }
        }
        Ok(result)
    }

    fn reset(&self, active: Rc<Active>, origin: Origin<'_>, propagates: bool) -> Result<Rc<Active>, Fault> {
        if !origin.may_override
            && let Some((name, _)) = active.terms.iter().find(|(_, term)| term.protected)
        {
            return Err(Fault::Protected(name.to_string()));
        }
        let mut empty = self.initial();
        empty.previous = (!propagates).then_some(active);
        Ok(Rc::new(empty))
    }

    fn remote(&mut self, active: Rc<Active>, url: &str, origin: Origin<'_>) -> Result<Rc<Active>, Fault> {
        let url = absolute(origin.base, url);
        if !origin.looks_inside && origin.remote.contains(&url) {
            return Ok(active);
        }
        if origin.remote.len() >= MAX_REMOTE {
            return Err(Fault::Rule("the contexts name each other in too long a chain"));
        }
        let key = (Rc::as_ptr(&active), url.clone());
        if let Some(known) = self.remote.get(&key) {
            return Ok(Rc::clone(&known.result));
        }
        let context = self.load(&url)?;
        let remote = [origin.remote, std::slice::from_ref(&url)].concat();
        let inner = Origin {
            base: Some(&url),
            remote: &remote,
            may_override: false,
            propagates: true,
            looks_inside: origin.looks_inside,
        };
        let result = self.process(&active, context, inner)?;
        if origin.looks_inside {
            self.remote.insert(key, Remote { _active: active, result: Rc::clone(&result) });
        }
        Ok(result)
    }

    /// `@context` of what stands at an address.
    fn load(&self, url: &str) -> Result<&'c Value, Fault> {
        if let Some(known) = known::context(url, self.copy) {
            return Ok(known);
        }
        let document = self.contexts.get(url).ok_or_else(|| Fault::Unknown(url.to_owned()))?;
        document.get("@context").ok_or(Fault::Rule("what stands at the address has no @context"))
    }

    fn object(
        &mut self,
        active: &mut Rc<Active>,
        members: &Map<String, Value>,
        origin: Origin<'_>,
    ) -> Result<(), Fault> {
        if members.get("@version").is_some_and(|version| version.as_f64() != Some(1.1)) {
            return Err(Fault::Rule("@version is 1.1"));
        }
        if let Some(import) = members.get("@import") {
            let merged = self.imported(import, members, origin)?;
            return self.definitions(active, &merged, origin);
        }
        self.definitions(active, members, origin)
    }

    /// `@import`: the members of the context at an address, and these over them.
    fn imported(
        &self,
        url: &Value,
        members: &Map<String, Value>,
        origin: Origin<'_>,
    ) -> Result<Map<String, Value>, Fault> {
        let url = url.as_str().ok_or(Fault::Rule("@import is an address"))?;
        let context = self.load(&absolute(origin.base, url))?;
        let mut merged =
            context.as_object().ok_or(Fault::Rule("@import names a context that is an object"))?.clone();
        if merged.contains_key("@import") {
            return Err(Fault::Rule("an imported context imports none"));
        }
        let own = members.iter().filter(|(name, _)| *name != "@import");
        merged.extend(own.map(|(name, value)| (name.clone(), value.clone())));
        Ok(merged)
    }

    fn definitions(
        &mut self,
        active: &mut Rc<Active>,
        members: &Map<String, Value>,
        origin: Origin<'_>,
    ) -> Result<(), Fault> {
        self.spend(members.len() + active.terms.len())?;
        let active = Rc::make_mut(active);
        if origin.remote.is_empty() {
            set_base(active, members)?;
        }
        set_vocabulary(active, members)?;
        set_language(active, members)?;
        let flag = |name| match members.get(name) {
            None => Ok(false),
            Some(value) => value.as_bool().ok_or(Fault::Rule("@protected and @propagate are true or false")),
        };
        flag("@propagate")?;
        let protected = flag("@protected")?;
        self.define(active, members, origin, protected)
    }
}

fn absolute(base: Option<&str>, url: &str) -> String {
    base.map_or_else(|| url.to_owned(), |base| resolve(base, url))
}
