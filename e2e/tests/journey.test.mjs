// First run → issuer → badge → award → mail → page → download → verify page; revoke → says revoked. With axe on every page.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { checkPage, launch, openPage } from '../lib/browser.mjs';
import * as journey from '../lib/journey.mjs';
import { absent, setUpOutsiders } from '../lib/outsiders.mjs';
import { accolade, startPlatform } from '../lib/platform.mjs';

let platform, browser, page, folder, outsiders, mailLink, awardPage;
const file = name => path.join(folder, name);

before(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'accolade-files-'));
  platform = await startPlatform();
  browser = await launch();
  page = await openPage(browser);
  if (!(await absent())) outsiders = await setUpOutsiders();
});

after(async () => {
  await browser?.close();
  await platform?.stop();
  await outsiders?.remove();
  await fs.rm(folder, { recursive: true, force: true });
});

test('five screens lead from a fresh start to an awarded badge', async () => {
  await page.goto(platform.origin);
  await checkPage(page, 'set-up');
  await journey.setUp(page, platform.origin);
  await checkPage(page, 'new issuer');
  await journey.createIssuer(page);
  await checkPage(page, 'new badge');
  await journey.createBadge(page);
  await checkPage(page, 'award form');
  await journey.award(page);
  await checkPage(page, 'award');
  awardPage = page.url();
  assert.ok(await page.getByAltText('The badge “Bicycle repair”').isVisible());
});

test('the mail leads a stranger to the badge, its checks and its files', async () => {
  mailLink = await journey.linkInMail(page, platform.origin);
  await checkPage(page, 'mail in the outbox');
  assert.ok(mailLink, 'the mail holds one link');
  const stranger = await openPage(browser);
  const answer = await stranger.goto(mailLink);
  assert.equal(answer.headers()['referrer-policy'], 'no-referrer');
  assert.match(answer.headers()['x-robots-tag'] ?? '', /noindex/);
  await stranger.getByRole('heading', { level: 1, name: journey.badge.name }).waitFor();
  const main = await stranger.getByRole('main').innerText();
  for (const said of [journey.people.recipient.name, 'Werkplaats Noord', journey.badge.narrative, 'three hubs', 'Genuine']) {
    assert.ok(main.includes(said), `the page says “${said}”`);
  }
  assert.ok(!main.includes(journey.people.recipient.email), 'the page does not show the address');
  assert.equal(await stranger.locator('meta[property^="og:"]').count(), 0, 'no Open Graph tags on a mail link');
  await checkPage(stranger, 'recipient');
  const forms = [['Download', 'png'], ['SVG drawing', 'svg'], ['JSON data', 'json'], ['JWT', 'jwt'], ['JWT (RS256)', 'rs256.jwt']];
  for (const [name, kind] of forms) {
    if (kind === 'svg') await stranger.getByText('For other programs').click();
    const [download] = await Promise.all([stranger.waitForEvent('download'), stranger.getByRole('link', { name, exact: true }).click()]);
    await download.saveAs(file(`badge.${kind}`));
  }
  await stranger.context().close();
});

test('every file holds the same signed bytes', async () => {
  const signed = await fs.readFile(file('badge.json'), 'utf8');
  for (const kind of ['png', 'svg']) {
    const { code, stdout } = await accolade('unbake', file(`badge.${kind}`));
    assert.equal(code, 0);
    assert.equal(stdout, signed, kind);
  }
});

test('other people’s software verifies what was issued, and refuses it with one character changed', async t => {
  if (!outsiders) return t.skip(await absent());
  for (const kind of ['png', 'svg']) await fs.writeFile(file(`${kind}.json`), (await accolade('unbake', file(`badge.${kind}`))).stdout);
  await outsiders.expect('valid', file('badge.json'), file('png.json'), file('svg.json'), file('badge.jwt'), file('badge.rs256.jwt'));
  const signed = await fs.readFile(file('badge.json'), 'utf8');
  await fs.writeFile(file('tampered.json'), signed.replace('Bicycle repair', 'Bicycle repaid'));
  await outsiders.expect('invalid', file('tampered.json'));
});

test('the validator of 2.0 accepts what is hosted and what is baked, until it is revoked', async t => {
  if (!outsiders) return t.skip(await absent());
  await journey.createGuild(page, platform.origin);
  await journey.createBadge(page);
  await journey.award(page);
  const files = page.locator('a[href$="/badge-2.0.json"]');
  const address = new URL(await files.first().getAttribute('href'), platform.origin).href;
  const { id } = await (await page.request.get(address)).json();
  // Not the SVG: of any with an address in it that validator makes bytes, which it then cannot read.
  const picture = file('badge-2.0.png');
  await fs.writeFile(picture, await (await page.request.get(address.replace(/json$/, 'png'))).body());
  await outsiders.expectV2('valid', journey.people.recipient.email, id, picture);
  await outsiders.expectV2('invalid', 'somebody@example.org', id);
  await journey.revoke(page, 'Awarded by mistake.');
  await outsiders.expectV2('invalid', journey.people.recipient.email, id);
});

