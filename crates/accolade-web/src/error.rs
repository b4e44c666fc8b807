//! Everything that can go wrong in a request, and the one way from there to an answer.
//!
//! A handler returns a [`WebError`]; it travels as an extension of the response to [`crate::layers::trouble`],
//! which knows whether the client reads pages or problem documents (RFC 9457).

use accolade_platform::sign_in::SignInError;
use accolade_platform::{ActError, LinkError, Trouble};
use axum::response::{IntoResponse, Response};
use http::StatusCode;

use crate::limits::Wait;

/// Why a request was not answered with what it asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum WebError {
    /// No such thing, or not for this visitor: the two are not told apart.
    NotFound,
    /// The recipient ended the sharing.
    Gone,
    /// Nobody is signed in.
    SignInNeeded,
    /// The role does not allow it.
    NotAllowed,
    /// An unsafe request from another website.
    CrossSite,
    /// The request could not be read.
    BadRequest,
    /// The body is larger than allowed.
    TooLarge,
    /// The address does not know the method.
    Method,
    /// The answer took too long.
    Timeout,
    /// A rate limit.
    TooMany(Wait),
    /// Nothing but set-up works before set-up.
    SetUpNeeded,
    /// Too much to do.
    Busy,
    /// A fault of ours; the text is for the log only.
    Broken(String),
}

impl WebError {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Gone => StatusCode::GONE,
            Self::SignInNeeded => StatusCode::UNAUTHORIZED,
            Self::NotAllowed | Self::CrossSite => StatusCode::FORBIDDEN,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Timeout => StatusCode::REQUEST_TIMEOUT,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::SetUpNeeded | Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The error that a bare status of the framework stands for.
    pub(crate) fn of_status(status: StatusCode) -> Option<Self> {
        match status {
            StatusCode::NOT_FOUND => Some(Self::NotFound),
            StatusCode::FORBIDDEN => Some(Self::CrossSite),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Self::TooLarge),
            StatusCode::METHOD_NOT_ALLOWED => Some(Self::Method),
            StatusCode::REQUEST_TIMEOUT => Some(Self::Timeout),
            status if status.is_client_error() => Some(Self::BadRequest),
            status if status.is_server_error() => Some(Self::Broken(format!("status {status}"))),
            _ => None,
        }
    }

    /// The catalogue keys of the title and the words of its page.
    pub(crate) fn keys(&self) -> (&'static str, &'static str) {
        match self {
            Self::NotFound => ("trouble-not-found", "trouble-not-found-words"),
            Self::Gone => ("gone-title", "gone-words"),
            Self::SignInNeeded => ("trouble-sign-in-needed", "trouble-sign-in-needed-words"),
            Self::NotAllowed => ("trouble-not-allowed", "trouble-not-allowed-words"),
            Self::CrossSite => ("trouble-cross-site", "trouble-cross-site-words"),
            Self::BadRequest => ("trouble-bad-request", "trouble-bad-request-words"),
            Self::TooLarge => ("trouble-too-large", "trouble-too-large-words"),
            Self::Method => ("trouble-method", "trouble-method-words"),
            Self::Timeout => ("trouble-timeout", "trouble-timeout-words"),
            Self::TooMany(_) => ("trouble-too-many", "trouble-too-many-words"),
            Self::SetUpNeeded => ("trouble-set-up-needed", "trouble-set-up-needed-words"),
            Self::Busy => ("trouble-busy", "trouble-busy-words"),
            Self::Broken(_) => ("trouble-broken", "trouble-broken-words"),
        }
    }
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<Trouble> for WebError {
    fn from(trouble: Trouble) -> Self {
        if trouble.is_busy() { Self::Busy } else { Self::Broken(trouble.to_string()) }
    }
}

impl From<ActError> for WebError {
    fn from(error: ActError) -> Self {
        match error {
            ActError::SignInNeeded => Self::SignInNeeded,
            ActError::NotFound => Self::NotFound,
            ActError::NotAllowed => Self::NotAllowed,
            ActError::Faults(_) => Self::BadRequest,
            ActError::Trouble(trouble) => trouble.into(),
        }
    }
}

impl From<LinkError> for WebError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::NotFound => Self::NotFound,
            LinkError::Gone | LinkError::Revoked => Self::Gone,
            LinkError::Trouble(trouble) => trouble.into(),
        }
    }
}

impl From<SignInError> for WebError {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Refused => Self::SignInNeeded,
            SignInError::Trouble(trouble) => trouble.into(),
        }
    }
}

impl From<Wait> for WebError {
    fn from(wait: Wait) -> Self {
        Self::TooMany(wait)
    }
}
