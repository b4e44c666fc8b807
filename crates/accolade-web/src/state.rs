//! What every handler can reach.

use std::sync::Arc;

use accolade_platform::App;

use crate::limits::Limits;
use crate::options::Options;

/// The platform, how it is served, and the counters of the rate limits. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Web {
    pub(crate) app: Arc<App>,
    pub(crate) options: Arc<Options>,
    pub(crate) limits: Arc<Limits>,
}

impl Web {
    pub(crate) fn new(app: Arc<App>, options: Options) -> Self {
        Self { app, options: Arc::new(options), limits: Arc::new(Limits::new()) }
    }
}
