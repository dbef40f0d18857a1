/** What is asked inside the page: each function is sent there as text, so it may use nothing from outside of itself. */

/** Of the browser's own objects, what is used here. */
interface PageElement {
  readonly textContent: string | null;
  open?: boolean;
  getAttribute(name: string): string | null;
  getBoundingClientRect(): { readonly width: number; readonly height: number };
  querySelectorAll(selector: string): Iterable<PageElement> & { readonly length: number };
}
declare const document: PageElement & {
  readonly documentElement: { readonly scrollWidth: number };
  readonly body: PageElement;
  getElementById(id: string): PageElement | null;
  querySelector(selector: string): PageElement | null;
};
declare function getComputedStyle(element: PageElement | null): {
  readonly backgroundColor: string;
  readonly fill: string;
  readonly fontSize: string;
  readonly breakInside: string;
};

/** The pictures that are seen. */
export function pictures() {
  return [...document.querySelectorAll('svg[role=img]')].flatMap((svg) => {
    const { width, height } = svg.getBoundingClientRect();
    const description = document.getElementById(svg.getAttribute('aria-describedby') ?? '')?.textContent ?? '';
    const marks = svg.querySelectorAll('.role-mark path, .role-mark text, .role-mark line').length;
    return width === 0 ? [] : [{ width, height, name: svg.getAttribute('aria-label') ?? '', description, marks }];
  });
}

export function unfold(open: boolean) {
  for (const details of document.querySelectorAll('details')) details.open = open;
}

export function breadth() {
  return document.documentElement.scrollWidth;
}

/** The size of the smallest letter of any picture, as it is seen. */
export function smallestLetter() {
  return Math.min(
    ...[...document.querySelectorAll('svg[role=img]')].flatMap((svg) => {
      const scale = svg.getBoundingClientRect().width / Number(svg.getAttribute('width'));
      if (scale === 0) return [];
      return [...svg.querySelectorAll('text')].map((text) => Number.parseFloat(getComputedStyle(text).fontSize) * scale);
    }),
    16,
  );
}

/** The colours that paper, a mark and a text come out in. */
export function colors(mark: string) {
  return {
    paper: getComputedStyle(document.body).backgroundColor,
    mark: getComputedStyle(document.querySelector(`svg[role=img] [fill="${mark}"]`)).fill,
    text: getComputedStyle(document.querySelector('svg[role=img] text')).fill,
  };
}

export function tableHeights() {
  return [...document.querySelectorAll('table')].map((table) => table.getBoundingClientRect().height);
}

export function figuresStayWhole() {
  return [...document.querySelectorAll('.panel, tr')].every((part) => getComputedStyle(part).breakInside === 'avoid');
}

export function textsOf(selector: string) {
  return [...document.querySelectorAll(selector)].map((element) => element.textContent ?? '');
}
