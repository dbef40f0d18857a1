import { readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';

const LINK = /(?<=\]\()(?!https?:|#)(?<target>[^)#]+)(?=[)#])/g;

/** Where a file of the repository can be read: `repository` of package.json is the one place that names the host. */
export function repositoryBase(): string {
  const { repository } = JSON.parse(readFileSync('package.json', 'utf8')) as { repository: { url: string } };
  return `${repository.url.replace(/^git\+/, '').replace(/\.git$/, '')}/blob/HEAD/`;
}

/**
 * A page as it is packed. The README is shown on package pages, where relative links lead nowhere: all of its links become absolute. In the
 * other pages, only the links to files that are not packed do.
 */
export function withRepositoryLinks(page: string, text: string, isPacked: (file: string) => boolean): string {
  const base = repositoryBase();
  return text.replaceAll(LINK, (target) => {
    const file = posix.join(dirname(page), target);
    return page !== 'README.md' && isPacked(file) ? target : `${base}${file}`;
  });
}
