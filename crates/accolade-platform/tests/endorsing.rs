//! An issuer's word for another: signed, answered, carried by awards, withdrawn.
#![allow(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;

use std::collections::BTreeMap;

use accolade_platform::answers::EndorsementState;
use accolade_platform::endorsing::{self, List, MOST_SHOWN, MOST_WAITING, Target};
use accolade_platform::files;
use accolade_platform::ids::{AchievementId, EndorsementId, IssuerId};
use accolade_platform::issuers::{self, NewIssuer};
use accolade_platform::opening::{Format, Link};
use accolade_platform::verify::{Input, Report, Verdict};
use accolade_platform::{ActError, Ctx, achievements, awarding, verifying};
use accolade_storage::testing;
use common::{World, badge, issuer, issuer_form, token, worlds};
use serde_json::Value;
use tokio::task::JoinSet;

const COMMENT: &str = "We hire people with this badge **without** an interview.";

/// A school with a badge, and a guild that may speak of them; one account owns both.
struct Two {
    ctx: Ctx,
    school: IssuerId,
    repair: AchievementId,
    guild: IssuerId,
}

impl Two {
    async fn on(world: &World) -> Self {
        let ctx = world.operator().await;
        let school = issuer(&ctx).await;
        let repair = badge(&ctx, school).await;
        let guild = guild(&ctx, 0).await;
        Self { ctx, school, repair, guild }
    }

    fn badge(&self) -> Target {
        Target::Achievement(self.school, self.repair, 1)
    }

    async fn endorsed(&self, target: Target) -> EndorsementId {
        endorsing::endorse(&self.ctx, self.guild, target, COMMENT).await.unwrap()
    }

    async fn accepted(&self, target: Target) -> EndorsementId {
        let id = self.endorsed(target).await;
        endorsing::accept(&self.ctx, self.school, (self.guild, id)).await.unwrap();
        id
    }

    /// How many are on the first page of a list.
    async fn listed(&self, issuer: IssuerId, list: List) -> usize {
        endorsing::list(&self.ctx, issuer, list, None).await.unwrap().items.len()
    }

    /// An award as JSON.
    async fn awarded_to(&self, email: &str) -> String {
        let request = awarding::AwardRequest { email: email.to_owned(), ..common::request(self.repair) };
        let credential = awarding::award(&self.ctx, self.school, request).await.unwrap();
        let page = awarding::managed(&self.ctx, self.school, credential).await.unwrap().page;
        let file = files::file(&self.ctx.app, Link::Mail(token(&page)), Format::Json).await.unwrap();
        String::from_utf8(file.bytes.to_vec()).unwrap()
    }

    async fn verified(&self, document: &str) -> Report {
        let input = Input::Bytes(document.as_bytes().to_vec());
        verifying::verify(&self.ctx.app, input, None).await.unwrap()
    }
}

async fn guild(ctx: &Ctx, number: u64) -> IssuerId {
    let name = format!("Mechanics’ guild {number}");
    issuers::create(ctx, NewIssuer { name, ..issuer_form() }).await.unwrap()
}

fn code(result: Result<impl Sized, ActError>) -> &'static str {
    match result {
        Err(ActError::Faults(faults)) => faults.iter().next().unwrap().code,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it was let through"),
    }
}

#[tokio::test]
async fn a_signed_word_is_valid_at_its_own_address() {
    for world in worlds().await {
        let two = Two::on(&world).await;
        for target in [two.badge(), Target::Issuer(two.school)] {
            let id = two.endorsed(target).await;
            let text = endorsing::document(&world.app, two.guild, id).await.unwrap().unwrap();
            let document: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(openbadges_model::validate_endorsement(&document), []);
            let address = format!("https://badges.example.org/issuers/{}/endorsements/{id}", two.guild);
            assert_eq!(document["id"], address.as_str());
            let subject = &document["credentialSubject"];
            assert_eq!(subject["endorsementComment"], COMMENT);
            let of_badge =
                format!("https://badges.example.org/issuers/{}/badges/{}/1", two.school, two.repair);
            let of_issuer = format!("did:web:badges.example.org:issuers:{}", two.school);
            let expected = if target == two.badge() { of_badge } else { of_issuer };
            assert_eq!(subject["id"], expected.as_str());
            assert_eq!(document["proof"][0]["cryptosuite"], "eddsa-rdfc-2022");
            let report =
                verifying::verify(&world.app, Input::Url(address.parse().unwrap()), None).await.unwrap();
            assert_eq!(report.verdict, Verdict::Valid, "{report:?}");
        }
    }
}

