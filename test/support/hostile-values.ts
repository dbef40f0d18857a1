import { ObjectId } from 'mongodb';

function refuse(): never {
  throw new Error('code of the caller ran');
}

const TRAPS: ProxyHandler<object> = {
  get: refuse,
  has: refuse,
  ownKeys: refuse,
  getPrototypeOf: refuse,
  getOwnPropertyDescriptor: refuse,
  set: refuse,
};

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function circular(): object {
  const circle: { self?: object } = {};
  circle.self = circle;
  return circle;
}

/** What no argument of a call should be, each by its name; made again for each caller. */
export function hostileValues(): readonly (readonly [string, unknown])[] {
  return [
    ['nothing', undefined],
    ['null', null],
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a number below 0', -1],
    ['a fraction', 1.5],
    ['true', true],
    ['an empty string', ''],
    ['a string with a NUL', 'a\u0000b'],
    ['half a character', 'a\ud800'],
    ['a bigint', 5n],
    ['a symbol', Symbol('a')],
    ['a function', () => 1],
    ['a class', Date],
    ['an invalid date', new Date(Number.NaN)],
    ['the last date', new Date(8.64e15)],
    ['what claims to be a date', Object.create(Date.prototype)],
    ['an empty object', {}],
    ['an operator object', { $ne: null }],
    ['an object without a prototype', Object.assign(Object.create(null), { a: 1 })],
    ['an empty list', []],
    ['a list of null', [null]],
    ['a list of operators', [{ $gt: '' }]],
    ['a list with holes', Array(2)],
    ['an empty Map', new Map()],
    ['a Map of odd things', new Map<unknown, unknown>([[{ $ne: 1 }, 7]])],
    ['what claims to be a Map', Object.create(Map.prototype)],
    ['a Set', new Set([1])],
    ['an ObjectId', new ObjectId()],
    ['a circle', circular()],
    ['a Proxy', new Proxy({}, TRAPS)],
    ['a revoked Proxy', revoked()],
    ['what inherits from a Proxy', Object.create(new Proxy({}, TRAPS))],
    ['a getter that throws', Object.defineProperty({}, 'a', { get: refuse, enumerable: true })],
    ['what throws as a text', { toString: refuse, valueOf: refuse, [Symbol.toPrimitive]: refuse }],
  ];
}
