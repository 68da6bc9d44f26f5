import { mountSuspended } from '@nuxt/test-utils/runtime'
import axe from 'axe-core'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import DesignCatalogue from '~/design/DesignCatalogue.vue'
import SpecimenState from '~/design/SpecimenState.vue'
import { catalogue } from '~/design/catalogue'
import { servePage } from '../support/page'

const components = Object.keys(import.meta.glob('/components/**/*.vue'))
  .map(path => path.replace(/^\/components\/|\.vue$/g, ''))

const warned = vi.spyOn(console, 'warn')
beforeEach(() => servePage())
afterEach(() => {
  warned.mockClear()
  document.body.replaceChildren()
})

it('every component has a specimen: design/specimens/<folder>/<Component>.ts', () => {
  expect(catalogue.map(({ group, name }) => `${group}/${name}`).sort()).toEqual(components.sort())
})

/** Rules that need a whole page or a layout: scripts/screens checks them. */
const LATER = Object.fromEntries([
  'region', 'color-contrast', 'heading-order', 'page-has-heading-one',
].map(rule => [rule, { enabled: false }]))

async function violations(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: LATER })
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

it.each(catalogue)('$group/$name: each state has no warning and no axe finding', async ({ component, states }) => {
  expect(Object.keys(states).length).toBeGreaterThan(0)
  for (const [name, state] of Object.entries(states)) {
    const shown = await mountSuspended(SpecimenState, { props: { component, state }, attachTo: document.body })
    if (state.modal) await shown.get('button').trigger('click')
    expect(await violations(), name).toEqual([])
    shown.unmount()
  }
  expect(warned.mock.calls).toEqual([])
})

it('axe-core finds a button without a name', async () => {
  const state = { props: {} }
  await mountSuspended(SpecimenState, {
    props: { component: { render: () => h('button', { type: 'button' }) }, state }, attachTo: document.body,
  })
  expect((await violations()).join()).toContain('button-name')
})

it('the page of them links to each, in both themes', async () => {
  const { element } = await mountSuspended(DesignCatalogue, { global: { stubs: { SpecimenState: true } } })
  for (const { name, states } of catalogue) {
    expect(element.querySelector(`nav a[href="#${name}"]`), name).not.toBeNull()
    const section = element.querySelector(`section#${name}`)!
    for (const theme of ['light', 'dark']) {
      expect(section.querySelectorAll(`[data-theme=${theme}]`).length, name).toBe(Object.keys(states).length)
    }
  }
})
