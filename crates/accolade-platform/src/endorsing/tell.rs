//! The mail that an endorsement waits.

use accolade_storage::endorsements::{self, Endorsement};
use accolade_storage::{Tx, accounts, mails};
use jiff::SignedDuration;

use super::MOST_MAILS;
use crate::delivery::Payload;
use crate::random::Random;
use crate::trouble::Trouble;

const A_DAY: SignedDuration = SignedDuration::from_hours(24);

/// Writes to the owner of the issuer that is spoken of, in the write that endorses. What one endorser says beyond
/// [`MOST_MAILS`] a day is found on the page alone: withdrawing and saying it anew must not fill a mailbox.
pub(super) async fn tell(tx: &mut Tx, random: &dyn Random, row: &Endorsement) -> Result<(), Trouble> {
    let (issuer, endorser, now) = (row.target_issuer_id, row.issuer_id, row.endorsed_at);
    let yesterday = now.checked_sub(A_DAY).unwrap_or(now);
    if endorsements::count_made(tx, endorser, issuer, yesterday).await? > MOST_MAILS {
        return Ok(());
    }
    let Some(owner) = accounts::owner_of(tx, issuer).await? else {
        return Ok(());
    };
    let payload = Payload::Endorsement { issuer, endorser, endorsement: row.id };
    mails::enqueue(tx, &payload.mail(random, &owner.email, now)).await?;
    Ok(())
}
