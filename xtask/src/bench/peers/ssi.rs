//! `ssi` on the credential of the benchmark: prints name, tab, nanoseconds for one. A project of its own, which
//! `cargo xtask bench --peers` makes in the target folder.

use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{env, fs};

use ssi::claims::SignatureEnvironment;
use ssi::json_ld::ContextLoader;
use ssi::prelude::*;
use ssi::verification_methods::ReferenceOrOwned;

const ROUNDS: usize = 41;
const CONTEXTS: [(&str, &str); 2] = [
    ("https://www.w3.org/ns/credentials/v2", "credentials-v2.jsonld"),
    ("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", "ob-v3p0-3.0.3.json"),
];

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let folders: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [files, contexts] = &folders[..] else { panic!("two folders are needed") };
    let read = |name: &str| fs::read_to_string(files.join(name)).expect("a file of the benchmark");
    let (signed, unsigned) = (read("signed.json"), read("unsigned.json"));
    let loader = loader(contexts);
    let resolver = ssi::dids::AnyDidMethod::default().into_vm_resolver::<AnyMethod>();
    println!("peer: ssi {}", env!("CARGO_PKG_VERSION"));

    let proof: serde_json::Value = serde_json::from_str(&signed).expect("JSON");
    let proof = proof["proof"].get(0).unwrap_or(&proof["proof"]);
    let method = proof["verificationMethod"].as_str().expect("a verification method");
    let key: JWK = serde_json::from_str(&read("key.jwk")).expect("a private key");
    let signer = SingleSecretSigner::new(key).into_local();
    let (mut own, mut samples) = (String::new(), Vec::new());
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let credential: AnyJsonCredential = serde_json::from_str(&unsigned).expect("a credential");
        let environment = SignatureEnvironment { json_ld_loader: loader.clone(), eip712_loader: () };
        let method = ReferenceOrOwned::Reference(method.to_owned().try_into().expect("an IRI"));
        let options = ProofOptions::from_method(method);
        let signed = AnySuite::EdDsaRdfc2022
            .sign_with(environment, credential, &resolver, &signer, options, Default::default())
            .await
            .expect("a signed credential");
        own = serde_json::to_string(&signed).expect("JSON");
        samples.push(start.elapsed().as_nanos());
    }
    print("sign_ssi", samples);

    // What it signed itself: it reads the boolean of this credential otherwise than others (see docs/benchmarks.md).
    let parameters = VerificationParameters::from_resolver(&resolver).with_json_ld_loader(loader.clone());
    let mut samples = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let credential: DataIntegrity<AnyJsonCredential, AnySuite> =
            serde_json::from_str(&own).expect("a credential");
        credential.verify(&parameters).await.expect("a verdict").expect("a proof that holds");
        samples.push(start.elapsed().as_nanos());
    }
    print("verify_ssi", samples);
}

/// The contexts of the credential, read once.
fn loader(folder: &Path) -> ContextLoader {
    let context = |(url, name): &(&str, &str)| {
        ((*url).to_owned(), fs::read_to_string(folder.join(name)).expect("a context"))
    };
    let contexts = CONTEXTS.iter().map(context).collect();
    ContextLoader::default().with_context_map_from(contexts).expect("contexts")
}

fn print(name: &str, mut samples: Vec<u128>) {
    samples.sort_unstable();
    println!("{name}\t{}", samples[samples.len() / 2]);
}
