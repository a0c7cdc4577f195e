/**
 * The client library of Parley: one module, `parley.js`, without dependencies, for browsers and for Node 18 or newer.
 * What goes over the wire is docs/protocol.md; how to use this is docs/client.md.
 */

export type TransportName = 'upgrade' | 'websocket' | 'sse' | 'long-polling' | 'polling';

/** All transports there are, best first. The values are the library's own business. */
export const TRANSPORTS: Readonly<Record<TransportName, unknown>>;

export interface Options {
  /** Those to use at all, best first; default: all. `RangeError` for an unknown name. */
  transports?: TransportName[];
  /** The one to prefer; the others stand in for it. */
  transport?: TransportName;
  /** For `Authorization: Bearer`; sockets get a single-use ticket each time. Without it the browser's cookie speaks. */
  token?: string;
  /** For requests; default: `omit` with a token, else `same-origin`. */
  credentials?: RequestCredentials;
  /** In place of the global one. */
  fetch?: typeof fetch;
  /** In place of the global one: Node below 22 has none. Any with `addEventListener`, `send`, `close`, `readyState`. */
  WebSocket?: unknown;
  /** `memory`: commands are not kept in IndexedDB and do not survive a reload; tabs share nothing then. */
  storage?: 'memory';
  /** `false`: this tab has a line of its own. */
  share?: boolean;
  /** For tests: lets time pass. */
  clock?: Clock;
}

/** All times in ms; `after` gives a function that takes the action back; `random` gives numbers in [0, 1). */
export interface Clock {
  now(): number;
  after(ms: number, action: () => void): () => void;
  random(): number;
}

/** Who one is: what signing in answers, and `api.session()`. `installation` tells servers at one address apart. */
export interface Session {
  user: string;
  name: string;
  admin: boolean;
  installation?: string;
}

export interface Room {
  id: string;
  name: string;
  kind: string;
  history: string;
  members: number;
  since: number;
  read: number;
  unread: number;
  mentions: number;
  head: number;
}

export interface User {
  id: string;
  name: string;
  admin?: boolean;
}

export interface Message {
  id: number;
  from: string;
  /** RFC 3339, UTC. */
  at: string;
  text: string;
  key?: string;
  mentions?: string[];
  room?: string;
}

/** A stretch of a room's messages without holes, up to the newest. `before`: there are older ones. */
export interface Timeline {
  messages: Message[];
  before: boolean;
  loaded: boolean;
}

/** What is known; never changed in place: another state is another object. */
export interface State {
  cursor: string;
  last: number;
  me: User;
  mine: { version: number; read: Record<string, number> };
  now: { v?: number; typing: Record<string, string[] | number>; online: Record<string, string[] | number> };
  rooms: Record<string, Room>;
  users: Record<string, User>;
  /** Those of rooms that were opened. */
  timelines: Record<string, Timeline>;
  /** The log did not reach back to where one was: what came between is not here. Not null until the next fresh state. */
  missed: { cause: 'expired' | 'epoch' | 'ahead'; after: number } | null;
}

/** Why a transport did not work: see docs/client.md. */
export interface Failure {
  name: TransportName;
  reason: string;
  /** Of silence before a cut. */
  seconds?: number;
  status?: number;
  code?: string;
  /** When it is tried again, ms since 1970. */
  until?: number;
}

/** The line; in a tab that follows, that of the tab that leads. `passed`: better transports that did not work. */
export interface Status {
  phase: 'idle' | 'connecting' | 'open' | 'waiting';
  transport?: TransportName;
  reason?: string;
  /** ms since 1970. */
  retryAt?: number;
  passed: Failure[];
}

/** A command as docs/protocol.md has it, without its key, which the library makes. */
export interface Command {
  type: string;
  room?: string;
  [field: string]: unknown;
}

export interface Ack {
  type: 'ack';
  key: string;
  /** Of the event that came of it; none if nothing had to change. */
  id?: number;
  room?: string;
}

/** An event of the log. `type` may be one that this version does not know. */
export interface Event {
  id: number;
  type: string;
  at: string;
  from: string;
  room?: string;
  user?: string;
  [field: string]: unknown;
}

/** A command that is not acked. `failed`: waits for `retry` or `discard`. */
export interface Entry {
  readonly key: string;
  readonly command: Command;
  readonly state: 'pending' | 'sent' | 'failed';
  readonly problem?: Problem;
  readonly at: string;
}

/** One user's commands in order, kept until they are acked; shared by the tabs of a browser. */
export interface Outbox {
  readonly entries: readonly Entry[];
  /** Sends a failed one again, under its key. */
  retry(key: string): void;
  discard(key: string): void;
}