#[tokio::test]
async fn awards_carry_what_was_accepted_before_them_and_it_is_checked_by_itself() {
    for world in worlds().await {
        let two = Two::on(&world).await;
        let id = two.endorsed(two.badge()).await;
        let before: Value = serde_json::from_str(&two.awarded_to("before@example.org").await).unwrap();
        assert_eq!(before.pointer("/credentialSubject/achievement/endorsement"), None, "not accepted yet");
        endorsing::accept(&two.ctx, two.school, (two.guild, id)).await.unwrap();

        let with = two.awarded_to("ada@example.org").await;
        let carried: Value = serde_json::from_str(&with).unwrap();
        let carried = &carried["credentialSubject"]["achievement"]["endorsement"][0];
        let signed = endorsing::document(&world.app, two.guild, id).await.unwrap().unwrap();
        assert_eq!(carried.to_string(), signed, "byte for byte");
        let public = achievements::document(&world.app, two.school, two.repair, 1).await.unwrap().unwrap();
        assert_eq!(public["endorsement"][0], *carried);

        let report = two.verified(&with).await;
        assert_eq!(report.verdict, Verdict::Valid, "{report:?}");
        assert_eq!(report.endorsements.len(), 1);
        let part = &report.endorsements[0];
        assert_eq!(part.pointer, "/credentialSubject/achievement/endorsement/0");
        assert_eq!(part.report.verdict, Verdict::Valid, "{:?}", part.report);

        endorsing::withdraw(&two.ctx, two.guild, id).await.unwrap();
        let report = two.verified(&with).await;
        assert_eq!(report.verdict, Verdict::Valid, "the badge is what it was");
        assert_eq!(report.endorsements[0].report.verdict, Verdict::Invalid, "the word is taken back");
        let after: Value = serde_json::from_str(&two.awarded_to("after@example.org").await).unwrap();
        assert_eq!(after.pointer("/credentialSubject/achievement/endorsement"), None);
    }
}

#[tokio::test]
async fn the_one_spoken_of_decides_and_the_speaker_takes_back() {
    for world in worlds().await {
        let two = Two::on(&world).await;
        let id = two.endorsed(two.badge()).await;
        let state = || async {
            let shown = endorsing::shown(&world.app, two.badge()).await.unwrap();
            let own = endorsing::public(&world.app, two.guild, id).await.unwrap().unwrap();
            (shown.len(), own.state)
        };
        let received = || async {
            let count = |list| two.listed(two.school, list);
            (count(List::Waiting).await, count(List::Accepted).await, count(List::Declined).await)
        };
        assert_eq!((state().await, received().await), ((0, EndorsementState::Unshown), (1, 0, 0)));
        assert_eq!(endorsing::count(&two.ctx, two.school, List::Waiting).await.unwrap(), 1);
        let of = (two.guild, id);
        endorsing::accept(&two.ctx, two.school, of).await.unwrap();
        endorsing::accept(&two.ctx, two.school, of).await.unwrap();
        assert_eq!((state().await, received().await), ((1, EndorsementState::Shown), (0, 1, 0)));
        endorsing::decline(&two.ctx, two.school, of).await.unwrap();
        assert_eq!((state().await, received().await), ((0, EndorsementState::Unshown), (0, 0, 1)));
        endorsing::accept(&two.ctx, two.school, of).await.unwrap();
        let shown = endorsing::shown(&world.app, two.badge()).await.unwrap();
        assert_eq!(
            (shown[0].endorser_name.as_str(), shown[0].comment.as_str()),
            ("Mechanics’ guild 0", COMMENT)
        );
        endorsing::withdraw(&two.ctx, two.guild, id).await.unwrap();
        endorsing::withdraw(&two.ctx, two.guild, id).await.unwrap();
        assert_eq!((state().await, received().await), ((0, EndorsementState::Withdrawn), (0, 0, 0)));
        let late = endorsing::accept(&two.ctx, two.school, of).await;
        assert!(matches!(late, Err(ActError::NotFound)), "{late:?}");
        let given = endorsing::list(&two.ctx, two.guild, List::Given, None).await.unwrap().items;
        assert_eq!((given.len(), given[0].state), (1, EndorsementState::Withdrawn));
        let counts = testing::row_counts(&world.database).await.unwrap();
        assert_eq!(counts["endorsement"], 1);
        let entries = audited(&world).await;
        let expected = BTreeMap::from([
            ("endorsement.accepted".to_owned(), 2),
            ("endorsement.declined".to_owned(), 1),
            ("endorsement.made".to_owned(), 1),
            ("endorsement.withdrawn".to_owned(), 1),
        ]);
        assert_eq!(entries.unwrap_or_else(|| expected.clone()), expected, "each act once");
    }
}

