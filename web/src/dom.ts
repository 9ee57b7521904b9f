// Elements without HTML in strings: whatever a store holds is only ever text here.

export type Child = Node | string | number | null | undefined | false | Child[];
type Props = Record<string, unknown>;

function apply(element: Element, props: Props | null): void {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value as EventListener);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
}

export function add(parent: Element | DocumentFragment, ...children: Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) add(parent, ...child);
    else if (child !== null && child !== undefined && child !== false)
      parent.append(child instanceof Node ? child : String(child));
  }
}

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K, props: Props | null = null, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  apply(element, props);
  add(element, ...children);
  return element;
}

export function s<K extends keyof SVGElementTagNameMap>(
  tag: K, props: Props | null = null, ...children: Child[]): SVGElementTagNameMap[K] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  apply(element, props);
  add(element, ...children);
  return element;
}

// Custom properties and the like: the policy of the page forbids style attributes, not this.
export function styled<T extends HTMLElement | SVGElement>(
  element: T, styles: Record<string, string>): T {
  for (const [name, value] of Object.entries(styles)) element.style.setProperty(name, value);
  return element;
}

// ---- one tip for all of the page ----

const tip = h('div', {class: 'tip', role: 'status', hidden: true});

export function showTip(x: number, y: number, ...content: Child[]): void {
  if (!tip.isConnected) document.body.append(tip);
  tip.replaceChildren();
  add(tip, ...content);
  tip.hidden = false;
  const box = tip.getBoundingClientRect();
  const left = Math.max(8, Math.min(x + 14, innerWidth - box.width - 8));
  const top = y + 18 + box.height > innerHeight ? y - box.height - 12 : y + 18;
  styled(tip, {left: `${left}px`, top: `${Math.max(8, top)}px`});
}

export function hideTip(): void {
  tip.hidden = true;
}

// Hovering or focusing shows the tip.
export function withTip<T extends Element>(element: T, content: () => Child[]): T {
  element.addEventListener('pointermove', event => {
    const {clientX, clientY} = event as PointerEvent;
    showTip(clientX, clientY, ...content());
  });
  element.addEventListener('pointerleave', hideTip);
  element.addEventListener('focus', () => {
    const box = element.getBoundingClientRect();
    if (element.matches(':focus-visible')) showTip(box.left, box.bottom - 10, ...content());
  });
  element.addEventListener('blur', hideTip);
  return element;
}

// Draws again whenever the width changes.
export function responsive(draw: (width: number) => Node, className: string): HTMLElement {
  const box = h('div', {class: className});
  let drawn = 0;
  new ResizeObserver(entries => {
    const width = Math.floor(entries[0]?.contentRect.width ?? 0);
    if (width > 0 && width !== drawn) {
      drawn = width;
      box.replaceChildren(draw(width));
    }
  }).observe(box);
  return box;
}
