//! The one table, walked at the real doors: every state of an award at every public address.
#![expect(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;

use accolade_platform::answers::{Answer, Door, State, V2, answer};
use accolade_platform::awarding::{self, AwardRequest};
use accolade_platform::files;
use accolade_platform::ids::{AchievementId, IssuerId};
use accolade_platform::issuers::{self, Settings};
use accolade_platform::opening::{Format, Link};
use accolade_platform::showing::{self, BadgePage};
use accolade_platform::{Ctx, LinkError, hosted, sharing, status};
use common::{World, badge, issuer, request, token, world};
use jiff::SignedDuration;
use jiff::civil::date;
use openbadges_proof::status_list::BitstringStatusList;
use serde_json::Value;

/// An award in a state, and the links that were given out for it.
struct Award {
    mail: String,
    share: String,
}

async fn award_in(
    world: &World,
    operator: &Ctx,
    school: IssuerId,
    badge: AchievementId,
    state: State,
) -> Award {
    let valid_until = (state == State::Expired).then(|| date(2026, 4, 2));
    let form = AwardRequest { again: true, valid_until, ..request(badge) };
    let credential = awarding::award(operator, school, form).await.unwrap();
    let mail = token(&awarding::managed(operator, school, credential).await.unwrap().page).to_owned();
    // A link that was never given out is one that nobody could know.
    let share = match state {
        State::Mailed => "A".repeat(48),
        _ => token(&sharing::share(&world.app, &mail).await.unwrap()).to_owned(),
    };
    match state {
        State::ShareEnded => sharing::end(&world.app, &mail).await.unwrap(),
        State::Revoked => awarding::revoke(operator, school, credential, "A mistake.").await.unwrap(),
        State::Expired => world.clock.advance(SignedDuration::from_hours(24 * 3)),
        State::Mailed | State::Shared => {}
    }
    Award { mail, share }
}

fn of_page(page: Result<BadgePage, LinkError>) -> Answer {
    match page {
        Ok(page) => match page.state {
            State::Expired => Answer::PageSaysExpired,
            State::Revoked => Answer::PageSaysRevoked,
            State::Mailed | State::Shared | State::ShareEnded => Answer::Page,
        },
        Err(error) => of_error(&error),
    }
}

fn of_error(error: &LinkError) -> Answer {
    match error {
        LinkError::Gone => Answer::Gone,
        LinkError::NotFound => Answer::NotFound,
        other => panic!("{other}"),
    }
}

async fn of_file(world: &World, link: Link<'_>, format: Format) -> Answer {
    match files::file(&world.app, link, format).await {
        Ok(_) => Answer::File,
        Err(error) => of_error(&error),
    }
}

/// What all forms of this badge answer that are with 2.0, or without: each the same.
async fn of_files(world: &World, link: Link<'_>, with_v2: bool) -> Answer {
    let wanted = |format: &Format| format.has_v2() == with_v2 && !format.is_of_all();
    let mut formats = Format::ALL.into_iter().filter(wanted);
    let first = of_file(world, link, formats.next().unwrap()).await;
    for format in formats {
        assert_eq!(of_file(world, link, format).await, first, "{format:?}");
    }
    first
}

/// The award's own file, which says where all else is.
async fn own_file(world: &World, award: &Award) -> Value {
    let file = files::file(&world.app, Link::Mail(&award.mail), Format::Json).await.unwrap();
    serde_json::from_slice(&file.bytes).unwrap()
}

async fn of_hosted(world: &World, school: IssuerId, award: &Award) -> Answer {
    let own = own_file(world, award).await;
    let id = own["id"].as_str().unwrap().trim_start_matches("urn:uuid:").parse().unwrap();
    let Some(assertion) = hosted::assertion(&world.app, school, id).await.unwrap() else {
        return Answer::NotFound;
    };
    let told = assertion.to_string();
    assert!(!told.contains("Lovelace") && !told.contains("ada@"), "{told}");
    if assertion["revoked"] == true {
        assert!(assertion["revocationReason"] == "A mistake." && assertion.get("recipient").is_none());
        return Answer::HostedRevoked;
    }
    assert!(assertion["recipient"]["identity"].as_str().unwrap().starts_with("sha256$"));
    let narrative = assertion.get("narrative").is_some();
    assert_eq!(narrative, assertion.get("evidence").is_some());
    if narrative { Answer::HostedWhole } else { Answer::Hosted }
}

async fn of_status(world: &World, school: IssuerId, award: &Award) -> Answer {
    let credential = own_file(world, award).await;
    let index = credential["credentialStatus"]["statusListIndex"].as_str().unwrap().parse().unwrap();
    let list: Value =
        serde_json::from_str(&status::list(&world.app, school, 1).await.unwrap().unwrap()).unwrap();
    let encoded = list["credentialSubject"]["encodedList"].as_str().unwrap();
    let set = BitstringStatusList::decode(encoded, 1 << 20).unwrap().get(index).unwrap();
    if set { Answer::BitSet } else { Answer::BitClear }
}

#[tokio::test]
async fn every_state_answers_at_every_door_as_the_table_says() {
    let world = world().await;
    let operator = world.operator().await;
    let school = issuer(&operator).await;
    let repair = badge(&operator, school).await;
    for state in State::ALL {
        let award = award_in(&world, &operator, school, repair, state).await;
        for (v2, door) in V2::ALL.into_iter().flat_map(|v2| Door::ALL.map(|door| (v2, door))) {
            let settings = Settings { offers_v2: v2 == V2::Offered };
            issuers::change(&operator, school, settings).await.unwrap();
            let (mail, share) = (Link::Mail(&award.mail), Link::Share(&award.share));
            let answered = match door {
                Door::MailLink => {
                    of_page(showing::by_mail_link(&Ctx::anonymous(&world.app), &award.mail).await)
                }
                Door::ShareLink => of_page(showing::by_share_link(&world.app, &award.share).await),
                Door::MailFile => of_files(&world, mail, false).await,
                Door::ShareFile => of_files(&world, share, false).await,
                Door::MailFileV2 => of_files(&world, mail, true).await,
                Door::ShareFileV2 => of_files(&world, share, true).await,
                Door::MailRecord => of_file(&world, mail, Format::Record).await,
                Door::ShareRecord => of_file(&world, share, Format::Record).await,
                Door::Hosted => of_hosted(&world, school, &award).await,
                Door::StatusList => of_status(&world, school, &award).await,
            };
            assert_eq!(answered, answer(state, door, v2), "{state:?} {door:?} {v2:?}");
        }
    }
}
