//! What the tests need to be there first.

use std::sync::atomic::{AtomicU64, Ordering};

use accolade_storage::{
    ObjectHash, Storage, StorageError,
    accounts::{self, Account},
    achievements::{self, Achievement},
    credentials::{self, Credential},
    ids::{AccountId, AchievementId, CredentialId, IssuerId, KeyId},
    issuers::{self, Issuer},
    keys::{self, KeyAlgorithm, KeyState, SigningKeyRow},
    members::{self, Role},
    objects, status_lists,
};
use jiff::Timestamp;

static NEXT: AtomicU64 = AtomicU64::new(1);

/// Bytes that were never given before, spread like random ones.
pub(crate) fn bytes() -> [u8; 16] {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&mixed.to_be_bytes());
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    bytes
}

/// A number below `bound`, spread like a random one.
pub(crate) fn below(bound: u32) -> u32 {
    let [a, b, c, d, ..] = bytes();
    u32::from_be_bytes([a, b, c, d]) % bound
}

/// A time, so many seconds after an arbitrary one.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_750_000_000 + seconds).unwrap()
}

pub(crate) fn account(email: &str) -> Account {
    let mut random = [0; 10];
    random.copy_from_slice(&bytes()[6..]);
    Account {
        id: AccountId::at(1_750_000_000_000, &random),
        email: email.to_owned(),
        name: "Ada".to_owned(),
        password_hash: Some("$argon2id$…".to_owned()),
        operator: true,
        created_at: at(0),
    }
}

pub(crate) fn issuer() -> Issuer {
    Issuer {
        id: IssuerId::from_random(bytes()),
        name: "Museum of Bicycles".to_owned(),
        description: "Two wheels".to_owned(),
        url: "https://bicycles.example/".to_owned(),
        email: "badges@bicycles.example".to_owned(),
        time_zone: "Europe/Brussels".to_owned(),
        image: None,
        offers_v2: true,
        created_at: at(0),
    }
}

pub(crate) fn key(issuer: IssuerId) -> SigningKeyRow {
    SigningKeyRow {
        issuer_id: issuer,
        id: KeyId::numbered(1),
        algorithm: KeyAlgorithm::EdDsa,
        state: KeyState::Active,
        public_jwk: serde_json::json!({"kty": "OKP"}),
        wrapped_private: vec![1, 2, 3],
        kek_id: "kek-1".to_owned(),
        created_at: at(0),
        activated_at: Some(at(0)),
        retired_at: None,
    }
}

pub(crate) fn achievement(issuer: IssuerId, image: ObjectHash) -> Achievement {
    Achievement {
        issuer_id: issuer,
        id: AchievementId::from_random(bytes()),
        version: 1,
        name: "Repairs a puncture".to_owned(),
        description: "Alone".to_owned(),
        criteria: "*Repair* one.".to_owned(),
        tags: vec!["wheels".to_owned(), "glue".to_owned()],
        design: Some(
            serde_json::json!({"template": "round", "colours": {"main": "#123456", "accent": "#fff"}}),
        ),
        image_png: image,
        image_svg: None,
        created_at: at(0),
    }
}

pub(crate) fn credential(of: &Achievement, slot: (u32, u32), seconds: i64) -> Credential {
    Credential {
        issuer_id: of.issuer_id,
        id: CredentialId::from_random(bytes()),
        achievement_id: of.id,
        achievement_version: of.version,
        recipient_email: "grace@navy.example".to_owned(),
        recipient_name: "Grace".to_owned(),
        narrative: None,
        evidence_url: None,
        document: "{\"id\": \"urn:uuid:…\"}".to_owned(),
        status_list: slot.0,
        status_index: slot.1,
        key_id: KeyId::numbered(1),
        awarded_by: None,
        awarded_at: at(seconds),
        valid_from: at(seconds),
        valid_until: None,
        mail_number: 1,
        mailed_at: None,
        seen_at: None,
        revoked_at: None,
        revocation_reason: None,
    }
}

/// A picture in the table `object`.
pub(crate) async fn picture(storage: &Storage) -> ObjectHash {
    let objects = accolade_storage::ObjectStore::in_memory(storage.clone());
    let hash = objects.put(b"picture".as_slice().into(), "image/png").await.unwrap();
    let kept = objects::media_type(&mut storage.read().await.unwrap(), hash).await.unwrap();
    assert_eq!(kept.as_deref(), Some("image/png"));
    hash
}

/// An issuer with an owner, a key and an achievement.
pub(crate) async fn ready(storage: &Storage) -> (Account, Issuer, Achievement) {
    let issuer = issuer();
    let account = account(&format!("{}@museum.example", issuer.id));
    let achievement = achievement(issuer.id, picture(storage).await);
    let made = (account, issuer, achievement);
    let rows = made.clone();
    let done: Result<(), StorageError> = storage
        .write(move |tx| {
            let (account, issuer, achievement) = rows.clone();
            Box::pin(async move {
                accounts::insert(tx, &account).await?;
                issuers::insert(tx, &issuer).await?;
                members::add(tx, issuer.id, account.id, Role::Owner).await?;
                keys::insert(tx, &key(issuer.id)).await?;
                achievements::insert(tx, &achievement).await
            })
        })
        .await;
    done.unwrap();
    made
}

/// Awards once; `change` makes the credential different from the usual one.
pub(crate) async fn award(
    storage: &Storage,
    of: &Achievement,
    seconds: i64,
    change: impl Fn(&mut Credential) + Clone + Send + Sync + 'static,
) -> Credential {
    let of = of.clone();
    let done: Result<Credential, StorageError> = storage
        .write(move |tx| {
            let (of, change) = (of.clone(), change.clone());
            Box::pin(async move {
                let slot = status_lists::reserve(tx, of.issuer_id, below).await?;
                let mut credential = credential(&of, slot, seconds);
                change(&mut credential);
                credentials::insert(tx, &credential).await?;
                Ok(credential)
            })
        })
        .await;
    done.unwrap()
}
