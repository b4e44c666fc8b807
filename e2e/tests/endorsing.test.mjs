// Endorse → accept → shown → award → the report names the endorsement; withdrawn → no page shows it. With axe on every page.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { checkPage, launch, openPage } from '../lib/browser.mjs';
import * as journey from '../lib/journey.mjs';
import { absent, setUpOutsiders } from '../lib/outsiders.mjs';
import { accolade, startPlatform } from '../lib/platform.mjs';

let platform, browser, page, folder, outsiders, badgePage;
const file = name => path.join(folder, name);

before(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'accolade-endorsing-'));
  platform = await startPlatform();
  browser = await launch();
  page = await openPage(browser);
  if (!(await absent())) outsiders = await setUpOutsiders();
  await journey.everything(page, platform.origin);
});

after(async () => {
  await browser?.close();
  await platform?.stop();
  await outsiders?.remove();
  await fs.rm(folder, { recursive: true, force: true });
});

test('an issuer endorses the badge of another, which accepts it', async () => {
  await journey.createGuild(page, platform.origin);
  badgePage = await journey.publicBadge(page, platform.origin);
  await checkPage(page, 'public page of a badge');
  await journey.endorse(page, see => checkPage(page, see));
  await checkPage(page, 'endorsements given');
  await journey.acceptEndorsement(page, platform.origin, see => checkPage(page, see));
  const stranger = await openPage(browser);
  await stranger.goto(badgePage);
  await stranger.getByRole('heading', { name: 'Endorsed by' }).waitFor();
  await checkPage(stranger, 'endorsed badge');
  await stranger.getByRole('link', { name: 'the signed words' }).click();
  await stranger.getByRole('heading', { level: 1, name: 'Endorsement of' }).waitFor();
  await checkPage(stranger, 'endorsement');
  const [download] = await Promise.all([stranger.waitForEvent('download'), stranger.getByRole('link', { name: 'JSON data' }).click()]);
  await download.saveAs(file('endorsement.json'));
  await stranger.getByRole('button', { name: 'Check the signature' }).click();
  await stranger.getByText('What was checked').waitFor();
  await checkPage(stranger, 'report on an endorsement');
  await stranger.context().close();
});

test('an award made after that carries it, and every verifier still calls it valid', async t => {
  await page.goto(`${platform.origin}/home`);
  await page.getByRole('main').getByRole('link', { name: 'Werkplaats Noord' }).click();
  await page.getByRole('main').getByRole('link', { name: journey.badge.name }).click();
  await page.getByRole('heading', { level: 1, name: journey.badge.name }).waitFor();
  await page.goto(`${page.url()}/award`);
  await journey.award(page, { name: 'Tom de Wit', email: 'tom@example.org' });
  await page.getByText('For other programs').click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'JSON data', exact: true }).first().click()]);
  await download.saveAs(file('badge.json'));
  const older = new URL(await page.locator('a[href$="/badge-2.0.json"]').first().getAttribute('href'), platform.origin).href;
  const signed = JSON.parse(await fs.readFile(file('badge.json'), 'utf8'));
  assert.equal(signed.credentialSubject.achievement.endorsement[0].issuer.name, journey.guild.name);

  await page.goto(`${platform.origin}/verify`);
  await page.locator('input[type=file]').setInputFiles(file('badge.json'));
  await page.getByRole('button', { name: 'Check this badge' }).click();
  await page.getByText('What was checked').waitFor();
  await page.getByText('Endorsements', { exact: true }).first().waitFor();
  const said = await page.getByRole('main').innerText();
  assert.match(said, /endorsement/i, 'the report names the endorsement');
  const { stdout } = await accolade('--json', 'verify', '--allow-origin', platform.origin, file('badge.json'));
  const [part] = JSON.parse(stdout).endorsements;
  assert.deepEqual([part.pointer, part.report.verdict], ['/credentialSubject/achievement/endorsement/0', 'valid']);
  const { id } = await (await page.request.get(older)).json();
  const hosted = JSON.parse((await accolade('--json', 'verify', '--allow-origin', platform.origin, id)).stdout).endorsements;
  assert.deepEqual(hosted.map(({ report }) => report.verdict), ['valid'], 'in 2.0 too');
  if (!outsiders) return t.skip(await absent());
  await outsiders.expect('valid', file('badge.json'));
  await outsiders.expectV2('valid', 'tom@example.org', id);
});

test('what is withdrawn is shown no more, and its own page says so', async () => {
  await page.goto(`${platform.origin}/home`);
  await page.getByRole('main').getByRole('link', { name: journey.guild.name }).click();
  await page.getByRole('link', { name: 'Endorsements' }).click();
  await page.getByRole('link', { name: 'Withdraw' }).click();
  await checkPage(page, 'withdrawing');
  await page.getByRole('button', { name: 'Withdraw this endorsement' }).click();
  await page.getByText('withdrawn').waitFor();
  await page.getByRole('link', { name: 'the signed words' }).click();
  await page.getByText('It no longer counts.').waitFor();
  await page.goto(badgePage);
  assert.equal(await page.getByText('Endorsed by').count(), 0);
  assert.equal(await page.getByText(journey.guild.name).count(), 0);
});
