//! Who signs: a key in memory, or a service that keeps it.

use super::{JwsAlgorithm, PublicKey};

/// Something that signs credentials: a [`SigningKey`](crate::SigningKey) in memory, or a key that never leaves a
/// KMS or an HSM.
///
/// ```
/// use openbadges_proof::{PublicKey, SignRequest, Signer, SignerError, SigningKey};
///
/// /// A key in a machine of its own.
/// struct Hsm(SigningKey);
///
/// impl Signer for Hsm {
///     fn public_key(&self) -> PublicKey {
///         self.0.public()
///     }
///
///     fn sign(&self, request: &SignRequest<'_>) -> Result<Vec<u8>, SignerError> {
///         // Here `request.message()` and `request.algorithm()` would be sent to the machine.
///         Signer::sign(&self.0, request)
///     }
/// }
/// ```
///
/// # A service behind HTTP
///
/// Signing blocks until the answer is there, so a program with an async runtime signs on a thread that may block, and the
/// signer waits there for an async client:
///
/// ```
/// use openbadges_proof::data_integrity::{ProofOptions, sign};
/// use openbadges_proof::{PublicKey, SignRequest, Signer, SignerError};
/// use tokio::{runtime::Handle, task::spawn_blocking};
/// # use openbadges_proof::SigningKey;
///
/// struct Kms {
///     /// Had once, when the program began.
///     public_key: PublicKey,
///     runtime: Handle,
/// }
///
/// impl Signer for Kms {
///     fn public_key(&self) -> PublicKey {
///         self.public_key.clone()
///     }
///
///     fn sign(&self, request: &SignRequest<'_>) -> Result<Vec<u8>, SignerError> {
///         self.runtime.block_on(ask(request.algorithm().name(), request.message())).map_err(SignerError)
///     }
/// }
///
/// /// Here an HTTP client would send the message to the service, with a time limit.
/// async fn ask(algorithm: &str, message: &[u8]) -> Result<Vec<u8>, String> {
///     # assert_eq!((algorithm, message.len()), ("EdDSA", 64));
///     # Ok(vec![7; 64])
/// }
///
/// # #[tokio::main]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let badge = serde_json::json!({
/// #     "@context": ["https://www.w3.org/ns/credentials/v2"],
/// #     "type": ["VerifiableCredential", "BitstringStatusListCredential"], "issuer": "did:web:example.org"
/// # });
/// # let options = ProofOptions { verification_method: "did:web:example.org#key-1".into(), created: "2026-02-01T00:00:00Z".parse()? };
/// # let public_key = SigningKey::from_seed([7; 32]).public();
/// let kms = Kms { public_key, runtime: Handle::current() };
/// let signed = spawn_blocking(move || sign(&badge, &kms, &options)).await??;
/// assert!(signed["proof"][0]["proofValue"].is_string());
/// # Ok(())
/// # }
/// ```
///
/// The message of a Data Integrity proof is two hashes, at most 99 bytes; that of a JWS has the whole badge in it. A service
/// that takes no long message signs a hash that is sent in its place: SHA-256 of the message for `ES256` and `RS256`,
/// SHA-384 for `ES384`; `EdDSA` has no such form. What comes back as DER (ECDSA) is turned into `r ‖ s` first.
pub trait Signer: Send + Sync {
    /// The public half of the key.
    fn public_key(&self) -> PublicKey;

    /// Signs the bytes of a request with the algorithm that it names. An ECDSA signature is `r ‖ s` in fixed length.
    fn sign(&self, request: &SignRequest<'_>) -> Result<Vec<u8>, SignerError>;
}

/// What is to be signed. Only this crate makes one, after it has seen that the document is a credential: whoever can
/// sign any bytes can sign any credential.
///
/// ```
/// use openbadges_proof::{JwsAlgorithm, PublicKey, SignRequest, Signer, SignerError, SigningKey};
///
/// /// Signs nothing that is long.
/// struct Careful(SigningKey);
///
/// impl Signer for Careful {
///     fn public_key(&self) -> PublicKey {
///         self.0.public()
///     }
///
///     fn sign(&self, request: &SignRequest<'_>) -> Result<Vec<u8>, SignerError> {
///         assert_eq!(request.algorithm(), JwsAlgorithm::EdDsa);
///         match request.message().len() {
///             ..1000 => self.0.sign(request),
///             _ => Err(SignerError("too long".into())),
///         }
///     }
/// }
/// # use openbadges_proof::data_integrity::{ProofOptions, sign};
/// # let badge = serde_json::json!({
/// #     "@context": ["https://www.w3.org/ns/credentials/v2"],
/// #     "type": ["VerifiableCredential", "BitstringStatusListCredential"], "issuer": "did:web:example.org"
/// # });
/// # let options = ProofOptions { verification_method: "did:web:example.org#key-1".into(), created: "2026-02-01T00:00:00Z".parse()? };
/// assert!(sign(&badge, &Careful(SigningKey::from_seed([7; 32])), &options).is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct SignRequest<'a> {
    message: &'a [u8],
    algorithm: JwsAlgorithm,
}

impl<'a> SignRequest<'a> {
    /// The bytes to sign, not hashed yet.
    pub fn message(&self) -> &'a [u8] {
        self.message
    }

    /// How to sign them: the one algorithm that the kind of key signs with.
    pub fn algorithm(&self) -> JwsAlgorithm {
        self.algorithm
    }
}

/// The signer could not sign: it was not reached, or it refused.
///
/// ```
/// use openbadges_proof::SignerError;
/// use openbadges_proof::data_integrity::ProofError;
///
/// let error = ProofError::from(SignerError("no answer from the HSM".into()));
/// assert_eq!(error.to_string(), "the signer did not sign: no answer from the HSM");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the signer did not sign: {0}")]
pub struct SignerError(pub String);

/// Has bytes signed, and checks what comes back from outside: a signature in another encoding would make a badge that
/// nobody can verify.
pub(crate) fn sign(signer: &dyn Signer, message: &[u8]) -> Result<Vec<u8>, SignerError> {
    let kind = signer.public_key().kind();
    let signature = signer.sign(&SignRequest { message, algorithm: kind.algorithm() })?;
    match kind.signature_len() {
        Some(length) if length != signature.len() => Err(SignerError(format!(
            "it answered {} bytes, not the {length} of a signature",
            signature.len()
        ))),
        _ => Ok(signature),
    }
}
