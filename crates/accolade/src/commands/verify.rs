//! `accolade verify`: the same report as the verify page, in a terminal.

use std::path::PathBuf;

use accolade_platform::Messages;
use accolade_platform::clock::Clock;
use anyhow::{Context, Result};
use clap::Args;
use openbadges_verify::{HttpFetch, Input, Options, Report, verify};
use url::Url;

use crate::system::SystemClock;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The badge: a file (PNG, SVG, JSON), an https address, or `-` for standard input.
    badge: String,
    /// Also check that the badge is made out to this e-mail address or id.
    #[arg(long, value_name = "ADDRESS")]
    recipient: Option<String>,
    /// Also fetch from this origin, though it is not a public https address. May be given several times.
    #[arg(long, value_name = "URL")]
    allow_origin: Vec<Url>,
}

pub(crate) fn run(arguments: &Arguments, json: bool) -> Result<u8> {
    let input = input(&arguments.badge)?;
    let report = super::runtime()?.block_on(report(arguments, input))?;
    if json {
        println!("{}", serde_json::to_string(&report)?);
    } else {
        println!("{}", accolade_web::report_text(&report, &Messages::english()));
    }
    Ok(report.verdict.exit_code())
}

fn input(badge: &str) -> Result<Input> {
    if badge.starts_with("https://") || badge.starts_with("http://") {
        return Ok(Input::Url(badge.parse().with_context(|| format!("{badge} is not an address"))?));
    }
    Ok(Input::Bytes(super::read(&PathBuf::from(badge))?))
}

async fn report(arguments: &Arguments, input: Input) -> Result<Report> {
    let fetch = arguments.allow_origin.iter().fold(HttpFetch::new()?, HttpFetch::allow_origin);
    let mut options = Options::at(SystemClock.now());
    options.recipient.clone_from(&arguments.recipient);
    Ok(verify(input, &fetch.session(), &options).await)
}
