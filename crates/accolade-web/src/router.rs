//! Every route, and the layers around them.

use std::sync::Arc;
use std::time::Duration;

use accolade_platform::{App, InstanceAddress};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodRouter, get, post};
use http::StatusCode;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate};
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;

use crate::error::WebError;
use crate::layers::{headers, limit, log, revalidate, set_up, trouble};
use crate::options::Options;
use crate::state::Web;
use crate::{assets, documents, form, pages};

/// The longest that an answer takes, the request's body included.
const LONGEST: Duration = Duration::from_secs(30);
/// The same of a form with a file: 5 MiB at 500 kbit/s.
const LONGEST_UPLOAD: Duration = Duration::from_secs(90);

/// The whole site.
pub fn router(app: Arc<App>, options: Options) -> Router {
    let style = options.style_page;
    let csrf = csrf(&app);
    let web = Web::new(app, options);
    let site = Router::new().merge(front()).merge(manage()).merge(public()).merge(links());
    let site = if style { site.route("/style", get(pages::style::show)) } else { site };
    let site = site.layer(within(LONGEST)).merge(files().layer(within(LONGEST_UPLOAD)));
    site.fallback(|| async { WebError::NotFound })
        .layer(DefaultBodyLimit::max(form::TYPED_BYTES))
        .layer(csrf)
        .layer(from_fn_with_state(web.clone(), set_up::lead))
        .layer(from_fn_with_state(web.clone(), limit::check))
        .layer(CatchPanicLayer::custom(trouble::caught))
        .layer(from_fn_with_state(web.clone(), trouble::render))
        .layer(from_fn_with_state(web.clone(), headers::add))
        .layer(compression())
        .layer(from_fn(revalidate::confirm))
        .layer(from_fn(log::write))
        .with_state(web)
}

fn front() -> Router<Web> {
    Router::new()
        .route("/", get(pages::front::front))
        .route("/home", get(pages::front::home))
        .route("/set-up", get(pages::set_up::show).post(pages::set_up::submit))
        .route("/sign-in", get(pages::sign_in::show).post(pages::sign_in::with_password))
        .route("/sign-in/link", post(pages::sign_in::request_link))
        .route("/sign-in/l/{token}", get(pages::sign_in::link).post(pages::sign_in::with_link))
        .route("/sign-out", post(pages::sign_in::sign_out))
        .route("/licences", get(pages::licences::show))
        .route("/outbox", get(pages::outbox::show))
        .route("/outbox/{mail}", get(pages::outbox::mail))
        .route("/outbox/{mail}/html", get(pages::outbox::body))
        .route("/healthz", get(|| async { "ok" }))
}

fn manage() -> Router<Web> {
    Router::new()
        .route("/manage/{issuer}", get(pages::manage::show))
        .route("/manage/{issuer}/badges/preview", post(pages::preview::fragment))
        .route("/manage/{issuer}/badges/preview.svg", get(pages::preview::drawing))
        .route("/manage/{issuer}/badges/{badge}", get(pages::badge::show))
        .route(
            "/manage/{issuer}/badges/{badge}/award",
            get(pages::award_new::show).post(pages::award_new::submit),
        )
        .route("/manage/{issuer}/settings", get(pages::settings::show).post(pages::settings::submit))
        .route("/manage/{issuer}/awards", get(pages::awards::show))
        .route("/manage/{issuer}/awards/{award}", get(pages::award::show))
        .route("/manage/{issuer}/awards/{award}/revoke", get(pages::revoke::show).post(pages::revoke::submit))
        .merge(endorsements())
}

