//! The macro that writes a class of the specification as a struct.

/// Writes one class: its `required`, `optional`, `list` (always an array) and `compact` (an array
/// or, when read so, a single value) members, and `extra` for every other member.
macro_rules! class {
    (
        $(#[$meta:meta])*
        $name:ident {
            required { $($(#[$rm:meta])* $r:ident: $rt:ty,)* }
            $(optional { $($(#[$om:meta])* $o:ident: $ot:ty,)* })?
            $(list { $($(#[$lm:meta])* $l:ident: $lt:ty,)* })?
            $(compact { $($(#[$cm:meta])* $c:ident: $ct:ty,)* })?
        }
    ) => {
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "camelCase")]
        $(#[$meta])*
        pub struct $name {
            $($(#[$rm])* pub $r: $rt,)*
            $($($(#[$om])* #[serde(default, skip_serializing_if = "Option::is_none")] pub $o: Option<$ot>,)*)?
            $($($(#[$lm])* #[serde(default, skip_serializing_if = "Vec::is_empty")] pub $l: Vec<$lt>,)*)?
            $($($(#[$cm])*
                #[serde(default, skip_serializing_if = "crate::OneOrMany::is_empty")]
                pub $c: crate::OneOrMany<$ct>,)*)?
            /// Every member that is not named above, as it was read.
            #[serde(flatten)]
            pub extra: serde_json::Map<String, serde_json::Value>,
        }

        impl $name {
            /// The value with its required members and nothing else.
            fn required($($r: $rt),*) -> Self {
                Self {
                    $($r,)*
                    $($($o: None,)*)?
                    $($($l: Vec::new(),)*)?
                    $($($c: crate::OneOrMany::default(),)*)?
                    extra: serde_json::Map::new(),
                }
            }
        }
    };
}

pub(crate) use class;
