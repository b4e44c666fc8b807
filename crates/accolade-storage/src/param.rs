//! What is bound to the `$1`, `$2` … of a query: five kinds of values, the same on both databases.

use std::borrow::Cow;

use jiff::Timestamp;
use uuid::Uuid;

/// A value as it goes to the database; `None` is NULL of that kind.
pub(crate) enum Bind<'a> {
    /// BLOB(16), UUID.
    Id(Option<Uuid>),
    /// INTEGER, BIGINT.
    Int(Option<i64>),
    /// INTEGER 0 or 1, BOOLEAN.
    Flag(Option<bool>),
    /// TEXT.
    Text(Option<Cow<'a, str>>),
    /// BLOB, BYTEA.
    Bytes(Option<&'a [u8]>),
}

impl<'a> Bind<'a> {
    pub(crate) fn text(text: &'a str) -> Self {
        Self::Text(Some(Cow::Borrowed(text)))
    }
}

/// A value that can be bound.
pub(crate) trait Param: Sync {
    fn bind(&self) -> Bind<'_>;

    /// NULL of this kind.
    fn null() -> Bind<'static>
    where
        Self: Sized;
}

impl<T: Param> Param for Option<T> {
    fn bind(&self) -> Bind<'_> {
        self.as_ref().map_or_else(|| T::null(), |value| value.bind())
    }

    fn null() -> Bind<'static> {
        T::null()
    }
}

macro_rules! params {
    ($($type:ty => $kind:ident, |$value:ident| $bound:expr;)*) => {
        $(impl Param for $type {
            fn bind(&self) -> Bind<'_> {
                let $value = self;
                Bind::$kind(Some($bound))
            }

            fn null() -> Bind<'static> {
                Bind::$kind(None)
            }
        })*
    };
}

params! {
    Uuid => Id, |value| *value;
    i64 => Int, |value| *value;
    u32 => Int, |value| i64::from(*value);
    bool => Flag, |value| *value;
    &str => Text, |value| Cow::Borrowed(*value);
    String => Text, |value| Cow::Borrowed(value.as_str());
    Vec<u8> => Bytes, |value| value.as_slice();
    [u8; 32] => Bytes, |value| value.as_slice();
    Timestamp => Int, |value| value.as_microsecond();
    serde_json::Value => Text, |value| Cow::Owned(value.to_string());
}
