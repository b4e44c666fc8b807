//! The layers of protection, from outside.

mod common;

use common::{AWARD, BADGE, SET_UP, Site, first_award};
use http::{Method, StatusCode};

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let (site, mut operator) = Site::set_up().await;
    let made = first_award(&mut operator).await;
    for path in
        ["/", "/verify", "/sign-in", "/nothing", "/home", &made.mail, &made.award, "/style", "/licences"]
    {
        let answer = operator.get(path).await;
        if answer.status.is_redirection() {
            continue;
        }
        let policy = answer.header("content-security-policy");
        for part in [
            "default-src 'none'",
            "script-src 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
            "require-trusted-types-for 'script'",
        ] {
            assert!(policy.contains(part), "{path}: {part} in {policy}");
        }
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("strict-transport-security"), "max-age=31536000", "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        let page = answer.text();
        assert!(
            !page.contains(" style=") && !page.contains("<style") && !page.contains(" onclick"),
            "{path}: {page}"
        );
    }
    let secret = site.browser().get(&made.mail).await;
    assert_eq!(
        (secret.header("referrer-policy"), secret.header("x-robots-tag")),
        ("no-referrer", "noindex, nofollow")
    );
    let svg = site.browser().get(&format!("{}/badge.svg", made.mail)).await;
    assert!(svg.header("content-security-policy").starts_with("sandbox; default-src 'none'"));
}

#[tokio::test]
async fn forms_of_other_sites_are_refused() {
    let (_site, mut operator) = Site::set_up().await;
    let made = first_award(&mut operator).await;
    let awarding = format!("{}/award", made.badge);
    for (header, value) in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site")] {
        operator.headers.insert(header, value.parse().unwrap());
        let answer = operator.post(&awarding, AWARD).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{value}");
        assert!(answer.text().contains("came from another website"), "{}", answer.text());
        operator.headers.clear();
    }
    operator.headers.insert("sec-fetch-site", "".parse().unwrap());
    operator.headers.insert("origin", "https://evil.example".parse().unwrap());
    assert_eq!(operator.post(&awarding, AWARD).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn signing_in_is_slowed_down_per_account_and_per_client() {
    let (site, _) = Site::set_up().await;
    let mut browser = site.browser();
    let mut tries = Vec::new();
    for _ in 0..6 {
        let fields = [("email", "Olga@example.org"), ("password", "wrong wrong wrong"), ("next", "")];
        tries.push(browser.post("/sign-in", &fields).await);
    }
    let last = tries.pop().unwrap();
    assert!(tries.iter().all(|answer| answer.status == StatusCode::UNPROCESSABLE_ENTITY));
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    let seconds: u64 = last.header("retry-after").parse().unwrap();
    assert!((1..=180).contains(&seconds), "{seconds}");
    assert_eq!(last.header("ratelimit-policy"), "\"account\";q=5;w=900");
    assert_eq!(last.header("ratelimit"), format!("\"account\";r=0;t={seconds}"));
    assert!(last.is_page());

    // A try comes back every six seconds: on a slow machine it takes a few more than ten to run out of them.
    let mut policies = Vec::new();
    while policies.len() < 30 && !policies.iter().any(|policy| policy == "\"sign-in\";q=10;w=60") {
        let email = format!("{}@example.org", policies.len());
        let fields = [("email", email.as_str()), ("password", "x"), ("next", "")];
        policies.push(browser.post("/sign-in", &fields).await.header("ratelimit-policy").to_owned());
    }
    assert!((4..30).contains(&policies.len()), "{policies:?}");
}

/// Whoever knows an address could else shut its owner out (promise 3.5: no hard lock).
#[tokio::test]
async fn nobody_keeps_somebody_else_from_signing_in() {
    let (site, _) = Site::set_up().await;
    let mut stranger = site.browser();
    stranger.peer = Some("203.0.113.9:4000".parse().unwrap());
    let typed = |password| [("email", "olga@example.org"), ("password", password), ("next", "/home")];
    let link = [("email", "olga@example.org")];
    for _ in 0..6 {
        stranger.post("/sign-in", &typed("wrong wrong wrong")).await;
        stranger.post("/sign-in/link", &link).await;
    }
    for path in ["/sign-in", "/sign-in/link"] {
        assert_eq!(stranger.post(path, &typed("x")).await.status, StatusCode::TOO_MANY_REQUESTS, "{path}");
    }
    let mut olga = site.browser();
    olga.peer = Some("198.51.100.7:4000".parse().unwrap());
    assert_eq!(olga.post("/sign-in/link", &link).await.status, StatusCode::OK);
    assert_eq!(olga.post("/sign-in", &typed(common::PASSWORD)).await.location(), "/home");
}

#[tokio::test]
async fn mails_with_links_and_checks_are_limited_too() {
    let (site, _) = Site::set_up().await;
    let mut browser = site.browser();
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(browser.post("/sign-in/link", &[("email", "nobody@example.org")]).await.status);
    }
    assert_eq!(statuses, [StatusCode::OK, StatusCode::OK, StatusCode::OK, StatusCode::TOO_MANY_REQUESTS]);
    let mut statuses = Vec::new();
    // One comes back every two seconds.
    while statuses.len() < 60 && statuses.last() != Some(&StatusCode::TOO_MANY_REQUESTS) {
        statuses.push(browser.post_files("/verify", &[("text", "{}"), ("url", "")], &[]).await.status);
    }
    assert_eq!(statuses.pop(), Some(StatusCode::TOO_MANY_REQUESTS));
    assert!(statuses.len() >= 30 && statuses.iter().all(StatusCode::is_success));
}

