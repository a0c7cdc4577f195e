import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as library from '../../main/webapp/client/parley.js';

const declared = readFileSync(new URL('../../main/webapp/client/parley.d.ts', import.meta.url), 'utf8');

/** Names of the members that a declaration of a class or interface lists. */
function members(name) {
  const [, body] = new RegExp(`export (?:class|interface) ${name}[^{]*\\{\\n([\\s\\S]*?)\\n\\}`).exec(declared);
  const names = body.matchAll(/^ {2}(?:static |readonly |get )*(\w+)\??[<(:]/gm);
  return [...names].map(([, member]) => member).filter((member) => member !== 'constructor').sort();
}

const own = (thing) => Object.getOwnPropertyNames(thing).filter((name) => name !== 'constructor' && name !== 'prototype');

test('what is declared is exported, and nothing else', () => {
  const values = [...declared.matchAll(/^export (?:class|const) (\w+)/gm)].map(([, name]) => name);
  assert.deepEqual(values.sort(), Object.keys(library).sort());
});

test('what is declared of a client it has, and nothing else', () => {
  const client = new library.Parley('http://127.0.0.1/');
  const statics = own(library.Parley).filter((name) => typeof library.Parley[name] === 'function');
  assert.deepEqual(members('Parley'), [...own(library.Parley.prototype), ...own(client), ...statics, 'on'].sort());
});

test('what is declared of the outbox and the API they have', () => {
  const client = new library.Parley('http://127.0.0.1/');
  for (const name of members('Outbox')) assert.ok(name in client.outbox, name);
  for (const name of members('Api')) assert.ok(name in client.api, name);
});

test('what is declared of a problem it has', () => {
  const problem = new library.Problem({ code: 'rate-limited', retry: 5 });
  for (const name of ['code', 'retry', 'retryable', 'document']) assert.ok(name in problem, name);
  assert.deepEqual({ ...problem.document() }, { code: 'rate-limited', retry: 5, message: 'rate-limited' });
});
