// Chromium as the tests use it, and the checks that hold on every page.
import assert from 'node:assert/strict';
import AxeBuilder from '@axe-core/playwright';
import { chromium } from 'playwright-core';

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

// A page that fails the test on a script error, a refused resource (CSP) or a request to another host.
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.faults = [];
  page.on('pageerror', error => page.faults.push(`script error: ${error.message}`));
  // Answers of 4xx are part of some journeys, and a preview that is overtaken by a newer one is given up.
  const expected = /status of 4\d\d|^htmx:(sendAbort|afterRequest)/;
  page.on('console', message => { if (message.type() === 'error' && !expected.test(message.text())) page.faults.push(message.text()); });
  page.on('request', request => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== 'localhost') page.faults.push(`asks another host: ${request.url()}`);
  });
  return page;
}

// What must hold on every page that a person visits.
export async function checkPage(page, name) {
  assert.deepEqual(page.faults, [], `${name}: faults`);
  // The frame with a mail runs no script, so axe cannot look into it.
  const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
  const found = violations.map(v => `${v.id}: ${v.help} (${v.nodes.map(node => node.target).join('; ')})`);
  assert.deepEqual(found, [], `${name}: accessibility`);
  await fitsWidth(page, name);
}

export async function fitsWidth(page, name) {
  const [content, view] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(content <= view, `${name}: ${content} px of content in ${view} px`);
}