#[tokio::test]
async fn a_stranger_finds_nothing_to_manage() {
    let (site, mut operator) = Site::set_up().await;
    let made = first_award(&mut operator).await;
    let mut stranger = site.browser();
    let base = format!("/manage/{}", made.issuer);
    let pages = [
        base.clone(),
        format!("{base}/badges/new"),
        format!("{base}/badges/preview.svg?template=seal&title=x"),
        made.badge.clone(),
        format!("{}/award", made.badge),
        format!("{base}/awards"),
        made.award.clone(),
        format!("{}/revoke", made.award),
    ];
    for page in &pages {
        assert!(stranger.get(page).await.location().starts_with("/sign-in?next="), "{page}");
    }
    site.add_account("eve@example.org").await;
    let mail = [("email", "eve@example.org"), ("password", common::PASSWORD), ("next", "/home")];
    assert_eq!(stranger.post("/sign-in", &mail).await.location(), "/home");
    for page in &pages {
        assert_eq!(stranger.get(page).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    for (page, fields) in [
        (format!("{}/award", made.badge), AWARD),
        (format!("{}/revoke", made.award), &[("reason", "x")]),
        (format!("{base}/badges/preview"), BADGE),
    ] {
        assert_eq!(stranger.post(&page, fields).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    assert_eq!(
        stranger.post_files(&format!("{base}/badges/new"), BADGE, &[]).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(stranger.get("/outbox").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_error_does_not_look_like_being_signed_out() {
    let (_site, mut operator) = Site::set_up().await;
    let page = operator.get("/nothing").await.text();
    assert!(page.contains("Olga Operator") && page.contains("action=\"/sign-out\""), "{page}");
}

#[tokio::test]
async fn bodies_fields_and_methods_are_bounded() {
    let (site, mut operator) = Site::set_up().await;
    let long = "x".repeat(70_000);
    let answer = operator.post("/sign-in", &[("email", &long), ("password", "x")]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.is_page());
    let twice = operator.post("/sign-in", &[("email", "a"), ("email", "b")]).await;
    assert_eq!(twice.status, StatusCode::BAD_REQUEST);
    let pasted = "x".repeat(6 << 20);
    let answer = operator.post_files("/verify", &[("text", &pasted)], &[]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text().contains("up to 5 megabytes"), "{}", answer.text());
    let endless = vec![0; 17 << 20];
    let answer = operator.post_files("/verify", &[], &[("file", "x", &endless)]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let head = "x".repeat(32 << 10);
    let answer = operator.post_files("/verify", &[(&head, "a")], &[]).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "the head of a part is kept whole, so it is short");
    let answer = site.browser().send(Method::DELETE, "/verify", None, axum::body::Body::empty()).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(answer.is_page(), "{}", answer.text());
}

#[tokio::test]
async fn set_up_asks_for_the_code_unless_the_browser_runs_on_this_machine() {
    let site = Site::fresh().await;
    let mut elsewhere = site.browser();
    elsewhere.peer = Some("203.0.113.9:4000".parse().unwrap());
    let wrong = common::but(SET_UP, "code", "guess");
    let answer = elsewhere.post("/set-up", &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("id=\"code-error\""));

    let mut rebound = site.browser();
    rebound.peer = Some("127.0.0.1:4000".parse().unwrap());
    assert!(
        rebound.get("/set-up").await.text().contains("id=\"code\""),
        "another name that points here is not this machine"
    );
    rebound.headers.insert("host", "localhost:8080".parse().unwrap());
    rebound.headers.insert("x-forwarded-for", "203.0.113.9".parse().unwrap());
    assert!(rebound.get("/set-up").await.text().contains("id=\"code\""), "a proxy speaks for somebody else");

    for (header, value) in
        [("x-forwarded-host", "badges.example.org"), ("x-real-ip", "203.0.113.9"), ("via", "1.1 cache")]
    {
        let mut proxied = site.browser();
        proxied.peer = Some("127.0.0.1:4000".parse().unwrap());
        proxied.headers.insert("host", "localhost:8080".parse().unwrap());
        proxied.headers.insert(header, value.parse().unwrap());
        assert!(proxied.get("/set-up").await.text().contains("id=\"code\""), "{header}");
    }

    let mut here = site.browser();
    here.peer = Some("127.0.0.1:4000".parse().unwrap());
    here.headers.insert("host", "localhost:8080".parse().unwrap());
    let page = here.get("/set-up").await.text();
    assert!(!page.contains("id=\"code\"") && page.contains("value=\"http://localhost:8080\""), "{page}");
    let local = common::but(&wrong, "address", "http://localhost:8080");
    let answer = here.post("/set-up", &local).await;
    assert_eq!(answer.location(), "/issuers/new", "{}", answer.text());
    assert!(
        answer.header("set-cookie").starts_with("accolade=")
            && !answer.header("set-cookie").contains("Secure")
    );
}

#[tokio::test]
async fn set_up_always_asks_for_the_code_behind_a_proxy_that_is_configured() {
    let trusted_proxies = vec!["127.0.0.1".parse().unwrap()];
    let site = Site::with(accolade_web::Options { trusted_proxies, ..Default::default() }).await;
    let mut bare = site.browser();
    bare.peer = Some("127.0.0.1:4000".parse().unwrap());
    bare.headers.insert("host", "localhost:8080".parse().unwrap());
    assert!(bare.get("/set-up").await.text().contains("id=\"code\""));
}

#[tokio::test]
async fn other_spellings_of_an_address_share_its_limit() {
    let (site, _) = Site::set_up().await;
    let mut browser = site.browser();
    let mut last = None;
    for email in [
        "olga@example.org",
        "olga@\u{ff45}xample.org",
        "olga@e\u{ff58}ample.org",
        "olga@ex\u{ff41}mple.org",
        "olga@exa\u{ff4d}ple.org",
        "olga@exam\u{ff50}le.org",
    ] {
        let fields = [("email", email), ("password", "wrong wrong wrong"), ("next", "")];
        last = Some(browser.post("/sign-in", &fields).await);
    }
    assert_eq!(last.unwrap().header("ratelimit-policy"), "\"account\";q=5;w=900");
}

#[tokio::test]
async fn a_sign_in_link_posts_nowhere_else() {
    let (site, _) = Site::set_up().await;
    let mut browser = site.browser();
    assert_eq!(browser.get("/sign-in/l/..%2F..%2Fsign-out").await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get("/sign-in/l/AAAA_-09").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_style_page_is_there_only_when_it_is_switched_on() {
    for (style_page, status) in [(true, StatusCode::OK), (false, StatusCode::NOT_FOUND)] {
        let site = Site::with(accolade_web::Options { style_page, ..Default::default() }).await;
        let mut browser = site.browser();
        browser.post("/set-up", SET_UP).await;
        assert_eq!(browser.get("/style").await.status, status);
    }
}
