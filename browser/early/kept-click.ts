import { MOUNTED_EVENT } from '#shared/utils/mounted-event.ts'

/** A button, to be found again in another drawing of the same page. */
interface KeptButton {
  /** Its place among its siblings, and that of each element around it, outermost first. */
  path: number[]
  label: string
}

/**
 * Keeps what the member does with a page that the server has drawn: its buttons work only when the app has drawn the
 * same. The same button then gets the focus and the last click. Links need no app.
 *
 * @param root has one drawing, later the other
 */
export function keepClicks(root: HTMLElement): void {
  const kept: { click?: KeptButton, focusin?: KeptButton } = {}
  const keep = ({ type, target }: Event) => {
    const button = (target as Element).closest('button')
    kept[type as 'click' | 'focusin'] = button ? { path: pathTo(button, root), label: labelOf(button) } : undefined
  }
  root.addEventListener('click', keep)
  root.addEventListener('focusin', keep)
  addEventListener(MOUNTED_EVENT, () => {
    root.removeEventListener('click', keep)
    root.removeEventListener('focusin', keep)
    find(root, kept.focusin)?.focus({ preventScroll: true })
    find(root, kept.click)?.click()
  }, { once: true })
}

function pathTo(element: Element, root: Element): number[] {
  const { parentElement } = element
  if (!parentElement || element === root) return []
  return [...pathTo(parentElement, root), [...parentElement.children].indexOf(element)]
}

/** @returns undefined when another thing is there now: the member did not mean that */
function find(root: Element, button: KeptButton | undefined): HTMLButtonElement | undefined {
  const found = button?.path.reduce<Element | undefined>((element, place) => element?.children[place], root)
  return found instanceof HTMLButtonElement && labelOf(found) === button?.label ? found : undefined
}

function labelOf(button: HTMLButtonElement): string {
  return button.getAttribute('aria-label') ?? button.textContent
}
