//! One proof tried with one key, within what the budget has left.

use openbadges_ld::{ContextCopy, LdError, Limits, Options, Undefined, older_copies};
use openbadges_proof::PublicKey;
use openbadges_proof::data_integrity::{self, ProofError, Verified};
use serde_json::Value;

use crate::Reason;
use crate::budget::{Spent, Work, size_of};
use crate::case::Case;
use crate::keys::Problem;

/// Hash operations that a document is granted, one grant after the other until they suffice: nearly every document
/// needs none, and what is granted is paid for. The last one is the most that any document gets (P-R2).
const GRANTS: [usize; 4] = [64, 1024, 8192, 50_000];

/// A proof with a key to try it with.
pub(super) struct Trial<'a> {
    document: &'a Value,
    proof: &'a Value,
    key: &'a PublicKey,
    case: &'a Case<'a>,
    /// What the canonical form of the document costs each time.
    price: Work,
}

impl<'a> Trial<'a> {
    pub(super) fn new(document: &'a Value, proof: &'a Value, key: &'a PublicKey, case: &'a Case<'a>) -> Self {
        let price = Work::canonicalised(size_of(document));
        Self { document, proof, key, case, price }
    }

    /// Verifies the proof: over what the contexts are today, else over an older copy of one of them.
    pub(super) fn verify(&self) -> Result<(Option<ContextCopy>, Verified), Problem> {
        match self.with(None)? {
            Ok(verified) => Ok((None, verified)),
            Err(error @ ProofError::Signature) => {
                let (copy, verified) = self.older()?.ok_or_else(|| failed(&error))?;
                Ok((Some(copy), verified))
            }
            Err(error) => Err(failed(&error)),
        }
    }

    /// Verifies the proof with a copy of a context, unless the budget ends that.
    fn with(&self, copy: Option<ContextCopy>) -> Result<Result<Verified, ProofError>, Problem> {
        self.pay(Work::signatures(signatures(self.proof)))?;
        let mut grants = GRANTS.into_iter().peekable();
        loop {
            let Some(hash_operations) = grants.next() else { return Err(spent(Spent)) };
            self.pay(self.price.and(Work::hash_operations(hash_operations)))?;
            let limits = Limits { hash_operations, ..Limits::default() };
            let options = Options { limits, copy, ..self.options() };
            let now = self.case.options.now;
            match data_integrity::verify_with(self.document, self.proof, self.key, now, &options) {
                Err(ProofError::Ld(LdError::WorkLimit { .. })) if grants.peek().is_some() => {}
                result => return Ok(result),
            }
        }
    }

    /// Tries the older copies of contexts that changed under their address, the newest first: the signer may have had one
    /// of them, and left unsigned what it does not define. A copy that leaves out no more than the one before it makes no
    /// difference.
    fn older(&self) -> Result<Option<(ContextCopy, Verified)>, Problem> {
        let copies = older_copies(self.document);
        if copies.is_empty() {
            return Ok(None);
        }
        let mut before = self.left_out(None)?;
        for copy in copies {
            let without = self.left_out(Some(copy))?;
            if without == before {
                continue;
            }
            before = without;
            if let Ok(verified) = self.with(Some(copy))? {
                return Ok(Some((copy, verified)));
            }
        }
        Ok(None)
    }

    /// What a copy of a context leaves out of the document.
    fn left_out(&self, copy: Option<ContextCopy>) -> Result<Option<Vec<Undefined>>, Problem> {
        self.pay(self.price)?;
        let options = Options { copy, ..self.options() };
        Ok(options.to_dataset(self.document).ok().map(|(_, left_out)| left_out))
    }

    fn options(&self) -> Options<'a> {
        Options { contexts: self.case.options.contexts.as_deref(), ..Options::default() }
    }

    fn pay(&self, price: Work) -> Result<(), Problem> {
        self.case.documents.budget.take(price).map_err(spent)
    }
}

/// What the signatures of a proof cost, in those of a whole document: selective disclosure has one for each statement,
/// over a short text, in some 66 bytes of its value.
fn signatures(proof: &Value) -> usize {
    let is_of_statements = proof.get("cryptosuite").is_some_and(|suite| suite == "ecdsa-sd-2023");
    let value = proof.get("proofValue").and_then(Value::as_str).filter(|_| is_of_statements);
    1 + value.map_or(0, |value| value.len() * 3 / 4 / 66 / STATEMENTS)
}

/// So many signatures over statements are counted as one.
const STATEMENTS: usize = 20;

/// There is no budget left to verify a signature.
pub(crate) fn spent(_: Spent) -> Problem {
    Problem::because(Reason::BudgetSpent, Reason::BudgetSpent.as_str())
}

/// What it means that a proof was not verified.
pub(super) fn failed(error: &ProofError) -> Problem {
    let (reason, why) = match error {
        ProofError::Unsupported { .. } => (Reason::UnsupportedProof, "suite"),
        ProofError::Malformed { .. } => (Reason::Signature, "proof_malformed"),
        ProofError::Purpose { .. } => (Reason::Signature, "purpose"),
        ProofError::Expired { .. } => (Reason::Signature, "proof_expired"),
        ProofError::Context => (Reason::Signature, "proof_context"),
        ProofError::PreviousProof { .. } => (Reason::Signature, "previous_proof"),
        ProofError::KeyKind { .. } => (Reason::Signature, "key_kind"),
        ProofError::BaseProof => (Reason::Signature, "base_proof"),
        ProofError::Ld(error) => of_document(error),
        _ => (Reason::Signature, "signature"),
    };
    Problem::because(reason, why).with("message", error.to_string())
}

/// What it means that a document has no canonical form.
const fn of_document(error: &LdError) -> (Reason, &'static str) {
    match error {
        LdError::UnknownContext { .. } => (Reason::UnknownContext, "unknown_context"),
        LdError::InlineContext { .. } => (Reason::UnknownContext, "inline_context"),
        LdError::TooDeep { .. }
        | LdError::TooManyQuads { .. }
        | LdError::TooManyBytes { .. }
        | LdError::WorkLimit { .. } => (Reason::TooLarge, "work_limit"),
        LdError::ProtectedTermRedefinition { .. } => (Reason::Malformed, "contexts_clash"),
        _ => (Reason::Malformed, "not_json_ld"),
    }
}
