//! `accolade keygen`: a signing key in a file that nobody else can read.

use std::path::PathBuf;

use accolade_platform::random::{Random, SystemRandom};
use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use openbadges_proof::{KeyKind, SigningKey};

use crate::key_file::KeyFile;
use crate::secret_file;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The new file; an existing one is never overwritten.
    file: PathBuf,
    /// The kind of key.
    #[arg(long, value_enum, default_value_t = Kind::Ed25519)]
    kind: Kind,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    /// What badges are usually signed with.
    Ed25519,
    /// ECDSA, where Ed25519 is not allowed.
    #[value(name = "p-256")]
    P256,
    /// ECDSA, the larger one.
    #[value(name = "p-384")]
    P384,
    /// 2048 bits; signs JWTs only (`accolade issue --form jwt`).
    Rsa,
}

impl From<Kind> for KeyKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Ed25519 => Self::Ed25519,
            Kind::P256 => Self::P256,
            Kind::P384 => Self::P384,
            Kind::Rsa => Self::Rsa,
        }
    }
}

pub(crate) fn run(arguments: &Arguments, json: bool) -> Result<()> {
    let random = SystemRandom::new();
    let key = SigningKey::generate_kind(arguments.kind.into(), &mut |bytes| random.fill(bytes));
    let key = KeyFile::new(&key.context("no key could be made")?)?;
    secret_file::make(&arguments.file, &key.text).with_context(|| {
        format!("cannot make {} (an existing file is not overwritten)", arguments.file.display())
    })?;
    if json {
        println!(
            "{}",
            serde_json::json!({ "file": arguments.file, "id": key.id, "controller": key.controller })
        );
    } else {
        println!(
            "{}\n{} holds its secret half: keep a copy in a safe place.",
            key.controller,
            arguments.file.display()
        );
    }
    Ok(())
}
