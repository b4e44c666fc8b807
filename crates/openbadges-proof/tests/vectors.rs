//! The step-by-step vectors of W3C's vc-di-eddsa and vc-di-ecdsa, driven from the listing of their folders: every file
//! is compared with what is made here, or the test fails with its name. And the credentials of the 1EdTech validator.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]
#![allow(clippy::print_stdout, reason = "says which vectors are not there")]

mod folder;
mod sd_vectors;

use std::collections::BTreeSet;

use folder::{Folder, now, pair, raw_sign, secret, verify_locally};
use openbadges_ld::Options;
use openbadges_proof::KeyKind::{self, Ed25519, P256, P384};
use openbadges_proof::data_integrity::{
    Proof, ProofError, Suite, Verified, hash_data, hash_data_with, proof_config, proofs, verify,
};
use openbadges_proof::multibase::encode_base58btc;
use openbadges_proof::{PublicKey, SigningKey};
use serde_json::{Value, json};

/// Folders of another shape, each with a test of its own.
const OTHERS: [&str; 2] = ["proof-set-chain", "ecdsa-sd-2023"];

/// The folders below one that hold the steps of one signed document.
fn step_folders(root: &Folder) -> Vec<Folder> {
    let inner = root.folders().into_iter().filter(|folder| !OTHERS.contains(&folder.name().as_str()));
    inner.flat_map(|folder| [vec![folder.clone()], folder.folders()].concat()).collect()
}

/// Compares every intermediate value of one example, and answers which suite and kind of key it was of.
fn check_steps(steps: &Folder, keys: &[SigningKey]) -> (Suite, KeyKind) {
    let ending = steps.ending("signed", ".json");
    let mut left: BTreeSet<String> = steps.files().into_iter().collect();
    let mut text = |start: &str| {
        let name = format!("{start}{ending}.txt");
        assert!(left.remove(&name), "{name}");
        steps.text(&name)
    };
    let signed = steps.json(&format!("signed{ending}.json"));
    let proof = &signed["proof"];
    let method = Proof::parse(proof).unwrap().verification_method;
    let key = keys.iter().find(|key| method.ends_with(&key.public().to_multibase())).unwrap();
    let hashes =
        hash_data_with(&signed, proof, &Options { hash: key.kind().hash(), ..Options::default() }).unwrap();
    assert_eq!(hashes.document, text("canonDoc"));
    assert_eq!(hex::encode(&hashes.document_hash), text("docHash"));
    assert_eq!(hashes.config, text("proofCanon"));
    assert_eq!(hex::encode(&hashes.proof_hash), text("proofHash"));
    assert_eq!(hex::encode(hashes.combined()), text("combinedHash"));
    assert_eq!(hashes.undefined, []);

    let published = hex::decode(text("sigHex")).unwrap();
    assert_eq!(encode_base58btc(&published), text("sigBTC58"));
    assert_eq!(proof["proofValue"], encode_base58btc(&published));
    key.public().verify(&hashes.combined(), &published).unwrap();
    if key.kind() == Ed25519 {
        assert_eq!(raw_sign(key, &hashes.combined()), published, "EdDSA is deterministic");
    }
    let verified = verify_locally(&signed, proof).unwrap();
    assert_eq!(verified.undefined, []);
    let config = format!("proofConfig{ending}.json");
    assert_eq!(proof_config(&signed, proof).unwrap(), steps.json(&config));
    left.remove(&config);
    left.remove(&format!("signed{ending}.json"));
    assert_eq!(left, BTreeSet::new(), "every file of {} is compared", steps.name());
    (verified.suite, key.kind())
}

#[test]
fn a8_1_a8_2_every_step_of_every_signed_document_is_the_published_one() {
    let mut seen = Vec::new();
    for (root, files) in [
        ("w3c/vc-di-eddsa", &["keyPair.json"][..]),
        ("w3c/vc-di-ecdsa", &["p256KeyPair.json", "p384KeyPair.json"]),
    ] {
        let Some(root) = Folder::open(root) else { return };
        let keys: Vec<SigningKey> = files.iter().map(|file| pair(&root.json(file))).collect();
        seen.extend(step_folders(&root).iter().map(|folder| check_steps(folder, &keys)));
    }
    let expected = [
        (Suite::Ed25519Signature2020, Ed25519),
        (Suite::EddsaJcs2022, Ed25519),
        (Suite::EddsaRdfc2022, Ed25519),
        (Suite::EddsaRdfc2022, Ed25519),
        (Suite::EcdsaJcs2019, P256),
        (Suite::EcdsaJcs2019, P384),
        (Suite::EcdsaRdfc2019, P256),
        (Suite::EcdsaRdfc2019, P256),
        (Suite::EcdsaRdfc2019, P384),
        (Suite::EcdsaRdfc2019, P384),
    ];
    assert_eq!(seen, expected);
}

/// The documents at the top of the folders are the ones that the steps begin with.
#[test]
fn a8_2_the_unsigned_documents_give_the_same_hashes_as_the_signed_ones() {
    for root in ["w3c/vc-di-eddsa", "w3c/vc-di-ecdsa"] {
        let Some(root) = Folder::open(root) else { return };
        for steps in step_folders(&root) {
            let signed = steps.json(&format!("signed{}.json", steps.ending("signed", ".json")));
            let top = if steps.name() == "employ" { "employmentAuth.json" } else { "unsigned.json" };
            let mut without = signed.clone();
            without.as_object_mut().unwrap().remove("proof");
            let mut expected = root.json(top);
            if steps.name() == "Ed25519Signature2020" {
                // Its proof has the terms of a context of its own, which the signed document names.
                let suite = json!("https://w3id.org/security/suites/ed25519-2020/v1");
                expected["@context"].as_array_mut().unwrap().push(suite);
            }
            assert_eq!(without, expected, "{}", steps.name());
        }
    }
}