/// The acts in the audit trail that are about endorsements, on SQLite.
async fn audited(world: &World) -> Option<BTreeMap<String, i64>> {
    world.database.folder()?;
    let text = "SELECT action, count(*) FROM audit_values WHERE action LIKE 'endorsement.%' GROUP BY action";
    let rows = sqlx::query_as::<_, (String, i64)>(text).fetch_all(&mut world.sql().await).await.unwrap();
    Some(rows.into_iter().collect())
}

#[tokio::test]
async fn nobody_endorses_itself_or_twice_or_without_words() {
    for world in worlds().await {
        let two = Two::on(&world).await;
        let endorse = |by, target, comment: &'static str| endorsing::endorse(&two.ctx, by, target, comment);
        assert_eq!(code(endorse(two.school, two.badge(), COMMENT).await), "endorse-own");
        assert_eq!(code(endorse(two.school, Target::Issuer(two.school), COMMENT).await), "endorse-own");
        assert_eq!(code(endorse(two.guild, two.badge(), " ").await), "required");
        let long = "x".repeat(1001).leak();
        assert_eq!(code(endorse(two.guild, two.badge(), long).await), "too-long");
        let first = two.endorsed(two.badge()).await;
        assert_eq!(code(endorse(two.guild, two.badge(), COMMENT).await), "already-endorsed");
        endorsing::withdraw(&two.ctx, two.guild, first).await.unwrap();
        two.endorsed(two.badge()).await;
        let missing = Target::Achievement(two.school, two.repair, 2);
        assert!(matches!(endorse(two.guild, missing, COMMENT).await, Err(ActError::NotFound)));
        let elsewhere = Target::Achievement(two.guild, two.repair, 1);
        let guild = guild(&two.ctx, 1).await;
        assert!(matches!(endorse(guild, elsewhere, COMMENT).await, Err(ActError::NotFound)));
    }
}

