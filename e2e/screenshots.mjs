// Pictures of all main pages: node screenshots.mjs FOLDER [README-FOLDER]
import fs from 'node:fs/promises';
import path from 'node:path';
import { launch, openPage } from './lib/browser.mjs';
import { startPlatform } from './lib/platform.mjs';
import { visitLong } from './lib/long.mjs';
import { visitAll } from './lib/tour.mjs';

const [folder, readme] = process.argv.slice(2);
await fs.rm(folder, { recursive: true, force: true });
await fs.mkdir(folder, { recursive: true });
const platform = await startPlatform({}, 8080);
const browser = await launch();
try {
  const page = await openPage(browser);
  const see = async name => {
    for (const [width, height] of [[1200, 900], [360, 780]]) {
      await page.setViewportSize({ width, height });
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.waitForLoadState('networkidle');
        await page.evaluate(() => scrollTo(0, 0));
        await page.screenshot({ path: path.join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      }
    }
    await page.setViewportSize({ width: 1200, height: 900 });
    await page.emulateMedia({ colorScheme: 'light' });
  };
  await visitAll(page, platform.origin, see);
  await visitLong(page, platform.origin, see);
  if (readme) {
    await fs.mkdir(readme, { recursive: true });
    const pictures = { badge: 'badge-1200-light', design: 'badge-new-1200-light', verify: 'report-1200-light', phone: 'badge-360-dark' };
    for (const [name, from] of Object.entries(pictures)) await fs.copyFile(path.join(folder, `${from}.png`), path.join(readme, `${name}.png`));
  }
} finally {
  await browser.close();
  await platform.stop();
}
