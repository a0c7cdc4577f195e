import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Recent } from '../../main/webapp/client/tabs/recent.js';
import { Tabs } from '../../main/webapp/client/tabs/tabs.js';
import { FakeClock, settled } from './fake-clock.js';

/** Tabs of one user: a channel that carries copies, and an election that is decided by hand. */
class Browser {
  clock = new FakeClock();
  tabs = [];

  open(name, known) {
    const channel = { open: true, postMessage: (message) => this.#carry(channel, structuredClone(message)), close: () => (channel.open = false) };
    const election = { stand: (won, lost) => Object.assign(election, { won, lost }), withdraw: () => (election.out = true), calls: [] };
    for (const call of ['steal', 'hurry', 'rival']) election[call] = () => election.calls.push(call);
    const it = { name, known, channel, election, heard: [] };
    const host = { known: () => it.known, welcome: (theirs) => (it.known === undefined ? null : { from: name, theirs }) };
    it.tabs = new Tabs(channel, election, this.clock, host);
    it.tabs.on('told', ({ type, detail }) => it.heard.push(`${type} ${detail}`));
    it.tabs.on('welcome', ({ from }) => it.heard.push(`welcome ${from}`));
    it.tabs.on('asked', ({ action, args }) => it.heard.push(`asked ${action} ${args}`));
    it.tabs.on('shared', (detail) => it.heard.push(`shared ${detail}`));
    this.tabs.push(it);
    it.tabs.start();
    return it;
  }

  /** It stops: hears nothing, says nothing. */
  freeze(it) {
    it.channel.onmessage = () => {};
    it.channel.postMessage = () => {};
  }

  #carry(from, data) {
    for (const { channel } of this.tabs) if (channel !== from && channel.open) channel.onmessage({ data });
  }
}

function leaderAndFollower() {
  const browser = new Browser();
  const first = browser.open('first', 10);
  first.election.won();
  first.tabs.ready();
  const second = browser.open('second');
  return { browser, first, second };
}

test('a new tab is welcomed, and told what comes', () => {
  const { first, second } = leaderAndFollower();
  first.tabs.tell('batch', 11);
  assert.deepEqual(second.heard, ['welcome first', 'batch 11']);
  assert.deepEqual(first.heard, []);
});

test('a follower asks the leader; all share', () => {
  const { browser, first, second } = leaderAndFollower();
  const third = browser.open('third');
  second.tabs.ask('wake', 1);
  second.tabs.share('note');
  second.tabs.tell('batch', 12);
  assert.deepEqual(first.heard, ['asked wake 1', 'shared note']);
  assert.deepEqual(third.heard, ['welcome first', 'shared note']);
});

test('who missed something joins again', () => {
  const { first, second } = leaderAndFollower();
  const carried = second.channel.onmessage;
  second.channel.onmessage = () => {};
  first.tabs.tell('batch', 11);
  second.channel.onmessage = carried;
  first.tabs.tell('batch', 12);
  assert.deepEqual(second.heard, ['welcome first', 'welcome first']);
  first.tabs.tell('batch', 13);
  assert.deepEqual(second.heard.at(-1), 'batch 13');
});

test('the last thing missed is noticed by the next beat', async () => {
  const { browser, first, second } = leaderAndFollower();
  const carried = second.channel.onmessage;
  second.channel.onmessage = () => {};
  first.tabs.tell('batch', 11);
  second.channel.onmessage = carried;
  await browser.clock.pass(4000);
  assert.deepEqual(second.heard, ['welcome first', 'welcome first']);
});

test('a leader that leaves says so; the others follow the next', () => {
  const { browser, first, second } = leaderAndFollower();
  const third = browser.open('third');
  second.known = third.known = 10;
  first.tabs.stop();
  assert.deepEqual(second.election.calls, ['hurry']);
  second.election.won();
  second.tabs.ready();
  second.tabs.tell('batch', 11);
  assert.deepEqual(third.heard, ['welcome first', 'welcome second', 'batch 11']);
});

test('a frozen leader is replaced, and follows when it wakes', async () => {
  const { browser, first, second } = leaderAndFollower();
  const { onmessage } = first.channel;
  const { postMessage } = first.channel;
  browser.freeze(first);
  await browser.clock.pass(10_000 + 2 * 2000);
  assert.deepEqual(second.election.calls, ['steal']);
  second.known = 10;
  second.election.won();
  second.tabs.ready();
  Object.assign(first.channel, { onmessage, postMessage });
  let follows = false;
  first.tabs.on('follow', () => (follows = true));
  first.election.lost();
  assert.equal(follows, true);
  assert.equal(first.tabs.leads, false);
  assert.deepEqual(first.heard, ['welcome second']);
});

