//! Every use case can be awaited on any thread: a server needs that of its handlers.

use std::sync::Arc;

use accolade_platform::achievements::{self, NewAchievement};
use accolade_platform::awarding::{self, AwardRequest, RegisterFilter};
use accolade_platform::design::Design;
use accolade_platform::files;
use accolade_platform::ids::{AchievementId, CredentialId, IssuerId, MailId};
use accolade_platform::issuers::{self, NewIssuer};
use accolade_platform::opening::{Format, Link};
use accolade_platform::set_up::{self, SetUp};
use accolade_platform::showing;
use accolade_platform::verify::Input;
use accolade_platform::{App, Ctx, authorise, delivery, sharing, sign_in, status, verifying};

type Forms = (SetUp, NewIssuer, NewAchievement, AwardRequest, Design, Input);

fn send(_: impl Send) {}

/// Never called: that it compiles is the test.
fn all(
    app: &Arc<App>,
    ctx: &Ctx,
    issuer: IssuerId,
    badge: AchievementId,
    credential: CredentialId,
    mail: MailId,
    forms: Forms,
) {
    send(app.instance());
    send(app.check_key());
    send(set_up::needed(app));
    send(set_up::set_up(app, forms.0, true));
    send(sign_in::with_password(app, "", ""));
    send(sign_in::request_link(app, ""));
    send(sign_in::with_link(app, ""));
    send(sign_in::session(app, ""));
    send(sign_in::sign_out(ctx, ""));
    send(sign_in::forget_expired(app));
    send(authorise::authorise(ctx, issuer, authorise::Act::Read));
    send(issuers::create(ctx, forms.1));
    send(issuers::mine(ctx));
    send(issuers::managed(ctx, issuer));
    send(issuers::public(app, issuer));
    send(issuers::image(app, issuer));
    send(issuers::profile_document(app, issuer));
    send(issuers::did_document(app, issuer));
    send(achievements::create(ctx, issuer, forms.2));
    send(achievements::list(ctx, issuer));
    send(achievements::managed(ctx, issuer, badge));
    send(achievements::public(app, issuer, badge, 1));
    send(achievements::public_list(app, issuer));
    send(achievements::document(app, issuer, badge, 1));
    send(achievements::image_png(app, issuer, badge, 1));
    send(achievements::image_svg(app, issuer, badge, 1));
    send(achievements::preview(app, &forms.4));
    send(awarding::award(ctx, issuer, forms.3));
    send(awarding::managed(ctx, issuer, credential));
    send(awarding::register(ctx, issuer, RegisterFilter::default()));
    send(awarding::revoke(ctx, issuer, credential, ""));
    send(showing::by_mail_link(ctx, ""));
    send(showing::by_share_link(app, ""));
    send(files::file(app, Link::Mail(""), Format::Png));
    send(sharing::share(app, ""));
    send(sharing::end(app, ""));
    send(status::list(app, issuer, 1));
    send(delivery::run_due(app));
    send(delivery::outbox(ctx));
    send(delivery::read(ctx, mail));
    send(verifying::verify(app, forms.5, None));
}

#[test]
fn every_use_case_can_be_sent() {
    let _: fn(&Arc<App>, &Ctx, IssuerId, AchievementId, CredentialId, MailId, Forms) = all;
}