#[tokio::test]
async fn what_was_declined_stays_so_until_the_one_spoken_of_allows_it_again() {
    for world in worlds().await {
        let two = Two::on(&world).await;
        let first = two.endorsed(two.badge()).await;
        let of = (two.guild, first);
        endorsing::decline(&two.ctx, two.school, of).await.unwrap();
        let again = || endorsing::endorse(&two.ctx, two.guild, two.badge(), COMMENT);
        assert_eq!(code(again().await), "endorsement-declined", "it stands");
        endorsing::withdraw(&two.ctx, two.guild, first).await.unwrap();
        assert_eq!(code(again().await), "endorsement-declined", "withdrawing it does not help");
        assert_eq!(endorsing::endorsers(&two.ctx, two.badge()).await.unwrap(), [], "and it is not offered");
        let waiting =
            (two.listed(two.school, List::Waiting).await, two.listed(two.school, List::Declined).await);
        assert_eq!(waiting, (0, 1), "its receiver can find it");
        two.endorsed(Target::Issuer(two.school)).await;

        let reopen = |by| endorsing::reopen(&two.ctx, by, of);
        assert!(matches!(reopen(two.guild).await, Err(ActError::NotFound)), "not the endorser");
        reopen(two.school).await.unwrap();
        reopen(two.school).await.unwrap();
        assert_eq!(two.listed(two.school, List::Declined).await, 0);
        again().await.unwrap();
        let entries = audited(&world).await;
        assert_eq!(entries.map_or(1, |entries| entries["endorsement.reopened"]), 1, "once");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_at_once_no_more_wait_than_may() {
    for world in worlds().await {
        let two = Two::on(&world).await;
        for number in 1..MOST_WAITING {
            let guild = guild(&two.ctx, number).await;
            endorsing::endorse(&two.ctx, guild, two.badge(), COMMENT).await.unwrap();
        }
        let mut last = Vec::new();
        for number in 0..8 {
            last.push(guild(&two.ctx, MOST_WAITING + number).await);
        }
        let mut at_once = JoinSet::new();
        for guild in last {
            let (ctx, badge) = (two.ctx.clone(), two.badge());
            at_once.spawn(async move { endorsing::endorse(&ctx, guild, badge, COMMENT).await });
        }
        let (made, refused): (Vec<_>, Vec<_>) = at_once.join_all().await.into_iter().partition(Result::is_ok);
        assert_eq!(made.len(), 1, "there was room for one");
        for refused in refused {
            assert_eq!(code(refused), "endorsements-waiting");
        }
        assert_eq!(endorsing::count(&two.ctx, two.school, List::Waiting).await.unwrap(), MOST_WAITING);

        let (mut seen, mut after) = (0, None);
        loop {
            let page = endorsing::list(&two.ctx, two.school, List::Waiting, after).await.unwrap();
            seen += page.items.len() as u64;
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen, MOST_WAITING, "page by page");
    }
}

#[tokio::test]
async fn a_badge_shows_so_many_and_its_award_can_still_be_checked_whole() {
    for world in worlds().await {
        let two = Two::on(&world).await;
        for number in 1..=MOST_SHOWN {
            let guild = guild(&two.ctx, number).await;
            let id = endorsing::endorse(&two.ctx, guild, two.badge(), COMMENT).await.unwrap();
            endorsing::accept(&two.ctx, two.school, (guild, id)).await.unwrap();
        }
        let one_more = two.endorsed(two.badge()).await;
        let refused = endorsing::accept(&two.ctx, two.school, (two.guild, one_more)).await;
        assert_eq!(code(refused), "endorsements-shown");
        let report = two.verified(&two.awarded_to("ada@example.org").await).await;
        assert_eq!(report.verdict, Verdict::Valid);
        let verdicts: Vec<_> = report.endorsements.iter().map(|part| part.report.verdict).collect();
        assert_eq!(verdicts, vec![Verdict::Valid; usize::try_from(MOST_SHOWN).unwrap()]);
    }
}

#[tokio::test]
async fn my_issuers_are_offered_where_they_may_speak() {
    let world = common::world().await;
    let two = Two::on(&world).await;
    let offered = endorsing::endorsers(&two.ctx, two.badge()).await.unwrap();
    assert_eq!(offered.iter().map(|endorser| endorser.id).collect::<Vec<_>>(), [two.guild]);
    let second = guild(&two.ctx, 1).await;
    two.endorsed(two.badge()).await;
    let offered = endorsing::endorsers(&two.ctx, two.badge()).await.unwrap();
    assert_eq!(offered.iter().map(|endorser| endorser.id).collect::<Vec<_>>(), [second], "once each");
    let viewer = world.account("v@example.org", Some((two.guild, accolade_platform::Role::Viewer))).await;
    for ctx in [viewer, Ctx::anonymous(&world.app)] {
        assert_eq!(endorsing::endorsers(&ctx, two.badge()).await.unwrap(), []);
    }
    let shown = endorsing::endorsable(&world.app, two.badge()).await.unwrap().unwrap();
    assert_eq!((shown.name.as_str(), shown.issuer.as_str()), ("Bicycle repair", "Cycling School"));
    assert!(endorsing::endorsable(&world.app, Target::Issuer(two.school)).await.unwrap().is_some());
    let none = Target::Achievement(two.school, two.repair, 9);
    assert!(endorsing::endorsable(&world.app, none).await.unwrap().is_none());
}

#[tokio::test]
async fn p_d2_an_endorsement_that_fails_anywhere_leaves_nothing_behind() {
    for world in worlds().await {
        let two = Two::on(&world).await;
        let before = testing::row_counts(&world.database).await.unwrap();
        let places = [
            ("status_list", "INSERT"),
            ("status_entry", "INSERT"),
            ("endorsement", "INSERT"),
            ("mail", "INSERT"),
            ("audit_entry", "INSERT"),
            ("audit_values", "INSERT"),
            ("audit_chain", "UPDATE"),
        ];
        for (table, event) in places {
            testing::refuse(&world.database, table, event).await.unwrap();
            let refused = endorsing::endorse(&two.ctx, two.guild, two.badge(), COMMENT).await;
            assert!(refused.is_err(), "{table} refuses");
            testing::allow(&world.database, table, event).await.unwrap();
            assert_eq!(testing::row_counts(&world.database).await.unwrap(), before, "{table} refused");
        }
        two.accepted(two.badge()).await;
    }
}
