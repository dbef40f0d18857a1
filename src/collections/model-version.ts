import { z } from 'zod';
import { fields as f } from '../schema/index.js';

/** Which model, in which version and with which parameters, a number came from. */
export const modelVersion = z.strictObject({ name: f.name, version: f.name, params_version: f.name });

export const modelWithState = modelVersion.extend({ state: f.modelState });
