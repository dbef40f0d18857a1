import { AdaptiveLearningError } from '../../errors.js';

/** Loads a package that only some of the verbs need. */
export async function optionalPackage<Loaded>(name: string, does: string, load: () => Promise<Loaded>): Promise<Loaded> {
  return load().catch((cause: unknown) => {
    const [where, expected, received] = ['accounts', `the package ${name}, which ${does}`, 'an error in loading it'];
    const message = `${where}: expected ${expected}, got ${received}: npm install ${name}`;
    throw new AdaptiveLearningError('package_missing', message, { where, expected, received, cause });
  });
}
