//! The register: all awards of an issuer, with their state.

use std::collections::HashMap;

use accolade_storage::credentials::{self, CredentialState, Filter};
use accolade_storage::{Conn, Cursor, Page, StorageError, achievements};
use jiff::Timestamp;

use crate::Credential;
use crate::app::Ctx;
use crate::authorise::{Act, authorise};
use crate::ids::{AchievementId, CredentialId, IssuerId};
use crate::masked::masked_debug;
use crate::trouble::ActError;

/// Rows of a page.
const SIZE: u32 = 50;

/// Which awards are wanted; the default is all.
#[derive(Debug, Clone, Default)]
pub struct RegisterFilter {
    /// Only of this badge.
    pub achievement: Option<AchievementId>,
    /// Only in this state.
    pub state: Option<CredentialState>,
    /// Only of recipients whose name or address holds this text; empty for all.
    pub text: String,
    /// The next page: where the one before said it begins.
    pub after: Option<Cursor>,
}

/// One award in the register.
#[derive(Clone)]
pub struct AwardRow {
    /// Its id.
    pub id: CredentialId,
    /// Which badge.
    pub achievement: AchievementId,
    /// The badge's name in its newest version.
    pub achievement_name: String,
    /// The recipient's name.
    pub recipient_name: String,
    /// The recipient's address.
    pub recipient_email: String,
    /// When it was awarded.
    pub awarded_at: Timestamp,
    /// How far it has come.
    pub state: CredentialState,
}

masked_debug!(AwardRow);

/// A page of the register, the last awarded first.
pub async fn register(
    ctx: &Ctx,
    issuer: IssuerId,
    filter: RegisterFilter,
) -> Result<Page<AwardRow>, ActError> {
    authorise(ctx, issuer, Act::ReadRegister).await?;
    let now = ctx.clock.now();
    let text = Some(filter.text.trim().to_owned()).filter(|text| !text.is_empty());
    let wanted = Filter { achievement: filter.achievement, state: filter.state, text };
    let mut conn = ctx.storage.read().await?;
    let page = credentials::list(&mut conn, issuer, &wanted, now, filter.after, SIZE).await?;
    let names = names(&mut conn, issuer).await?;
    let items = page.items.into_iter().map(|credential| row(credential, &names, now)).collect();
    Ok(Page { items, next: page.next })
}

async fn names(conn: &mut Conn, issuer: IssuerId) -> Result<HashMap<AchievementId, String>, StorageError> {
    let rows = achievements::list(conn, issuer).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

fn row(credential: Credential, names: &HashMap<AchievementId, String>, now: Timestamp) -> AwardRow {
    AwardRow {
        id: credential.id,
        achievement: credential.achievement_id,
        achievement_name: names.get(&credential.achievement_id).cloned().unwrap_or_default(),
        state: credential.state(now),
        recipient_name: credential.recipient_name,
        recipient_email: credential.recipient_email,
        awarded_at: credential.awarded_at,
    }
}