fn endorsements() -> Router<Web> {
    let badge = "/issuers/{issuer}/badges/{badge}/{version}/endorse";
    // What was refused is shown at the address of the button: opened again, it is the list.
    let answer = |act: MethodRouter<Web>| act.get(pages::endorsements::again);
    let received = "/manage/{issuer}/endorsements/{endorser}/{endorsement}";
    let given = "/manage/{issuer}/endorsements/{endorsement}/withdraw";
    Router::new()
        .route("/issuers/{issuer}/endorse", get(pages::endorse::issuer).post(pages::endorse::submit_issuer))
        .route(badge, get(pages::endorse::badge).post(pages::endorse::submit_badge))
        .route("/manage/{issuer}/endorsements", get(pages::endorsements::show))
        .route(&format!("{received}/accept"), answer(post(pages::endorsements::accept)))
        .route(&format!("{received}/decline"), answer(post(pages::endorsements::decline)))
        .route(&format!("{received}/reopen"), answer(post(pages::endorsements::reopen)))
        .route(given, get(pages::endorsements::ask).post(pages::endorsements::withdraw))
        .route("/issuers/{issuer}/endorsements/{endorsement}", get(pages::endorsement::show))
        .route("/issuers/{issuer}/endorsements/{endorsement}/endorsement.json", get(pages::endorsement::file))
}

fn public() -> Router<Web> {
    Router::new()
        .route("/issuers/{issuer}", get(pages::issuer::show))
        .route("/issuers/{issuer}/profile.json", get(documents::issuer::profile))
        .route("/issuers/{issuer}/did.json", get(documents::issuer::did))
        .route("/issuers/{issuer}/jwks.json", get(documents::issuer::key_set))
        .route("/issuers/{issuer}/image.png", get(documents::issuer::image))
        .route("/issuers/{issuer}/badges/{badge}/{version}", get(pages::achievement::show))
        .route("/issuers/{issuer}/badges/{badge}/{version}/image.png", get(documents::achievement::png))
        .route("/issuers/{issuer}/badges/{badge}/{version}/image.svg", get(documents::achievement::svg))
        .route("/issuers/{issuer}/status/{number}", get(documents::status::list))
        .route("/ob2/{issuer}/issuer", get(documents::hosted::issuer))
        .route("/ob2/{issuer}/badges/{badge}/{version}", get(documents::hosted::badge))
        .route("/ob2/{issuer}/assertions/{credential}", get(documents::hosted::assertion))
        .route("/ob2/{issuer}/endorsements/{endorsement}", get(documents::hosted::endorsement))
        .route("/assets/{hash}/{name}", get(assets::show))
        .route("/favicon.svg", get(assets::favicon))
}

fn links() -> Router<Web> {
    Router::new()
        .route("/m/{token}", get(pages::recipient::show))
        .route("/m/{token}/share", post(pages::recipient::share))
        .route("/m/{token}/share/end", get(pages::recipient::ask_to_end).post(pages::recipient::end))
        .route("/m/{token}/{name}", get(pages::recipient::file))
        .route("/s/{token}", get(pages::shared::show))
        .route("/s/{token}/{name}", get(pages::shared::file))
}

fn within(longest: Duration) -> TimeoutLayer {
    TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, longest)
}

/// Forms that take files.
fn files() -> Router<Web> {
    Router::new()
        .route("/issuers/new", get(pages::issuer_new::show).post(pages::issuer_new::submit))
        .route("/manage/{issuer}/badges/new", get(pages::badge_new::show).post(pages::badge_new::submit))
        .route("/verify", get(pages::verify::show).post(pages::verify::submit))
        .layer(DefaultBodyLimit::max(form::READ_BYTES))
}

/// Unsafe requests come from our own pages: `Sec-Fetch-Site`, else `Origin`. A proxy may rewrite `Host`, so a
/// configured public address is trusted by name.
fn csrf(app: &App) -> CsrfLayer {
    let configured = app.config.address.as_ref().map(InstanceAddress::origin);
    configured.and_then(|origin| CsrfLayer::new().add_trusted_origin(origin).ok()).unwrap_or_default()
}

/// What holds secrets beside text from outside is not compressed (BREACH): nothing marked `no-store`.
fn compression() -> CompressionLayer<impl Predicate> {
    let keeps = |_: StatusCode, _: http::Version, headers: &http::HeaderMap, _: &http::Extensions| {
        headers.get(http::header::CACHE_CONTROL).is_none_or(|value| value != "no-store")
    };
    CompressionLayer::new().compress_when(DefaultPredicate::new().and(keeps))
}
