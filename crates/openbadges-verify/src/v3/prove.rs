//! Whether a proof of a badge holds.

use crate::badge::{Badge, Form};
use crate::case::Case;
use crate::held::Searched;
use crate::{Check, checks, jwt, proof};

/// What the proofs of a badge come to.
pub(crate) struct Proved {
    pub(crate) contexts: Check,
    pub(crate) searched: Searched,
}

/// Looks for a proof that holds.
pub(crate) async fn prove(badge: &Badge, case: &Case<'_>) -> Proved {
    let document = badge.credential();
    let contexts = checks::contexts::check(document, case.options.contexts.as_deref());
    let searched = match badge {
        Badge::Json(_) => proof::search(document, &contexts, case).await,
        Badge::Jwt(jwt) => jwt::search(jwt, case).await,
    };
    let contexts = if badge.form() == Form::Jws { checks::contexts::of_jwt(contexts) } else { contexts };
    Proved { contexts, searched }
}