/** Requests outside the line; each is rejected with a `Problem`. */
export interface Api {
  installation(): Promise<{ setup: boolean; allowed: boolean; version: string; limits: Record<string, number>; session?: Session }>;
  /** null: not signed in. */
  session(): Promise<Session | null>;
  signIn(account: { name: string; password: string; token?: boolean }): Promise<Session & { token?: string }>;
  signUp(account: { name: string; password: string; setup?: string; token?: boolean }): Promise<Session & { token?: string }>;
  rooms(): Promise<(Omit<Room, 'since' | 'read' | 'unread' | 'mentions' | 'head'> & { member: boolean })[]>;
  /** At most 100 ids. */
  users(ids: string[]): Promise<User[]>;
  members(room: string, after?: string): Promise<{ members: (User & { online: boolean })[]; more: boolean }>;
  messages(
    room: string,
    query: { before?: number; after?: number; around?: number; limit?: number },
  ): Promise<{ messages: Message[]; users: User[]; before: boolean; after: boolean }>;
  /** What reached the server of a client's attempts to connect, the newest last. */
  attempts(client: string): Promise<{ transport: TransportName; at: string; outcome: string; status?: number; code?: string }[]>;
}

/** A refusal as the server names it (`code`, docs/protocol.md), or what the client itself met: `offline`, `lost`, `foreign-answer`, `discarded`, `superseded`, `unsent-for-long`. */
export class Problem extends Error {
  constructor(document: { code: string; status?: number; detail?: string; message?: string; [extra: string]: unknown });
  code: string;
  status?: number;
  field?: string;
  limit?: number;
  /** ms after which to ask again. */
  retry?: number;
  /** Something before the server answered in its place. */
  foreign?: boolean;
  /** The same command with the same key may be sent again. */
  get retryable(): boolean;
  /** As plain data, from which an equal one can be made. */
  document(): { code: string; message: string };
}

export interface Happenings {
  /** State, status or outbox are other ones. */
  change: undefined;
  /** An event that is new here; each once, in log order. */
  event: Event;
  /** A message that is new here. */
  message: Event;
  /** The log did not reach back to where this client was: what came between is told neither as `event` nor as `message`. */
  missed: NonNullable<State['missed']>;
  /** The session ended, here or elsewhere. Commands are kept for the same user. */
  'signed-out': undefined;
  /** A fault in the conversation that its author should know of. */
  report: { reason: string; code?: number; problem?: Problem };
  /** A command could not be kept in the browser; it is sent from memory. */
  unsaved: unknown;
}

/** A client of one installation, as one signed-in user. Not thread-safe, as nothing in JavaScript has to be. */
export class Parley {
  /** @param url of the installation, with a slash at its end */
  constructor(url: string | URL, options?: Options);

  /** Signs in with name and password, without cookies: a client with a token of its own, not started yet. */
  static signIn(url: string | URL, account: { name: string; password: string }, options?: Options): Promise<Parley>;

  readonly api: Api;
  readonly outbox: Outbox;

  /** null before `start` is done. */
  state(): State | null;
  status(): Status;

  /**
   * Takes the state, opens the line and sends what was left unsent. Rejected with a `Problem`: `not-signed-in`, or the server can't be
   * reached now; it may be called again.
   *
   * @param session if one knows who one is; else the server is asked
   * @returns when there is a state, or when `stop` or another `start` came before
   */
  start(session?: Session): Promise<void>;
  /** Closes the line; what is unsent is kept. */
  stop(): void;
  /** Ends the session, of all tabs. What is unsent is kept for this user, or given up. Rejected if the server can't be told. */
  signOut(options?: { discard?: boolean }): Promise<void>;

  /**
   * Sends as soon as it can, after whatever was sent before.
   *
   * @returns the ack; rejected with the `Problem` that refused it for good, or says that it was given up (`discarded`, `superseded`,
   *     `unsent-for-long`). Pending as long as there is no line. `typing` and `alive`, which get no ack, are `malformed`.
   */
  send(command: Command): Promise<Ack>;

  on<K extends keyof Happenings>(type: K, listener: (detail: Happenings[K]) => void): () => void;

  /** Changes to another transport, or to the best that works; nothing is lost or repeated. */
  prefer(name?: TransportName): void;
  /** Tries to connect now, if the line waits. */
  wake(): void;

  /** Tells the room's members that one is writing; lost when there is no line. */
  typing(room: string): void;
  /** Everything in the room up to this event is read. */
  read(room: string, id: number): void;
  /** Loads the newest messages of a room. */
  open(room: string): Promise<void>;
  /** Loads the messages before those that are loaded. */
  older(room: string): Promise<void>;
  /** Nobody looks at the room's older messages any more. */
  trim(room: string): void;
  /** Asks for users that are not known by name yet, at most 100 at a time. */
  know(ids: string[]): Promise<void>;
}
