import { afterEach, describe, expect, it } from 'vitest'
import { MOUNTED_EVENT } from '#shared/utils/mounted-event.ts'
import { showDrawn } from '~/browser/early/drawn'

const SKELETON = '<main aria-busy="true">…</main>'
const DRAWN = '<main><article><h1>王芳</h1><a href="tel:1">tel</a>'
  + '<p><button>Note</button><button aria-label="Edit"></button></p></article></main>'

let root: HTMLElement

/** A page with a skeleton, and then with what the server has drawn. */
function show(): () => void {
  document.getElementById('__nuxt')?.remove()
  root = document.createElement('div')
  root.id = '__nuxt'
  root.innerHTML = SKELETON
  document.body.append(root)
  return showDrawn(`<div id="__nuxt">${DRAWN}</div><div id="teleports"></div>`)
}

/** The app draws in the same place. @returns the buttons that were pressed, by their labels */
function mount(html: string): string[] {
  const pressed: string[] = []
  root.innerHTML = html
  for (const button of root.querySelectorAll('button')) {
    button.addEventListener('click', () => pressed.push(button.getAttribute('aria-label') ?? button.textContent))
  }
  dispatchEvent(new Event(MOUNTED_EVENT))
  return pressed
}

const buttons = () => [...root.querySelectorAll('button')]

afterEach(() => root.remove())

describe('what the server has drawn', () => {
  it('takes the place of the skeleton, is unfinished, and can be taken away', () => {
    const hide = show()
    expect(root.querySelector('h1')!.textContent).toBe('王芳')
    expect(root.querySelector('main')!.getAttribute('aria-busy')).toBe('true')
    expect(root.innerHTML).not.toContain('teleports')
    hide()
    expect(root.innerHTML).toBe(SKELETON)
  })

  it('keeps the last press of a button for the app, and the focus', () => {
    show()
    buttons()[0]!.click()
    buttons()[1]!.focus()
    buttons()[1]!.click()
    expect(mount(DRAWN)).toEqual(['Edit'])
    expect(document.activeElement).toBe(buttons()[1])
    dispatchEvent(new Event(MOUNTED_EVENT))
    expect(mount(DRAWN)).toEqual([])
  })

  it('presses nothing when nothing was pressed, or when something else was pressed after it', () => {
    show()
    expect(mount(DRAWN)).toEqual([])
    show()
    buttons()[0]!.click()
    root.querySelector('h1')!.click()
    expect(mount(DRAWN)).toEqual([])
  })

  it('presses nothing when the app has drawn something else there', () => {
    for (const other of [DRAWN.replace('Note', 'Delete'), DRAWN.replace('<button>', '<i></i><button>'), SKELETON]) {
      show()
      buttons()[0]!.click()
      expect(mount(other)).toEqual([])
    }
  })
})
