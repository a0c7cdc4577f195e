import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const ROOT = new URL('../../main/webapp/', import.meta.url);
const PAGES = ['index.html', ...readdirSync(new URL('lab/', ROOT)).map((name) => `lab/${name}`)];

test('every page is loaded again in the same way when something of it got lost', () => {
  const scripts = PAGES.map((page) => readFileSync(new URL(page, ROOT), 'utf8').match(/<script>.*?<\/script>|<p id="incomplete".*?<\/p>/gs));
  assert.equal(scripts[0].length, 2);
  scripts.forEach((script, i) => assert.deepEqual(script, scripts[0], PAGES[i]));
});
