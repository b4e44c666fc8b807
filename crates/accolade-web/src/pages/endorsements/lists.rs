//! The four lists of the page, each with what its reader may do about an endorsement in it.

use accolade_platform::Cursor;
use accolade_platform::answers::EndorsementState;
use accolade_platform::authorise::Act;
use accolade_platform::endorsing::{self, EndorsementRow, List};

use crate::endorsement_view::{EndorsementSeen, seen};
use crate::error::WebError;
use crate::icons;
use crate::page::{Chip, Page};
use crate::pages::manage::Managed;
use crate::visit::Visit;

/// The lists in the order of the page, with their names in addresses.
const LISTS: [(&str, List); 4] = [
    ("waiting", List::Waiting),
    ("accepted", List::Accepted),
    ("given", List::Given),
    ("declined", List::Declined),
];

/// A page of one list.
pub(super) struct ListSeen {
    /// Its anchor, and its name in addresses.
    pub(super) name: &'static str,
    pub(super) title: String,
    /// What an answer brings about, where one is awaited.
    pub(super) about: Option<String>,
    /// Whether it is closed until somebody opens it.
    pub(super) folded: bool,
    pub(super) items: Vec<Item>,
    /// The address of what follows.
    pub(super) next: Option<String>,
}

/// An endorsement in a list.
pub(super) struct Item {
    pub(super) said: EndorsementSeen,
    pub(super) chip: Option<Chip>,
    pub(super) actions: Vec<Action>,
}

/// A button: one that acts at once, or one that leads to a page that asks.
pub(super) struct Action {
    pub(super) at_once: bool,
    pub(super) address: String,
    pub(super) class: &'static str,
    pub(super) icon: &'static str,
    pub(super) text: String,
}

/// The beginnings of all lists in which something is, or what follows in one of them after a place.
pub(super) async fn lists(
    visit: &Visit,
    managed: &Managed,
    page: &Page,
    after: Option<(&str, Cursor)>,
) -> Result<Vec<ListSeen>, WebError> {
    let mut lists = Vec::new();
    for (name, list) in LISTS {
        let place = after.filter(|(asked, _)| *asked == name).map(|(_, place)| place);
        if after.is_some() && place.is_none() {
            continue;
        }
        let found = endorsing::list(&visit.ctx, managed.issuer.id, list, place).await?;
        if found.items.is_empty() {
            continue;
        }
        let goes_on = found.next.is_some() || place.is_some();
        let count =
            if goes_on { Some(endorsing::count(&visit.ctx, managed.issuer.id, list).await?) } else { None };
        lists.push(ListSeen {
            name,
            title: titled(list, count, page),
            about: (list == List::Waiting).then(|| page.t("endorsements-waiting-what")),
            folded: list == List::Declined && place.is_none(),
            items: found.items.into_iter().map(|row| item(managed, list, row, page)).collect(),
            next: found
                .next
                .map(|place| format!("{}/endorsements?list={name}&after={place}", managed.base())),
        });
    }
    Ok(lists)
}

/// With how many there are in all, where not all are seen.
fn titled(list: List, count: Option<u64>, page: &Page) -> String {
    let title = page.t(title(list));
    match count {
        Some(count) => page.words().with("list-title", &[("title", title.into()), ("count", count.into())]),
        None => title,
    }
}

const fn title(list: List) -> &'static str {
    match list {
        List::Waiting => "endorsements-waiting",
        List::Accepted => "endorsements-accepted",
        List::Declined => "endorsements-declined",
        List::Given => "endorsements-given",
    }
}

fn item(managed: &Managed, list: List, row: EndorsementRow, page: &Page) -> Item {
    let may = managed.allows(if list == List::Given { Act::Endorse } else { Act::AnswerEndorsement });
    Item {
        actions: if may { actions(managed, list, &row, page) } else { Vec::new() },
        chip: chip(list, &row, page),
        said: seen(row),
    }
}

fn actions(managed: &Managed, list: List, row: &EndorsementRow, page: &Page) -> Vec<Action> {
    let withdrawn = row.state == EndorsementState::Withdrawn;
    let base = format!("{}/endorsements", managed.base());
    let answer = |verb: &str, class, icon, key: &str| Action {
        at_once: true,
        address: format!("{base}/{}/{}/{verb}", row.endorser, row.id),
        class,
        icon,
        text: page.t(key),
    };
    match list {
        List::Waiting => vec![
            answer("accept", "button-main", icons::CHECK, "endorsement-accept"),
            answer("decline", "", icons::X, "endorsement-decline"),
        ],
        List::Accepted => vec![answer("decline", "", icons::X, "endorsement-hide")],
        List::Declined if withdrawn => {
            vec![answer("reopen", "", icons::STAMP, "endorsement-reopen")]
        }
        List::Declined => vec![answer("accept", "", icons::CHECK, "endorsement-accept")],
        List::Given if withdrawn => Vec::new(),
        List::Given => vec![Action {
            at_once: false,
            address: format!("{base}/{}/withdraw", row.id),
            class: "button-danger",
            icon: icons::BAN,
            text: page.t("withdraw"),
        }],
    }
}

/// How it stands, where the list alone does not say it.
fn chip(list: List, row: &EndorsementRow, page: &Page) -> Option<Chip> {
    let (tone, icon, key) = match (list, row.state) {
        (List::Given | List::Declined, EndorsementState::Withdrawn) => {
            ("chip-bad", icons::BAN, "endorsement-withdrawn")
        }
        (List::Given, EndorsementState::Shown) => ("chip-good", icons::CHECK, "endorsement-shown"),
        (List::Given, EndorsementState::Unshown) if row.declined => {
            ("", icons::X, "endorsement-was-declined")
        }
        (List::Given, EndorsementState::Unshown) => ("", icons::CLOCK, "endorsement-unshown"),
        _ => return None,
    };
    Some(Chip { tone, icon, text: page.t(key) })
}
