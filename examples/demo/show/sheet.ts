import { type Paint, paintFor } from './paint.js';

/** What is written on: `process.stdout` has it. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
}

/** A page of at most 100 columns, written line by line. */
export class Sheet {
  readonly paint: Paint;
  readonly #output: Output;

  constructor(output: Output, env: NodeJS.ProcessEnv) {
    this.#output = output;
    this.paint = paintFor(output, env);
  }

  line(text = ''): void {
    this.#output.write(`${text}\n`);
  }

  heading(text: string): void {
    this.line(`\n${this.paint.bold(text)}`);
  }

  note(text: string): void {
    this.line(this.paint.dim(text));
  }
}
