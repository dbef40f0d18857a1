interface Needed {
  /** What the tests use. */
  readonly name: string;
  readonly found: boolean;
  /** The command that installs it. */
  readonly install: string;
}

/**
 * Whether tests that need a program or a package can run on this machine. Where it is missing, the run says how to install it and skips them.
 * In CI a missing one breaks the file: a skipped test must not look like one that passed.
 */
export function isInstalled({ name, found, install }: Needed): boolean {
  if (found) return true;
  const message = `${name} is not installed, and some tests need it; install it with: ${install}`;
  if (process.env['CI'] === 'true') throw new Error(message);
  console.warn(message);
  return false;
}
