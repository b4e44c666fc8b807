//! Who may do what: the one place that decides.

use accolade_storage::{Conn, members};

use crate::app::{Actor, Ctx};
use crate::ids::{AccountId, IssuerId};
use crate::trouble::ActError;
use crate::{Account, Role};

/// What somebody wants to do with an issuer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// See the issuer's own pages and its badges.
    Read,
    /// Change what the issuer decides for all its badges.
    ChangeIssuer,
    /// Create a badge.
    CreateBadge,
    /// Award a badge.
    Award,
    /// See who was awarded what.
    ReadRegister,
    /// Revoke an award.
    Revoke,
    /// Endorse others in the issuer's name, and withdraw that.
    Endorse,
    /// Answer the endorsements that the issuer and its badges receive.
    AnswerEndorsement,
}

impl Act {
    /// Everything that can be asked for.
    pub const ALL: [Self; 8] = [
        Self::Read,
        Self::ChangeIssuer,
        Self::CreateBadge,
        Self::Award,
        Self::ReadRegister,
        Self::Revoke,
        Self::Endorse,
        Self::AnswerEndorsement,
    ];
}

/// Whether a role may do an act. What is not listed is not allowed.
pub fn allows(role: Role, act: Act) -> bool {
    match role {
        Role::Owner | Role::Admin => true,
        Role::Designer => matches!(act, Act::Read | Act::CreateBadge),
        Role::Awarder => matches!(act, Act::Read | Act::Award | Act::ReadRegister | Act::Revoke),
        Role::Assessor | Role::Viewer => matches!(act, Act::Read),
    }
}

/// Lets the act pass, or says why not. A stranger learns no more than that there is no such issuer.
pub async fn authorise(ctx: &Ctx, issuer: IssuerId, act: Act) -> Result<Account, ActError> {
    let mut conn = ctx.storage.read().await?;
    authorise_in(&mut conn, &ctx.actor, issuer, act).await
}

/// The same on a connection at hand: inside the transaction that does the act.
pub(crate) async fn authorise_in(
    conn: &mut Conn,
    actor: &Actor,
    issuer: IssuerId,
    act: Act,
) -> Result<Account, ActError> {
    let account = signed_in(actor)?;
    match members::role_of(conn, issuer, account.id).await? {
        None => Err(ActError::NotFound),
        Some(role) if allows(role, act) => Ok(account.clone()),
        Some(_) => {
            tracing::warn!(account = %account.id, %issuer, ?act, "not allowed");
            Err(ActError::NotAllowed)
        }
    }
}

/// The account that asks.
pub(crate) fn signed_in(actor: &Actor) -> Result<&Account, ActError> {
    match actor {
        Actor::Account(account) => Ok(account),
        Actor::Anonymous | Actor::System => Err(ActError::SignInNeeded),
    }
}

/// The operator's account: instance-wide pages such as the outbox.
pub(crate) fn operator(actor: &Actor) -> Result<AccountId, ActError> {
    let account = signed_in(actor)?;
    if account.operator { Ok(account.id) } else { Err(ActError::NotFound) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLES: [Role; 6] =
        [Role::Owner, Role::Admin, Role::Designer, Role::Awarder, Role::Assessor, Role::Viewer];

    #[test]
    fn p_s1_every_role_and_act_is_decided() {
        let table = [
            (Act::Read, [true, true, true, true, true, true]),
            (Act::ChangeIssuer, [true, true, false, false, false, false]),
            (Act::CreateBadge, [true, true, true, false, false, false]),
            (Act::Award, [true, true, false, true, false, false]),
            (Act::ReadRegister, [true, true, false, true, false, false]),
            (Act::Revoke, [true, true, false, true, false, false]),
            (Act::Endorse, [true, true, false, false, false, false]),
            (Act::AnswerEndorsement, [true, true, false, false, false, false]),
        ];
        assert_eq!(table.len(), Act::ALL.len());
        for (act, expected) in table {
            for (role, expected) in ROLES.into_iter().zip(expected) {
                assert_eq!(allows(role, act), expected, "{role:?} {act:?}");
            }
        }
    }
}
