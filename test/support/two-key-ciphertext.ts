import { createCipheriv } from 'node:crypto';

/** The polynomial of GHASH (NIST SP 800-38D, section 6.3), bits from the left. */
const R = 0xe1n << 120n;
const BLOCK = 16;

/**
 * A ciphertext with its tag that AES-256-GCM opens under two keys, to two different texts: the tags are linear in each block, so that one free
 * block makes them equal (Dodis, Grubbs, Ristenpart, Woodage: Fast Message Franking, 2018). It is what key commitment is for.
 */
export function twoKeyCiphertext(one: Uint8Array, other: Uint8Array, nonce: Uint8Array, additionalData: Uint8Array): Buffer {
  const first = Buffer.alloc(BLOCK, 0x5a);
  const lengths = Buffer.alloc(BLOCK);
  lengths.writeBigUInt64BE(BigInt(additionalData.length * 8));
  lengths.writeBigUInt64BE(BigInt(2 * BLOCK * 8), 8);
  const parts = [one, other].map((key) => {
    const hash = block(key, Buffer.alloc(BLOCK));
    const mask = block(key, Buffer.concat([nonce, Buffer.from([0, 0, 0, 1])]));
    const before = ghash(hash, [...blocksOf(additionalData), first]);
    // Of the free block x: ((before + x)·H + lengths)·H + mask.
    const squared = multiply(hash, hash);
    const fixed = multiply(before, squared) ^ multiply(toBigInt(lengths), hash) ^ mask;
    return { squared, fixed };
  });
  const [a, b] = parts as [(typeof parts)[0], (typeof parts)[0]];
  const x = multiply(a.fixed ^ b.fixed, inverse(a.squared ^ b.squared));
  const tag = multiply(x, a.squared) ^ a.fixed;
  return Buffer.concat([first, toBlock(x), toBlock(tag)]);
}

function block(key: Uint8Array, input: Uint8Array): bigint {
  return toBigInt(createCipheriv('aes-256-ecb', key, null).setAutoPadding(false).update(input));
}

function ghash(hash: bigint, blocks: readonly Buffer[]): bigint {
  return blocks.reduce((sum, next) => multiply(sum ^ toBigInt(next), hash), 0n);
}

function blocksOf(bytes: Uint8Array): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / BLOCK) }, (_, n) =>
    Buffer.concat([bytes.subarray(n * BLOCK, (n + 1) * BLOCK), Buffer.alloc(BLOCK)]).subarray(0, BLOCK),
  );
}

/** In the field of 2^128 elements. */
function multiply(a: bigint, b: bigint): bigint {
  let product = 0n;
  let shifted = b;
  for (let bit = 127n; bit >= 0n; bit -= 1n) {
    if ((a >> bit) & 1n) product ^= shifted;
    shifted = shifted & 1n ? (shifted >> 1n) ^ R : shifted >> 1n;
  }
  return product;
}

/** By Fermat: a^(2^128 - 2). */
function inverse(a: bigint): bigint {
  let result = 1n << 127n;
  let power = a;
  for (let n = 1; n < 128; n += 1) {
    power = multiply(power, power);
    result = multiply(result, power);
  }
  return result;
}

function toBigInt(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

function toBlock(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(2 * BLOCK, '0'), 'hex');
}
