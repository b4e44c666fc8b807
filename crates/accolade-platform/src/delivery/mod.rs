//! Mail: what the outbox holds is rendered and sent by the worker, or read on the outbox page.

mod outbox;
mod payload;
mod render;
mod run;
mod transport;

pub use outbox::{MailRow, MailState, outbox, read};
pub(crate) use payload::Payload;
pub use render::RenderedMail;
pub use run::run_due;
pub use transport::{MailTransport, Smtp, SmtpError};
