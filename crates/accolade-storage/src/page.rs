//! Long lists, page by page.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use uuid::Uuid;

/// One page of a list, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The page's records.
    pub items: Vec<T>,
    /// Where the next page starts; `None` on the last one.
    pub next: Option<Cursor>,
}

/// The place after the last record of a page: stays right when records are added meanwhile.
///
/// Written `MICROSECONDS.UUID` in an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    pub(crate) at: Timestamp,
    pub(crate) id: Uuid,
}

impl Cursor {
    /// Before every record.
    pub(crate) const START: Self = Self { at: Timestamp::MAX, id: Uuid::max() };
}

impl<T> Page<T> {
    /// From one record more than the page has, if there are as many.
    pub(crate) fn of(mut items: Vec<T>, size: u32, place: impl Fn(&T) -> Cursor) -> Self {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let more = items.len() > size;
        items.truncate(size);
        let next = if more { items.last().map(place) } else { None };
        Self { items, next }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.at.as_microsecond(), self.id)
    }
}

impl FromStr for Cursor {
    type Err = InvalidCursor;

    fn from_str(text: &str) -> Result<Self, InvalidCursor> {
        let (at, id) = text.split_once('.').ok_or(InvalidCursor)?;
        let at = at.parse().ok().and_then(|at| Timestamp::from_microsecond(at).ok()).ok_or(InvalidCursor)?;
        Ok(Self { at, id: Uuid::try_parse(id).map_err(|_| InvalidCursor)? })
    }
}

/// The text is not a place in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a place in a list; start again from the first page")]
pub struct InvalidCursor;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_an_address() {
        let cursor =
            Cursor { at: Timestamp::from_microsecond(1_700_000_000_123_456).unwrap(), id: Uuid::max() };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for wrong in ["", ".", "1", "x.y", "99999999999999999999.00000000-0000-0000-0000-000000000000"] {
            assert_eq!(wrong.parse::<Cursor>(), Err(InvalidCursor));
        }
    }

    #[test]
    fn the_last_page_has_no_next() {
        let place = |at: &i64| Cursor { at: Timestamp::from_microsecond(*at).unwrap(), id: Uuid::nil() };
        assert_eq!(Page::of(vec![3, 2, 1], 3, place).next, None);
        let page = Page::of(vec![3, 2, 1], 2, place);
        assert_eq!((page.items, page.next.map(|next| next.at.as_microsecond())), (vec![3, 2], Some(2)));
    }
}
