//! A small world to test in: a fresh database, a clock that stands still, randomness that repeats itself.
#![allow(dead_code, reason = "each test binary uses a part of this")]
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "test code, and clippy only sees the test functions"
)]

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use accolade_platform::achievements::{self, NewAchievement, Picture};
use accolade_platform::awarding::{self, AwardRequest};
use accolade_platform::clock::Clock;
use accolade_platform::delivery::{self, MailTransport};
use accolade_platform::design::{Design, Emblem, Fonts, Template, Title};
use accolade_platform::files::{self, BadgeFile};
use accolade_platform::ids::{AccountId, AchievementId, CredentialId, IssuerId};
use accolade_platform::issuers::{self, NewIssuer};
use accolade_platform::opening::{Format, Link};
use accolade_platform::random::Random;
use accolade_platform::set_up::{self, SetUp};
use accolade_platform::sign_in::{self, SessionToken};
use accolade_platform::verify::Offline;
use accolade_platform::{Account, App, Config, Ctx, KeyRing, Messages, ObjectStore, Parts, Role};
use accolade_storage::testing::{self, TestDatabase};
use accolade_storage::{accounts, members};
use jiff::{SignedDuration, Timestamp};
use sqlx::{ConnectOptions as _, SqliteConnection, sqlite::SqliteConnectOptions};
use zeroize::Zeroizing;

/// The time when every test begins.
pub(crate) const BEGIN: &str = "2026-03-31T12:00:00Z";
/// The operator's password.
pub(crate) const PASSWORD: &str = "a fine long password";
/// The key-encryption key.
pub(crate) const KEY: [u8; 32] = [7; 32];

/// A clock that moves only when it is told to.
pub(crate) struct TestClock(Mutex<Timestamp>);

impl TestClock {
    pub(crate) fn advance(&self, by: SignedDuration) {
        let mut now = self.0.lock().unwrap();
        *now = now.checked_add(by).unwrap();
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// The generator `SplitMix64`: the same bytes in every run.
struct Seeded(Mutex<u64>);

impl Random for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.lock().unwrap();
        for byte in bytes {
            *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = *state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            *byte = mixed.to_le_bytes()[3];
        }
    }
}

/// The platform on a fresh database.
pub(crate) struct World {
    pub(crate) app: Arc<App>,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) database: TestDatabase,
}

/// One world for each kind of database there is.
pub(crate) async fn worlds() -> Vec<World> {
    testing::databases().await.into_iter().map(World::on).collect()
}

/// A world on SQLite.
pub(crate) async fn world() -> World {
    World::on(testing::sqlite().await)
}

impl World {
    pub(crate) fn on(database: TestDatabase) -> Self {
        Self::with(database, MailTransport::Outbox)
    }

    /// A world whose mail leaves in another way.
    pub(crate) fn with(database: TestDatabase, transport: MailTransport) -> Self {
        let clock = Arc::new(TestClock(Mutex::new(BEGIN.parse().unwrap())));
        let app = App::new(Parts { transport, ..parts(&database, &clock, KEY) });
        Self { app, clock, database }
    }

    /// A second connection to SQLite, for what no use case does.
    pub(crate) async fn sql(&self) -> SqliteConnection {
        let path = self.database.folder().unwrap().join("accolade.db");
        SqliteConnectOptions::new().filename(path).connect().await.unwrap()
    }

    /// Another node on the same database, with its own caches.
    pub(crate) fn other_node(&self, key: [u8; 32]) -> Arc<App> {
        App::new(parts(&self.database, &self.clock, key))
    }

    pub(crate) async fn set_up(&self) -> SessionToken {
        set_up::set_up(&self.app, set_up_form(), true).await.expect("set up")
    }

    /// Set up, and the operator signed in.
    pub(crate) async fn operator(&self) -> Ctx {
        let token = self.set_up().await;
        let account = sign_in::session(&self.app, token.as_str()).await.unwrap().expect("a session");
        Ctx::account(&self.app, account)
    }

    /// An account that belongs to the issuer in a role, or to none.
    pub(crate) async fn account(&self, email: &str, membership: Option<(IssuerId, Role)>) -> Ctx {
        let now = self.clock.now();
        let account = Account {
            id: AccountId::at(u64::try_from(now.as_millisecond()).unwrap(), &self.app.random.bytes()),
            email: email.to_owned(),
            name: email.to_owned(),
            password_hash: None,
            operator: false,
            created_at: now,
        };
        let row = account.clone();
        self.database
            .write(move |tx| {
                let row = row.clone();
                Box::pin(async move {
                    accounts::insert(tx, &row).await?;
                    if let Some((issuer, role)) = membership {
                        members::add(tx, issuer, row.id, role).await?;
                    }
                    Ok::<_, accolade_storage::StorageError>(())
                })
            })
            .await
            .expect("an account");
        Ctx::account(&self.app, account)
    }

    /// Lets the worker send everything that is due.
    pub(crate) async fn send_mail(&self) {
        while delivery::run_due(&self.app).await.expect("the worker runs") > 0 {}
    }
}

