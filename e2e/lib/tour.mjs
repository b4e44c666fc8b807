// A walk through all main pages in the order in which they come to be, with something on each.
import * as journey from './journey.mjs';

export async function visitAll(page, origin, see) {
  await page.goto(origin);
  await see('set-up');
  await journey.setUp(page, origin);
  await see('issuer-new');
  await journey.createIssuer(page);
  await journey.describeBadge(page);
  await see('badge-new');
  await journey.createBadge(page);
  await see('award-new');
  await journey.award(page);
  await see('award');
  const awarded = page.url();
  await page.getByRole('link', { name: 'Revoke this award' }).click();
  await see('revoke');

  await page.goto(`${origin}/outbox`);
  await see('outbox');
  const link = await journey.linkInMail(page, origin);
  await see('mail');
  await page.goto(`${origin}/home`);
  await see('home');
  await page.getByRole('main').getByRole('link', { name: 'Werkplaats Noord' }).click();
  await see('issuer-badges');
  await page.goto(awarded.replace(/\/awards\/.*/, '/awards'));
  await see('awards');
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  await see('settings');
  const issuer = awarded.match(/\/manage\/([^/]+)/)[1];
  await page.goto(`${origin}/issuers/${issuer}`);
  await see('issuer');

  await page.goto(link);
  await see('recipient');
  await page.getByRole('button', { name: 'Share' }).click();
  await see('recipient-shared');
  const shared = await page.getByLabel('Link to share').inputValue();
  await page.goto(shared);
  await see('badge');
  await page.getByText('For other programs').click();
  await see('badge-for-other-programs');
  await page.goto(awarded);
  await page.getByText('For other programs').click();
  await see('award-for-other-programs');
  await page.goto(`${origin}/verify`);
  await see('verify');
  await page.getByLabel('or its address').fill(`${shared}/badge.json`);
  await page.getByRole('button', { name: 'Check this badge' }).click();
  await page.getByText('What was checked').waitFor();
  await see('report');
  await page.goto(`${origin}/verify`);
  await page.getByLabel('or its address').fill(`${shared}/badge-2.0.json`);
  await page.getByRole('button', { name: 'Check this badge' }).click();
  await page.getByText('What was checked').waitFor();
  await see('report-of-2.0');

  await journey.createGuild(page, origin);
  const endorsed = await journey.publicBadge(page, origin);
  await see('achievement');
  await journey.endorse(page, see);
  await see('endorsements-given');
  await journey.acceptEndorsement(page, origin, see);
  await see('endorsements');
  await page.goto(endorsed);
  await see('achievement-endorsed');
  await page.getByRole('link', { name: 'the signed words' }).click();
  await see('endorsement');
  await page.goto(`${origin}/style`);
  await see('style');
}
