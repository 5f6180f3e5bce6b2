import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { openBrowser, Person } from './browser.fixture.js';
import { DossierDesk } from './dossier-desk.js';
import { OfficersByApi } from './officers-by-api.js';
import { startPlatform, type RunningPlatform } from './platform.fixture.js';
import { startPortalStandIn } from './portal-stand-in.fixture.js';

const [desk, chairman] = ['tiepnhan.baclieu', 'chutich.baclieu'];

interface AtPortal {
  dossierId: string;
  number: string;
  procedure: { code: string };
}

describe('the national portal, in a real browser', () => {
  let portal: Awaited<ReturnType<typeof startPortalStandIn>>;
  let platform: RunningPlatform;
  let browser: Browser;
  let api: OfficersByApi;
  let businesses: AtPortal[];

  before(async () => {
    portal = await startPortalStandIn();
    [platform, browser] = await Promise.all([startPlatform(portal.settings), openBrowser()]);
    api = new OfficersByApi(platform.url);
    businesses = await takenIn();
  });
  after(async () => {
    await api.close();
    await browser.close();
    assert.equal(await platform.stop(), 0);
    await portal.stop();
  });

  /** The three registrations of businesses that were handed in at the portal. */
  async function takenIn(): Promise<AtPortal[]> {
    for (let look = 0; look < 200; look += 1) {
      const all = await api.get<{ items: AtPortal[] }>(chairman, '/api/dossier/v1/national-portal/dossiers?limit=100');
      const some = all?.items.filter(({ procedure }) => procedure.code === '1.001612') ?? [];
      if (some.length === 3) return some;
      await sleep(100);
    }
    throw new Error('the dossiers of the portal did not come in');
  }

  async function accept({ dossierId }: AtPortal): Promise<void> {
    const { version } = await api.read(desk, dossierId);
    await api.post(desk, `/api/dossier/v1/dossiers/${dossierId}/accept`, {}, version);
  }

  async function askForMore({ dossierId }: AtPortal): Promise<void> {
    const { version } = await api.read(desk, dossierId);
    const input = { items: [{ componentCode: 'minutes', note: 'Thiếu chữ ký.' }], reason: 'Biên bản chưa đủ.' };
    await api.post(desk, `/api/dossier/v1/dossiers/${dossierId}/supplement`, input, version);
  }

  it('a state that the portal refused is sent again by a leader, and then the two are in step', async () => {
    const [one] = businesses;
    assert.ok(one);
    await portal.behave({ refuse: [one.number] });
    await accept(one);
    const leader = await Person.at(browser, platform.url);
    const { page } = leader;
    await leader.signIn(chairman);
    await leader.open('/national-portal?filter=refused');
    const row = page.getByRole('row').filter({ hasText: one.number });
    await row.getByText('Cổng từ chối').waitFor({ timeout: 30_000 });
    await row.getByText(/not allowed here/).waitFor();
    await leader.checkAccessibility('what the portal refused');
    await portal.behave({});
    await row.getByRole('button', { name: `Gửi lại hồ sơ ${one.number}` }).click();
    await page.getByText('Đang gửi lại 1 hồ sơ.').first().waitFor();
    await page
      .getByRole('navigation', { name: 'Lọc hồ sơ' })
      .getByRole('link', { name: /^Tất cả/ })
      .click();
    await row.getByText('Khớp').waitFor({ timeout: 30_000 });
    await row.getByText(/^2\. /).first().waitFor();
    await leader.leave();
  });

  it('a supplement that was given at the portal stands on the officer’s page, with its paper', async () => {
    const one = businesses[1];
    assert.ok(one);
    await accept(one);
    await askForMore(one);
    const file = { name: 'Biên bản họp.pdf', mediaType: 'application/pdf', base64: pdf };
    const number = await portal.giveMore({
      ...{ dossierNumber: one.number, kind: 'supplement', note: 'Tôi gửi lại biên bản đủ chữ ký.' },
      components: [{ code: 'minutes', files: [file] }],
    });
    await until(async () => JSON.stringify(await api.read(chairman, one.dossierId)).includes(file.name));
    const officer = await DossierDesk.open(browser, platform.url, 'chuyenvien.baclieu', one.dossierId);
    await officer.openTab('Giấy tờ');
    await officer.shows(file.name);
    await officer.openTab('Diễn biến');
    await officer.shows('Đã bổ sung hồ sơ', `Bổ sung trên Cổng Dịch vụ công quốc gia, số ${number}`);
    await officer.check('a supplement that came from the portal');
    await officer.leave();
  });

  it('a withdrawal that cannot be is shown to who oversees it, with the reason', async () => {
    const one = businesses[2];
    assert.ok(one);
    const { version } = await api.read(desk, one.dossierId);
    await api.post(desk, `/api/dossier/v1/dossiers/${one.dossierId}/reject`, { reason: 'Không đúng nơi' }, version);
    const number = await portal.giveMore({ dossierNumber: one.number, kind: 'withdrawal' });
    const leader = await Person.at(browser, platform.url, { width: 360 });
    await leader.signIn(chairman);
    await leader.open('/national-portal');
    const section = leader.page.getByRole('region', { name: 'Bổ sung và rút hồ sơ không nhận được' });
    await section.getByText(number).waitFor({ timeout: 40_000 });
    await section.getByText('Hồ sơ đã kết thúc.').waitFor();
    await leader.checkAccessibility('what was not taken, at 360 px');
    await leader.leave();
  });
});

const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
).toString('base64');

async function until(look: () => Promise<boolean>): Promise<void> {
  for (let round = 0; round < 300; round += 1) {
    if (await look()) return;
    await sleep(100);
  }
  throw new Error('It did not happen in time');
}