test('a share link shows the badge with its tags, until sharing ends', async () => {
  const recipient = await openPage(browser);
  await recipient.goto(mailLink);
  await recipient.getByRole('button', { name: 'Share' }).click();
  const link = await recipient.getByLabel('Link to share').inputValue();
  await checkPage(recipient, 'shared, as the recipient sees it');
  const linkedIn = new URL(await recipient.getByRole('link', { name: 'Add to LinkedIn' }).getAttribute('href'));
  assert.equal(linkedIn.searchParams.get('name'), journey.badge.name);
  assert.equal(linkedIn.searchParams.get('certUrl'), link);

  const employer = await openPage(browser);
  await employer.goto(link);
  await employer.getByText('Genuine').first().waitFor();
  assert.equal(await employer.locator('meta[property="og:title"]').count(), 1);
  await checkPage(employer, 'shared');

  await recipient.getByRole('link', { name: 'End sharing' }).click();
  await recipient.getByRole('link', { name: 'Keep sharing' }).waitFor();
  await checkPage(recipient, 'end sharing?');
  await recipient.getByRole('button', { name: 'End sharing' }).click();
  await recipient.getByText('Sharing is ended').waitFor();
  const ended = await employer.goto(link);
  assert.equal(ended.status(), 410);
  assert.ok(!(await employer.content()).includes(journey.people.recipient.name), 'nothing is left of the person');
  await checkPage(employer, 'no longer shared');
  await recipient.context().close();
  await employer.context().close();
});

test('of two files that are dropped at once the one that is named is checked', async () => {
  const employer = await openPage(browser);
  await employer.goto(`${platform.origin}/verify`);
  const badge = await fs.readFile(file('badge.json'), 'utf8');
  const dropped = await employer.evaluateHandle(text => {
    const files = new DataTransfer();
    for (const [name, content] of [['badge.json', text], ['other.txt', 'nothing']]) files.items.add(new File([content], name));
    return files;
  }, badge);
  await employer.dispatchEvent('.drop', 'drop', { dataTransfer: dropped });
  await employer.getByText('badge.json').waitFor();
  await employer.getByRole('button', { name: 'Check this badge' }).click();
  await employer.getByRole('heading', { level: 1, name: journey.badge.name }).waitFor();
  await employer.context().close();
});

test('a second award to the same person asks back, and every fault can be followed', async () => {
  await page.goto(`${platform.origin}/home`);
  await page.getByRole('main').getByRole('link', { name: 'Werkplaats Noord' }).click();
  await page.getByRole('main').getByRole('link', { name: journey.badge.name }).click();
  await page.getByRole('link', { name: 'Award this badge' }).click();
  await page.getByLabel('Name', { exact: true }).fill(journey.people.recipient.name);
  await page.getByLabel('E-mail address').fill(journey.people.recipient.email);
  await page.getByRole('button', { name: 'Award this badge' }).click();
  await page.getByRole('link', { name: 'Award again' }).waitFor();
  await checkPage(page, 'award again?');
});

test('the verify page reads a dropped file, pasted text and an address, and says who signed', async () => {
  const employer = await openPage(browser);
  const verify = async fill => {
    await employer.goto(`${platform.origin}/verify`);
    await fill();
    await employer.getByRole('button', { name: 'Check this badge' }).click();
    await employer.getByText('What was checked').waitFor();
    return employer.getByRole('main').innerText();
  };
  await employer.goto(`${platform.origin}/verify`);
  await checkPage(employer, 'verify');
  const dropped = await verify(() => employer.getByLabel('Drop the badge here or pick the file').setInputFiles(file('badge.png')));
  assert.match(dropped, /Valid/);
  await checkPage(employer, 'report');
  const text = await fs.readFile(file('badge.json'), 'utf8');
  const paste = words => async () => {
    await employer.getByText('Paste the text of a badge').click();
    await employer.getByLabel('Text of the badge').fill(words);
  };
  assert.match(await verify(paste(text)), /Valid/);
  const tampered = await verify(paste(text.replace('Bicycle repair', 'Bicycle repaid')));
  assert.match(tampered, /Not valid/);
  assert.ok(!tampered.includes('Bicycle repaid'), 'what is not proved is not shown');
  await checkPage(employer, 'report of a tampered badge');
  await employer.context().close();
});

test('the command line gives the same verdicts', async () => {
  const origin = ['--allow-origin', platform.origin];
  assert.equal((await accolade('verify', ...origin, file('badge.svg'))).code, 0);
  const wrong = await accolade('--json', 'verify', ...origin, '--recipient', 'someone@example.org', file('badge.png'));
  assert.equal(wrong.code, 1);
  assert.equal(JSON.parse(wrong.stdout).reason, 'not_recipient');
});

test('a revoked award says so everywhere, with the reason', async t => {
  const reason = 'Awarded to the wrong person.';
  await page.goto(awardPage);
  await journey.revoke(page, reason);
  await checkPage(page, 'revoked award');
  const recipient = await openPage(browser);
  await recipient.goto(mailLink);
  await recipient.getByText('This badge was revoked').waitFor();
  assert.ok((await recipient.getByRole('main').innerText()).includes(reason));
  await checkPage(recipient, 'recipient, revoked');
  const { code, stdout } = await accolade('--json', 'verify', '--allow-origin', platform.origin, file('badge.png'));
  assert.equal(code, 1);
  assert.equal(JSON.parse(stdout).reason, 'revoked');
  if (outsiders) await outsiders.expect('revoked', file('badge.json'), file('badge.rs256.jwt'));
  else t.diagnostic(await absent());
});

test('the remaining pages are accessible', async () => {
  const visitor = await openPage(browser);
  for (const address of ['/', '/sign-in', '/style', '/licences', '/nothing-here']) {
    await visitor.goto(platform.origin + address);
    await checkPage(visitor, address);
  }
  await page.goto(`${platform.origin}/home`);
  await checkPage(page, 'home');
  await page.getByRole('main').getByRole('link', { name: 'Werkplaats Noord' }).click();
  await checkPage(page, 'badges of the issuer');
  for (const name of ['Awards', 'Settings', 'Public page']) {
    await page.getByRole('link', { name, exact: true }).first().click();
    await checkPage(page, name);
  }
});
