import { OWN_COLOURS, type Paint, paintFor } from './paint.js';
import { terminalText } from './terminal-text.js';

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

  /** One line; only the colours of {@link paint} act on the terminal. */
  line(text = ''): void {
    const parts = text.split(OWN_COLOURS);
    const plain = parts.map((part, index) => (index % 2 === 1 ? part : terminalText(part))).join('');
    this.#output.write(`${plain}\n`);
  }

  heading(text: string): void {
    this.line();
    this.line(this.paint.bold(text));
  }

  note(text: string): void {
    this.line(this.paint.dim(text));
  }
}