fn parts(database: &TestDatabase, clock: &Arc<TestClock>, key: [u8; 32]) -> Parts {
    Parts {
        storage: (**database).clone(),
        objects: ObjectStore::in_memory((**database).clone()),
        keys: KeyRing::new(&Zeroizing::new(key)),
        clock: Arc::clone(clock) as Arc<dyn Clock>,
        random: Arc::new(Seeded(Mutex::new(42))),
        transport: MailTransport::Outbox,
        network: Arc::new(|| Box::new(Offline)),
        fonts: fonts(),
        messages: Messages::english(),
        set_up_code: "open sesame".to_owned(),
        config: Config::default(),
    }
}

pub(crate) fn set_up_form() -> SetUp {
    SetUp {
        instance_name: "Example Badges".into(),
        address: "https://badges.example.org".into(),
        name: "Olga Operator".into(),
        email: "olga@example.org".into(),
        password: PASSWORD.into(),
        code: String::new(),
    }
}

pub(crate) fn issuer_form() -> NewIssuer {
    NewIssuer {
        name: "Cycling School".into(),
        description: "Teaches to ride and to repair.".into(),
        url: "https://cycling.example.org".into(),
        email: "hello@cycling.example.org".into(),
        time_zone: "Europe/Berlin".into(),
        image: None,
    }
}

pub(crate) fn badge_form() -> NewAchievement {
    let title = Title::new("Bicycle repair").unwrap();
    NewAchievement {
        name: "Bicycle repair".into(),
        description: "Repairs a bicycle without help.".into(),
        criteria: "Mend a **flat tyre** and set the brakes.".into(),
        tags: vec!["bicycle".into(), "tools".into()],
        picture: Picture::Design(Box::new(Design::new(Template::Rosette, Emblem::Bicycle, title))),
    }
}

pub(crate) async fn issuer(ctx: &Ctx) -> IssuerId {
    issuers::create(ctx, issuer_form()).await.expect("an issuer")
}

pub(crate) async fn badge(ctx: &Ctx, issuer: IssuerId) -> AchievementId {
    achievements::create(ctx, issuer, badge_form()).await.expect("a badge")
}

pub(crate) fn request(achievement: AchievementId) -> AwardRequest {
    AwardRequest {
        narrative: "Mended *three* tyres.".into(),
        evidence_url: "https://cycling.example.org/ada".into(),
        ..AwardRequest::new(achievement, "Ada@Example.org", "Ada Lovelace")
    }
}

/// An issuer with a badge that Ada has.
pub(crate) struct Awarded {
    pub(crate) operator: Ctx,
    pub(crate) school: IssuerId,
    pub(crate) badge: AchievementId,
    pub(crate) credential: CredentialId,
    /// The token of the link in Ada's mail.
    pub(crate) mail: String,
}

impl World {
    /// From set-up to the first award.
    pub(crate) async fn awarded(&self) -> Awarded {
        let operator = self.operator().await;
        let school = issuer(&operator).await;
        let badge = badge(&operator, school).await;
        let credential = award(&operator, school, badge).await;
        let mail = awarding::managed(&operator, school, credential).await.expect("the award").page;
        Awarded { operator, school, badge, credential, mail: token(&mail).to_owned() }
    }
}

impl Awarded {
    /// The file under the link in the mail.
    pub(crate) async fn file(&self, format: Format) -> BadgeFile {
        files::file(&self.operator.app, Link::Mail(&self.mail), format).await.expect("a file")
    }

    pub(crate) async fn revoke(&self) {
        awarding::revoke(&self.operator, self.school, self.credential, "A mistake.").await.expect("revoked");
    }
}

pub(crate) async fn award(ctx: &Ctx, issuer: IssuerId, achievement: AchievementId) -> CredentialId {
    awarding::award(ctx, issuer, request(achievement)).await.expect("an award")
}

/// The last segment of a link.
pub(crate) fn token(link: &str) -> &str {
    link.rsplit('/').next().unwrap()
}

/// Fonts to draw with: which ones does not matter here.
fn fonts() -> Fonts {
    let web = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../accolade-web/frontend/node_modules/@expo-google-fonts");
    let places = [
        std::env::var_os("ACCOLADE_TEST_FONTS").map(PathBuf::from),
        Some(web),
        Some("/usr/share/fonts".into()),
    ];
    let file = places.into_iter().flatten().find_map(|place| first_ttf(&place));
    let file = file.expect(
        "no font: set ACCOLADE_TEST_FONTS to a folder with a .ttf file, or build the web crate first",
    );
    Fonts::from_ttf([std::fs::read(file).unwrap()]).expect("a usable font")
}

fn first_ttf(folder: &Path) -> Option<PathBuf> {
    let mut entries: Vec<_> = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    entries.into_iter().find_map(|path| {
        let font = path.extension().is_some_and(|end| end == "ttf");
        if path.is_dir() { first_ttf(&path) } else { font.then_some(path) }
    })
}
