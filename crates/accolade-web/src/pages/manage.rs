//! `/manage/IID`: the badges of an issuer, and the navigation beside all its pages.

use accolade_platform::achievements::{self, AchievementCard};
use accolade_platform::authorise::{Act, allows};
use accolade_platform::endorsing::{self, List};
use accolade_platform::ids::IssuerId;
use accolade_platform::{Issuer, Role, issuers};
use askama::Template;
use axum::response::Response;

use crate::badge_view::path_of;
use crate::error::WebError;
use crate::page::{Page, Side, Tile, html};
use crate::visit::{At, SignedIn, Visit};

#[derive(Template)]
#[template(path = "manage.html")]
struct ManagePage {
    page: Page,
    side: Side,
    tiles: Vec<Tile>,
    may_create: bool,
}

/// `GET /manage/IID`
pub(crate) async fn show(
    SignedIn(visit): SignedIn,
    At((issuer,)): At<(IssuerId,)>,
) -> Result<Response, WebError> {
    let managed = Managed::find(&visit, issuer).await?;
    let cards = achievements::list(&visit.ctx, issuer).await?;
    let page = visit.page("manage-title").at("home");
    let tiles = cards.into_iter().map(|card| tile(&managed, card, &page)).collect();
    let may_create = managed.allows(Act::CreateBadge);
    html(&ManagePage { side: managed.side("badges"), page, tiles, may_create })
}

fn tile(managed: &Managed, card: AchievementCard, page: &Page) -> Tile {
    Tile {
        address: format!("{}/badges/{}", managed.base(), card.id),
        image: path_of(&card.image),
        name: card.name,
        note: page.count("tile-awards", usize::try_from(card.awards).unwrap_or(usize::MAX)),
    }
}

/// An issuer that the visitor belongs to.
pub(crate) struct Managed {
    pub(crate) issuer: Issuer,
    role: Role,
    /// Endorsements that wait for its answer.
    waiting: u64,
}

impl Managed {
    /// The issuer, for its members only.
    pub(crate) async fn find(visit: &Visit, issuer: IssuerId) -> Result<Self, WebError> {
        let (issuer, role) = issuers::managed(&visit.ctx, issuer).await?;
        let waiting = endorsing::count(&visit.ctx, issuer.id, List::Waiting).await?;
        Ok(Self { issuer, role, waiting })
    }

    /// Whether to offer the visitor an act.
    pub(crate) fn allows(&self, act: Act) -> bool {
        allows(self.role, act)
    }

    /// `/manage/IID`
    pub(crate) fn base(&self) -> String {
        format!("/manage/{}", self.issuer.id)
    }

    /// The navigation beside its pages.
    pub(crate) fn side(&self, here: &'static str) -> Side {
        Side {
            name: self.issuer.name.clone(),
            base: self.base(),
            public: format!("/issuers/{}", self.issuer.id),
            here,
            register: self.allows(Act::ReadRegister),
            settings: self.allows(Act::ChangeIssuer),
            waiting: usize::try_from(self.waiting).unwrap_or(usize::MAX),
        }
    }
}
