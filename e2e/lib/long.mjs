// What people really call things: names without a gap, long addresses, and both together, on every page that shows them.
const unbroken = 'Landesfortbildungsakademieverwaltungszweigstelle';
const texts = {
  issuer: `${unbroken} Nordrhein-Westfalen`,
  website: 'https://www.hogeschool-rotterdam.example/opleidingen/bachelor/informatica/minors/informatiebeveiliging',
  contact: `${unbroken.toLowerCase()}@hogeschool-rotterdam.example`,
  badge: 'Donaudampfschifffahrtsgesellschaftskapitänspatent',
  description: `Steers, anchors and keeps the books of a ${unbroken} without help.`,
  person: 'Wolfeschlegelsteinhausenbergerdorff Krankenversicherungsgesellschaft',
  email: 'wolfeschlegelsteinhausenbergerdorff.hubert@krankenversicherungsgesellschaft.example',
  evidence: 'https://www.hogeschool-rotterdam.example/studenten/portfolio/2026/informatica/eindopdracht-beveiliging',
};

// From the page of a new issuer on, as somebody who is signed in.
export async function visitLong(page, origin, see) {
  const button = name => page.getByRole('button', { name }).click();
  await page.goto(`${origin}/issuers/new`);
  await page.getByLabel('Name of the issuer').fill(texts.issuer);
  await page.getByLabel('What the issuer does').fill(texts.description);
  await page.getByLabel('Website').fill(texts.website);
  await page.getByLabel('Contact address').fill(texts.contact);
  await page.getByLabel('Time zone').fill('Europe/Amsterdam');
  await button('Create the issuer');
  await page.getByLabel('Name of the badge').fill(texts.badge);
  await page.getByLabel('Description').fill(texts.description);
  await page.getByLabel('How it is earned').fill(`${texts.description}\n\n- ${texts.website}`);
  await page.getByLabel('Tags').fill(unbroken);
  await see('long-badge-new');
  await button('Create the badge');
  await page.getByLabel('Name', { exact: true }).fill(texts.person);
  await page.getByLabel('E-mail address').fill(texts.email);
  await page.getByLabel('What this person did').fill(texts.description);
  await page.getByLabel('Evidence').fill(texts.evidence);
  await see('long-award-new');
  await button('Award this badge');
  await page.getByRole('heading', { level: 1, name: texts.badge }).waitFor();
  await see('long-award');
  const [manage, issuer] = page.url().match(/^.*\/manage\/([^/]+)/);
  const link = new URL(await page.locator('a[href^="/m/"]').first().getAttribute('href'), origin).href.replace(/(\/m\/[^/]+).*/, '$1');
  for (const [name, path] of [['long-home', '/home'], ['long-outbox', '/outbox'], ['long-issuer', `/issuers/${issuer}`]]) {
    await page.goto(origin + path);
    await see(name);
  }
  for (const [name, path] of [['long-badges', ''], ['long-awards', '/awards'], ['long-endorsements', '/endorsements'], ['long-settings', '/settings']]) {
    await page.goto(manage + path);
    await see(name);
  }
  await page.goto(manage);
  await page.getByRole('main').getByRole('link', { name: texts.badge }).click();
  await see('long-badge-managed');
  await page.goto(`${origin}/issuers/${issuer}`);
  await page.getByRole('main').getByRole('link', { name: texts.badge }).click();
  await see('long-achievement');

  await page.goto(link);
  await button('Share');
  await see('long-recipient');
  await page.getByRole('link', { name: 'End sharing' }).click();
  await see('long-share-end');
  await page.goto(link);
  const shared = await page.getByLabel('Link to share').inputValue();
  await page.goto(shared);
  await see('long-shared');
  for (const file of ['badge.json', 'badge-2.0.json']) {
    await page.goto(`${origin}/verify`);
    await page.getByLabel('or its address').fill(`${shared}/${file}`);
    await button('Check this badge');
    await page.getByText('What was checked').waitFor();
    await see(`long-report-${file}`);
  }
}