#[test]
fn a8_7_every_proof_of_a_set_is_the_published_one_and_verifies_by_itself() {
    let Some(folder) = Folder::open("w3c/vc-di-eddsa/proof-set-chain") else { return };
    let unsigned = folder.json("unsigned.json");
    for n in 1..=2 {
        let key = secret(&folder.json("multiKeyPairs.json")[format!("keyPair{n}")]);
        let hashes = hash_data(&unsigned, &folder.json(&format!("proofSetConfig{n}.json"))).unwrap();
        let value = encode_base58btc(&raw_sign(&key, &hashes.combined()));
        let proof = folder.json(&format!("proofSetConfigSigned{n}.json"));
        assert_eq!(value, proof["proofValue"]);

        let signed = folder.json(&format!("signedProofSet{n}.json"));
        assert_eq!(proofs(&signed).len(), n);
        assert_eq!(proofs(&signed)[n - 1]["proofValue"], proof["proofValue"]);
        for proof in proofs(&signed) {
            assert_eq!(verify_locally(&signed, proof).unwrap().previous, [""; 0]);
        }
    }
}

#[test]
fn a8_7_every_proof_of_a_chain_is_the_published_one_and_verifies() {
    let Some(folder) = Folder::open("w3c/vc-di-eddsa/proof-set-chain") else { return };
    for n in 1..=2 {
        let pair = format!("keyPair{}", n + 2);
        let key = secret(&folder.json("multiKeyPairs.json")[pair]);
        let config = folder.json(&format!("proofChainConfig{n}.json"));
        let hashes = hash_data(&folder.json(&format!("proofChainTempDoc{n}.json")), &config).unwrap();
        let value = encode_base58btc(&raw_sign(&key, &hashes.combined()));
        assert_eq!(value, folder.json(&format!("proofChainConfigSigned{n}.json"))["proofValue"]);

        let signed = folder.json(&format!("signedProofChain{n}.json"));
        let previous: Vec<usize> = proofs(&signed)
            .iter()
            .map(|proof| verify_locally(&signed, proof).unwrap().previous.len())
            .collect();
        assert_eq!(previous, [0, 0, 2, 1][..n + 2]);
    }
    let known = ["Config", "ConfigSigned", "TempDoc"].map(|it| format!("proofChain{it}"));
    let set = ["proofSetConfig", "proofSetConfigSigned", "signedProofSet", "signedProofChain"];
    let left = folder.files().into_iter().filter(|file| {
        let start = file.trim_end_matches(".json").trim_end_matches(['1', '2']);
        !known.iter().any(|it| it == start) && !set.contains(&start)
    });
    assert_eq!(
        left.collect::<Vec<_>>(),
        ["multiKeyPairs.json", "unsigned.json"],
        "the keys and the document"
    );
}

#[test]
fn a8_7_a_chain_with_a_changed_missing_or_doubled_link_is_refused() {
    let Some(folder) = Folder::open("w3c/vc-di-eddsa/proof-set-chain") else { return };
    let signed = folder.json("signedProofChain2.json");
    let last = signed["proof"][3].clone();
    let id = signed["proof"][2]["id"].as_str().unwrap().to_owned();

    let mut changed = signed.clone();
    changed["proof"][2]["proofValue"] = signed["proof"][1]["proofValue"].clone();
    assert_eq!(verify_locally(&changed, &last), Err(ProofError::Signature));
    let mut unrelated = signed.clone();
    unrelated["proof"][0]["proofValue"] = signed["proof"][1]["proofValue"].clone();
    assert!(verify_locally(&unrelated, &last).is_ok(), "it covers the proof before it only");

    let mut missing = signed.clone();
    missing["proof"].as_array_mut().unwrap().remove(2);
    assert_eq!(verify_locally(&missing, &last), Err(ProofError::PreviousProof { id: id.clone() }));
    let mut doubled = signed.clone();
    doubled["proof"].as_array_mut().unwrap().push(signed["proof"][2].clone());
    assert_eq!(verify_locally(&doubled, &last), Err(ProofError::PreviousProof { id }));

    let mut unchained = last;
    unchained.as_object_mut().unwrap().remove("previousProof");
    assert_eq!(verify_locally(&signed, &unchained), Err(ProofError::Signature));
}

/// The signature alone, with the key in the method's fragment: what the validator's tests are made with. (Whether the
/// key is the issuer's is another question, which `openbadges-verify` asks.)
fn verify_ob30(folder: &Folder, name: &str) -> Result<Verified, ProofError> {
    let document: Value = folder.json(name);
    let proof = proofs(&document).last().unwrap();
    let method = Proof::parse(proof)?.verification_method;
    let key = method.rsplit(['#', ':']).next().unwrap();
    verify(&document, proof, &PublicKey::from_multibase(key).unwrap(), now())
}

#[test]
fn signatures_of_the_1edtech_validators_credentials_verify() {
    let Some(folder) = Folder::open("ob30") else { return };
    for name in [
        "simple.json",
        "simple-did-key-method.json",
        "simple-multiple-proofs.json",
        "simple_v1.json",
        "simple-err-expired.json",
        "simple-err-issued.json",
        "bit-string-list/testlist",
        "bit-string-list/credential-status-revoked.json",
    ] {
        let verified = verify_ob30(&folder, name).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(verified.undefined, [], "{name}");
        assert_eq!(verified.suite.is_outdated(), name == "simple_v1.json", "{name}");
    }
    assert!(matches!(verify_ob30(&folder, "simple-err-proof-value.json"), Err(ProofError::Signature)));
}
