//! `accolade issue`: a credential from JSON, checked, signed and written.

use std::path::PathBuf;

use accolade_platform::clock::Clock;
use anyhow::{Context, Result, bail, ensure};
use clap::{Args, ValueEnum};
use openbadges_model::json::{Limits, parse};
use openbadges_model::{Fault, validate_unsigned};
use openbadges_proof::SigningKey;
use openbadges_proof::data_integrity::{ProofOptions, Suite, sign};
use openbadges_proof::jws::{self, KeyHeader, sign_credential};
use openbadges_proof::status_list::StatusEntry;
use serde_json::Value;

use crate::key_file::KeyFile;
use crate::system::SystemClock;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The credential without a proof, as JSON; `-` reads standard input.
    credential: PathBuf,
    /// The key file, made by `accolade keygen`.
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// The address of the public key, where it is published elsewhere than in its did:key (such as `did:web:example.org#key-1`).
    #[arg(long, value_name = "DID-URL")]
    verification_method: Option<String>,
    /// How the credential is signed.
    #[arg(long, value_enum, default_value_t = Form::Proof)]
    form: Form,
    /// Where the signed credential goes; without it to standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    /// JSON with a proof in it (Data Integrity).
    Proof,
    /// A JWT of Open Badges.
    Jwt,
    /// A JWT of the W3C (VC-JOSE, `vc+jwt`).
    VcJwt,
}

pub(crate) fn run(arguments: &Arguments, json: bool) -> Result<()> {
    let name = arguments.credential.display();
    let credential =
        parse(&super::read(&arguments.credential)?, &Limits::default()).with_context(|| name.to_string())?;
    refuse_faults(&credential).with_context(|| name.to_string())?;
    let (id, key) =
        KeyFile::read(&super::read(&arguments.key)?).with_context(|| arguments.key.display().to_string())?;
    let method = arguments.verification_method.clone().unwrap_or(id);
    check_controller(&credential, &method)?;
    let mut text = signed(&credential, &key, arguments.form, &method).with_context(|| name.to_string())?;
    text.push('\n');
    super::write(arguments.output.as_deref(), text.as_bytes())?;
    if json && let Some(output) = &arguments.output {
        println!("{}", serde_json::json!({ "output": output, "verificationMethod": method }));
    }
    Ok(())
}

/// The signed text.
fn signed(credential: &Value, key: &SigningKey, form: Form, method: &str) -> Result<String> {
    let kind = key.kind();
    let form = match form {
        Form::Proof => {
            ensure!(Suite::for_key(kind).is_some(), "an {} key signs no proofs; add --form jwt", kind.name());
            let options = ProofOptions { verification_method: method.to_owned(), created: SystemClock.now() };
            let text = serde_json::to_string_pretty(&sign(credential, key, &options)?)?;
            parse(text.as_bytes(), &Limits::default())
                .context("it is too large to be verified once it is signed")?;
            return Ok(text);
        }
        Form::Jwt => jws::Form::OpenBadges,
        Form::VcJwt => jws::Form::VcJose,
    };
    Ok(sign_credential(credential, key, form, KeyHeader::Kid(method))?)
}

/// Every fault at once, so that one look mends all. What is only recommended is told.
fn refuse_faults(credential: &Value) -> Result<()> {
    let (faults, remarks): (Vec<_>, Vec<_>) =
        validate_unsigned(credential).into_iter().partition(Fault::is_error);
    if !faults.is_empty() {
        let faults: Vec<_> = faults.iter().map(|fault| format!("  {fault}")).collect();
        bail!("this cannot be issued as an Open Badges 3.0 credential:\n{}", faults.join("\n"));
    }
    for remark in remarks {
        eprintln!("accolade: {remark}");
    }
    let status = &credential["credentialStatus"];
    if status["type"] == "BitstringStatusListEntry" {
        StatusEntry::parse(status).context("/credentialStatus")?;
    }
    Ok(())
}

/// A proof by a key of somebody else than the issuer would be refused everywhere.
fn check_controller(credential: &Value, method: &str) -> Result<()> {
    let issuer = &credential["issuer"];
    let issuer = issuer.as_str().or_else(|| issuer["id"].as_str()).unwrap_or_default();
    let (controller, key) = method.split_once('#').unwrap_or((method, ""));
    ensure!(
        controller.contains(':') && !key.is_empty(),
        "--verification-method {method} is no address of a key: write the issuer's id, # and the name of the key, such as \
         did:web:example.org#key-1"
    );
    ensure!(
        issuer == controller,
        "the credential's issuer is {issuer}, and the key is of {controller}. Make the issuer's id {controller}, or name the \
         issuer's key with --verification-method"
    );
    Ok(())
}