test('a frozen leader that goes on answering is replaced too', async () => {
  const { browser, first, second } = leaderAndFollower();
  const { postMessage } = first.channel;
  first.channel.postMessage = (message) => message.type === 'welcome' && postMessage(message);
  await browser.clock.pass(10_000 + 10_000);
  assert.deepEqual(second.election.calls, ['steal']);
  const third = browser.open('third');
  await browser.clock.pass(10_000);
  assert.deepEqual(third.heard, ['welcome first']);
  assert.deepEqual(third.election.calls, ['steal']);
});

test('a new tab does not wait for a leader that does not answer', async () => {
  const browser = new Browser();
  const first = browser.open('first', 10);
  first.election.won();
  browser.freeze(first);
  const second = browser.open('second');
  await browser.clock.pass(4000);
  assert.deepEqual(second.election.calls, ['steal']);
});

test('a leader that is still loading its state is waited for', async () => {
  const browser = new Browser();
  const first = browser.open('first');
  first.election.won();
  const second = browser.open('second');
  await browser.clock.pass(8000);
  assert.deepEqual(second.election.calls, []);
  first.known = 10;
  first.tabs.ready();
  assert.deepEqual(second.heard, ['welcome first']);
});

test('a leader that lives and never has a state is replaced, and again if that did not help', async () => {
  const browser = new Browser();
  const first = browser.open('first');
  first.election.won();
  const second = browser.open('second');
  await browser.clock.pass(31_000);
  assert.deepEqual(second.election.calls, ['steal']);
  await browser.clock.pass(31_000);
  assert.deepEqual(second.election.calls, ['steal', 'steal']);
});

test('a leader that was replaced gives the next one its time, as if it were new', async () => {
  const browser = new Browser();
  const first = browser.open('first');
  await browser.clock.pass(2000);
  first.election.won();
  await browser.clock.pass(1000);
  const second = browser.open('second');
  second.election.won();
  first.election.lost();
  await browser.clock.pass(20_000);
  assert.equal(first.election.calls.includes('steal'), false);
});

test('a lead that could not be taken is reached for again', async () => {
  const { browser, first, second } = leaderAndFollower();
  browser.freeze(first);
  await browser.clock.pass(10_000 + 2 * 2000);
  assert.deepEqual(second.election.calls, ['steal']);
  await browser.clock.pass(10_000 + 2 * 2000);
  assert.deepEqual(second.election.calls, ['steal', 'steal']);
});

test('who leads beside another one says so where it was chosen, at each of its beats', async () => {
  const { browser, first, second } = leaderAndFollower();
  second.known = 10;
  second.election.won();
  await browser.clock.pass(3000);
  first.election.calls.length = second.election.calls.length = 0;
  await browser.clock.pass(4000);
  assert.deepEqual([first.election.calls, second.election.calls], [['rival'], ['rival']]);
});

test('who has left does not lead, even if that was decided while it left', () => {
  const { second } = leaderAndFollower();
  second.tabs.pause();
  second.election.won();
  assert.equal(second.tabs.leads, false);
});

test('a leader that is living is never replaced', async () => {
  const { browser, second } = leaderAndFollower();
  await browser.clock.pass(3_600_000);
  assert.deepEqual(second.election.calls, []);
  assert.deepEqual(second.heard, ['welcome first']);
});

test('the newest events are there for who missed them, as far as they go', () => {
  const recent = new Recent();
  const event = (id) => ({ id });
  assert.equal(recent.since(5), null);
  recent.from(10);
  recent.add([event(11), event(14)]);
  recent.add([event(14), event(15)]);
  assert.deepEqual(recent.since(11), [event(14), event(15)]);
  assert.deepEqual(recent.since(10), [event(11), event(14), event(15)]);
  assert.equal(recent.since(9), null);
  assert.equal(recent.since(16), null, 'newer than they: of another log, or this tab is behind');
  assert.equal(recent.since(undefined), null);
  recent.add(Array.from({ length: 1000 }, (_, i) => event(100 + i)));
  assert.equal(recent.since(14), null);
  assert.equal(recent.since(15).length, 1000);
});
