// The steps of the main journey, as a person takes them: by labels and buttons, not by addresses.
import assert from 'node:assert/strict';

export const people = {
  owner: { name: 'Noor Visser', email: 'noor@workshop.example', password: 'seven wheels and a bell' },
  recipient: { name: 'Mila Janssen', email: 'mila@example.org' },
};

export const badge = {
  name: 'Bicycle repair',
  description: 'Strips, services and rebuilds hubs, brakes and drivetrains of city bicycles without help.',
  criteria: 'Rebuild **three hubs** under observation.\n\n- diagnose five unknown faults\n- pass a conversation with two assessors',
  narrative: 'Rebuilt three hubs and explained each step to a customer.',
  evidence: 'https://example.org/evidence/hub',
};

export const guild = { name: 'Gilde van fietsmakers', words: 'We hire people with this badge **without** a trial day: they can do what it says.' };

export async function setUp(page, origin) {
  await page.goto(origin);
  await page.getByLabel('Your name').fill(people.owner.name);
  await page.getByLabel('E-mail address').fill(people.owner.email);
  await page.getByLabel('Password').fill(people.owner.password);
  await page.getByLabel('Name', { exact: true }).fill('Badges of the workshop');
  await page.getByRole('button', { name: 'Create the account' }).click();
  await page.getByRole('heading', { name: 'Who awards the badges?' }).waitFor();
}

export async function createIssuer(page) {
  await page.getByLabel('Name of the issuer').fill('Werkplaats Noord');
  await page.getByLabel('What the issuer does').fill('A repair workshop where people learn from each other.');
  await page.getByLabel('Website').fill('https://workshop.example');
  await page.getByLabel('Contact address').fill('office@workshop.example');
  await page.getByLabel('Time zone').fill('Europe/Amsterdam');
  await page.getByRole('button', { name: 'Create the issuer' }).click();
  await page.getByRole('heading', { name: 'New badge' }).waitFor();
}

export async function describeBadge(page) {
  await page.getByLabel('Name of the badge').fill(badge.name);
  await page.getByLabel('Description').fill(badge.description);
  await page.getByLabel('How it is earned').fill(badge.criteria);
  await page.getByLabel('Tags').fill('bicycles, repair');
  await page.getByLabel('Second line').fill('Level two');
  // The radio buttons lie unseen under their pictures.
  await page.getByRole('radio', { name: 'Bicycle' }).check({ force: true });
}

// Sends the described badge with a picture that is refused; what was typed is still there.
export async function chooseTooLarge(page) {
  await page.getByText('Use a picture of mine').click();
  await page.getByLabel('Drop a picture here').setInputFiles({ name: 'poster.png', mimeType: 'image/png', buffer: Buffer.alloc(12 << 20) });
  await page.getByRole('button', { name: 'Create the badge' }).click();
  await page.getByRole('alert').getByText('too large').waitFor();
  assert.equal(await page.getByLabel('Description').inputValue(), badge.description);
  assert.match(await page.getByLabel('Drop a picture here').getAttribute('aria-describedby'), /^picture-error/);
}

// A badge with a picture of few pixels, drawn here and now.
export async function createSmall(page) {
  await page.getByLabel('Name of the badge').fill('First aid');
  await page.getByLabel('Description').fill('Helps until help comes.');
  await page.getByLabel('How it is earned').fill('A course of two days.');
  await page.getByText('Use a picture of mine').click();
  const drawn = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 100, height: 100 });
    return canvas.toDataURL('image/png').split(',')[1];
  });
  await page.getByLabel('Drop a picture here').setInputFiles({ name: 'small.png', mimeType: 'image/png', buffer: Buffer.from(drawn, 'base64') });
  await page.getByRole('button', { name: 'Create the badge' }).click();
  await page.getByText('The picture is small').waitFor();
}

export async function createBadge(page) {
  await describeBadge(page);
  await page.getByRole('button', { name: 'Create the badge' }).click();
  await page.getByRole('heading', { name: `Award “${badge.name}”` }).waitFor();
}

export async function award(page, recipient = people.recipient) {
  await page.getByLabel('Name', { exact: true }).fill(recipient.name);
  await page.getByLabel('E-mail address').fill(recipient.email);
  await page.getByLabel('What this person did').fill(badge.narrative);
  await page.getByLabel('Evidence').fill(badge.evidence);
  await page.getByRole('button', { name: 'Award this badge' }).click();
  await page.getByRole('heading', { level: 1, name: badge.name }).waitFor();
}

// Opens the newest mail in the outbox and answers the link that is in it.
export async function linkInMail(page, origin) {
  await page.goto(`${origin}/outbox`);
  await page.getByRole('main').getByRole('link').first().click();
  await page.getByText('The mail as plain text').click();
  const text = await page.getByText('See your badge').innerText();
  return text.match(/https?:\/\/\S+\/m\/[\w-]+/)?.[0];
}

export async function everything(page, origin) {
  await setUp(page, origin);
  await createIssuer(page);
  await createBadge(page);
  await award(page);
}

export async function revoke(page, reason) {
  await page.getByRole('link', { name: 'Revoke this award' }).click();
  await page.getByLabel('Reason').fill(reason);
  await page.getByRole('button', { name: 'Revoke this award' }).click();
  await page.getByText(reason).waitFor();
}

// A second issuer of the same person, which can speak of the first.
export async function createGuild(page, origin) {
  await page.goto(`${origin}/issuers/new`);
  await page.getByLabel('Name of the issuer').fill(guild.name);
  await page.getByLabel('Website').fill('https://guild.example');
  await page.getByLabel('Contact address').fill('office@guild.example');
  await page.getByLabel('Time zone').fill('Europe/Amsterdam');
  await page.getByRole('button', { name: 'Create the issuer' }).click();
  await page.getByRole('heading', { name: 'New badge' }).waitFor();
}

// Opens the badge's public page and gives its address.
export async function publicBadge(page, origin) {
  await page.goto(`${origin}/home`);
  await page.getByRole('main').getByRole('link', { name: 'Werkplaats Noord' }).click();
  await page.getByRole('link', { name: 'Public page' }).click();
  await page.getByRole('main').getByRole('link', { name: badge.name }).click();
  await page.getByRole('link', { name: 'Endorse this badge' }).waitFor();
  return page.url();
}

// From the badge's public page to the list of what the guild says of others.
export async function endorse(page, see = () => {}) {
  await page.getByRole('link', { name: 'Endorse this badge' }).click();
  await page.getByLabel('What you say').fill(guild.words);
  await see('endorse');
  await page.getByRole('button', { name: 'Sign and send' }).click();
  await page.getByText('Signed and sent').waitFor();
}

export async function acceptEndorsement(page, origin, see = () => {}) {
  await page.goto(`${origin}/home`);
  await page.getByRole('main').getByRole('link', { name: 'Werkplaats Noord' }).click();
  await page.getByText('One endorsement waits for your answer').waitFor();
  await see('issuer-badges-waiting');
  await page.getByRole('link', { name: 'Accept or decline' }).click();
  await see('endorsements-waiting');
  await page.getByRole('button', { name: 'Accept and show' }).click();
  await page.getByRole('heading', { name: 'Shown on your pages' }).waitFor();
}
