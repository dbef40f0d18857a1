import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';

/** What a browser of nobody needs, and nothing that it would tell its maker. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The names that packages give it on the PATH. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe', 'msedge.exe'];

/** Where installers put it that leave the PATH alone. */
const PLACES = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
];

export const CHROMIUM_INSTALL = 'apt install chromium (Debian), brew install --cask chromium (macOS), or CHROME_PATH=<the program>';

/** Where Chromium is: what CHROME_PATH says, else on the PATH, else where its installer puts it; undefined when it is not installed. */
export function findChromium({ CHROME_PATH, PATH = '' }: NodeJS.ProcessEnv = process.env): string | undefined {
  if (CHROME_PATH !== undefined && CHROME_PATH !== '') return CHROME_PATH;
  const onPath = NAMES.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name)));
  return [...onPath, ...PLACES].find((file) => existsSync(file));
}

/** A browser with a profile of its own, gone when it is closed. */
export async function openBrowser(executablePath: string): Promise<BrowserContext & AsyncDisposable> {
  const profile = mkdtempSync(join(tmpdir(), 'report-chromium-'));
  const context = await chromium.launchPersistentContext(profile, { executablePath, headless: true, args: FLAGS });
  return Object.assign(context, {
    async [Symbol.asyncDispose]() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  });
}
