// Every main page at 360 and at 320 px: nothing sticks out, and axe finds nothing, light and dark.
import { after, before, test } from 'node:test';
import { checkPage, fitsWidth, launch, openPage } from '../lib/browser.mjs';
import { startPlatform } from '../lib/platform.mjs';
import { visitLong } from '../lib/long.mjs';
import { visitAll } from '../lib/tour.mjs';

let platform, browser, page;

before(async () => {
  platform = await startPlatform();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await platform?.stop();
});

test('the pages fit a phone, light and dark', async () => {
  page = await openPage(browser, { viewport: { width: 360, height: 780 } });
  await visitAll(page, platform.origin, async name => {
    await checkPage(page, `${name} at 360 px`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await checkPage(page, `${name} at 360 px, dark`);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 320, height: 700 });
    await fitsWidth(page, `${name} at 320 px`);
    await page.setViewportSize({ width: 360, height: 780 });
  });
});

test('long names and addresses fit a phone and a screen', async () => {
  await visitLong(page, platform.origin, async name => {
    await checkPage(page, `${name} at 360 px`);
    for (const width of [320, 700, 1280]) {
      await page.setViewportSize({ width, height: 780 });
      await fitsWidth(page, `${name} at ${width} px`);
    }
    await page.setViewportSize({ width: 360, height: 780 });
  });
});
