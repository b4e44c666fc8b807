//! Keeping personal data and links out of log lines.

/// Gives types a `Debug` that shows nothing but their name.
macro_rules! masked_debug {
    ($($type:ty),* $(,)?) => {
        $(impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($type), "(***)"))
            }
        })*
    };
}

pub(crate) use masked_debug;
