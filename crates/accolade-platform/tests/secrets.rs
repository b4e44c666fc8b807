//! What must never be in the database's files (P-K1).
#![expect(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;

use accolade_platform::ids::IssuerId;
use accolade_platform::{awarding, sharing, sign_in};
use accolade_storage::keys::{self, KeyAlgorithm};
use common::{PASSWORD, World, award, badge, issuer, token, world};
use openbadges_proof::SigningKey;
use openbadges_proof::wrap::{self, KeyEncryptionKey};

#[tokio::test]
async fn p_k1_no_secret_is_in_any_file_of_the_database() {
    let world = world().await;
    let operator = world.operator().await;
    let school = issuer(&operator).await;
    let repair = badge(&operator, school).await;
    let credential = award(&operator, school, repair).await;
    let link = awarding::managed(&operator, school, credential).await.unwrap().page;
    let shared = sharing::share(&world.app, token(&link)).await.unwrap();
    let session = sign_in::with_password(&world.app, "olga@example.org", PASSWORD).await.unwrap();
    let seed = seed_of(&world, school).await;
    let secrets: [(&str, &[u8]); 7] = [
        ("mail token", token(&link).as_bytes()),
        ("share token", token(&shared).as_bytes()),
        ("session token", session.as_str().as_bytes()),
        ("password", PASSWORD.as_bytes()),
        ("private key", &seed),
        ("private key in hexadecimal", &hex::encode(seed).into_bytes()),
        ("key-encryption key", &common::KEY),
    ];
    let mut files = 0;
    for file in std::fs::read_dir(world.database.folder().unwrap()).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        files += 1;
        for (what, secret) in &secrets {
            let found = bytes.windows(secret.len()).any(|window| window == *secret);
            assert!(!found, "the {what} is in {}", path.display());
        }
    }
    assert!(files >= 2, "the database and its log were looked at");
}

/// The issuer's private key, unwrapped by hand.
async fn seed_of(world: &World, school: IssuerId) -> [u8; 32] {
    let mut conn = world.database.read().await.unwrap();
    let row = keys::active(&mut conn, school, KeyAlgorithm::EdDsa).await.unwrap().unwrap();
    let kek = KeyEncryptionKey::new(&row.kek_id, &common::KEY).unwrap();
    let owner = wrap::associated_data(&[school.uuid().as_bytes(), row.id.as_str().as_bytes(), b"1"]);
    let seed: [u8; 32] =
        wrap::unwrap(&kek, &owner, &row.wrapped_private).unwrap().as_slice().try_into().unwrap();
    assert_eq!(SigningKey::from_seed(seed).public().to_jwk(), row.public_jwk);
    seed
}
