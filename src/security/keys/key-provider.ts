/** The limits of a provider's call. */
export interface KeyControl {
  /** Aborted once nobody waits for the result. */
  readonly signal: AbortSignal;
}

/** A data key as it is stored. */
export interface WrappedBytes {
  /** The {@link KeyProvider.keyId} of the provider when it wrapped the key. */
  readonly keyId: string;
  readonly bytes: Uint8Array;
}

/**
 * Keeps the key-encryption key, which wraps the data keys of learners. The library's own are `openKeyFile` and `awsKms`; write one for another
 * key service. A key-encryption key that is lost makes everything unreadable that was encrypted with keys that it wrapped.
 */
export interface KeyProvider {
  /** The id of the key that wraps now, 1 to 256 characters. It is stored with each wrapped key, and is no secret. */
  readonly keyId: string;
  /**
   * Wraps a data key of 32 bytes.
   *
   * @param binding 32 bytes that say whose key it is; the wrapped key must unwrap with the same bytes only (as additional data, or as an
   * encryption context)
   * @returns at most 6,144 bytes
   */
  wrap(secret: Uint8Array, binding: Uint8Array, control: KeyControl): Promise<Uint8Array>;
  /**
   * Unwraps a data key, also one that an earlier key of this provider wrapped.
   *
   * @throws AdaptiveLearningError `decryption_failed` if the bytes or the binding are not those of a wrapped key: trying again does not help.
   * Anything else is reported as `key_unavailable`.
   */
  unwrap(wrapped: WrappedBytes, binding: Uint8Array, control: KeyControl): Promise<Uint8Array>;
  /** Releases what the provider holds. Call it yourself, once no engine uses the provider any more. */
  close?(): void | Promise<void>;
}
