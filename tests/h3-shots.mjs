import { chromium } from 'playwright-core';
const [address, out, theme='light'] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu'] });
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: theme, reducedMotion: 'reduce', locale: 'en-IN' });
const page = await context.newPage();
page.on('console', (m) => m.type()==='error' && console.log('console:', m.text()));
page.on('pageerror', (e) => console.log('pageerror', e.stack));
await page.goto(address);
await page.getByRole('link', { name: 'Customers' }).first().waitFor();
const clean = () => page.evaluate(() => { const w = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); for (let n = w.nextNode(); n; n = w.nextNode()) n.data = n.data.replace('/tmp/h3-shots/co/stick', '/media/asha/Stick').replace('/tmp/h3-shots/co', '/home/asha/Documents/Throughline'); });
const shot = async (name) => { await page.waitForTimeout(900); await clean(); await page.screenshot({ path: `${out}/${name}-${theme}.png` }); };
const at = async (hash) => { await page.evaluate((h) => { location.hash = h; }, hash); };
await at('#/settings/backups');
if (theme === 'light') {
  await page.getByRole('textbox', { name: 'Folder' }).fill('/tmp/h3-shots/co/stick');
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await page.getByRole('button', { name: 'Stop copying' }).waitFor();
  await page.getByRole('button', { name: 'Back up now' }).click();
  await page.getByText('Newest copy:').waitFor();
  await page.getByRole('button', { name: 'Test restore' }).first().click();
  await page.getByText('This backup can be restored').waitFor({ timeout: 60000 });
  await shot('trial');
  await page.keyboard.press('Escape');
  await page.waitForTimeout(9000);
}
await shot('backups');
for (const [name, hash] of [['home','#/home'],['inbox','#/inbox'],['settings-numbers','#/settings/numbers'],['settings-users','#/settings/users'],['settings-branch','#/settings/branch']]) { await at(hash); await shot(name); }
await at('#/settings/numbers');
await page.getByRole('button', { name: /Customers: how/ }).click();
await shot('number-dialog');
await page.keyboard.press('Escape');
await at('#/settings/users');
await page.getByRole('button', { name: /Change the rights of Sales/ }).click();
await shot('set');
await page.keyboard.press('Escape');
await page.getByRole('button', { name: /is working/ }).click();
await shot('who');
await page.getByRole('menuitem', { name: 'Rohan Patil' }).click();
await page.waitForTimeout(1500);
for (const [name, hash] of [['sales-start',''],['sales-deals','#/deals'],['sales-customers','#/customers'],['sales-invoices','#/invoices'],['sales-estimates','#/estimates'],['sales-catalogue','#/catalogue'],['sales-settings','#/settings/branch'],['sales-backups','#/settings/backups'],['sales-payments','#/payments']]) { if (hash) await at(hash); await shot(name); }
await page.getByRole('button', { name: /is working/ }).click();
await page.getByRole('menuitem', { name: 'Kabir Shah' }).click();
await page.waitForTimeout(1500);
for (const [name, hash] of [['viewer-start',''],['viewer-deals','#/deals'],['viewer-leads','#/leads'],['viewer-inbox','#/inbox']]) { if (hash) await at(hash); await shot(name); }
await page.getByRole('button', { name: /is working/ }).click();
await page.getByRole('menuitem', { name: /Asha/ }).click();
await page.waitForTimeout(500);
await browser.close();
