// The main journey with JavaScript switched off: plain forms carry it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openPage } from '../lib/browser.mjs';
import * as journey from '../lib/journey.mjs';
import { startPlatform } from '../lib/platform.mjs';

let platform, browser;

before(async () => {
  platform = await startPlatform();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await platform?.stop();
});

test('the main journey needs no JavaScript', async () => {
  const page = await openPage(browser, { javaScriptEnabled: false });
  await journey.everything(page, platform.origin);
  const awarded = page.url();
  const link = await journey.linkInMail(page, platform.origin);
  await page.goto(link);
  await page.getByRole('button', { name: 'Share' }).click();
  assert.match(await page.getByLabel('Link to share').inputValue(), /\/s\/[\w-]+$/);
  await page.goto(awarded);
  await journey.revoke(page, 'The test is over.');
  await page.goto(`${platform.origin}/verify`);
  await page.getByLabel('or its address').fill(`${link}/badge.json`);
  await page.getByRole('button', { name: 'Check this badge' }).click();
  await page.getByText('What was checked').waitFor();
  assert.match(await page.getByRole('main').innerText(), /Revoked|revoked/);
});
