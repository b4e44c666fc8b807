//! What an award carries of the endorsements of its badge.

use accolade_storage::{Conn, endorsements};
use serde_json::Value;

use super::Target;
use crate::Achievement;
use crate::address::InstanceAddress;
use crate::trouble::Trouble;

/// The signed endorsements that are shown with this version of a badge, the first accepted first.
pub(crate) async fn carried(
    conn: &mut Conn,
    address: &InstanceAddress,
    of: &Achievement,
) -> Result<Vec<Value>, Trouble> {
    let target = Target::Achievement(of.issuer_id, of.id, of.version).id(address);
    let shown = endorsements::shown(conn, &target).await?;
    let parse = |row: &endorsements::Named| {
        serde_json::from_str(&row.endorsement.document)
            .map_err(|error| Trouble::Broken(format!("endorsement {}: {error}", row.endorsement.id)))
    };
    shown.iter().map(parse).collect()
}
