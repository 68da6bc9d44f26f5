import type { VNodeChild } from 'vue'

type Constructed = abstract new (...args: never[]) => { $props: object }
/** A generic component. Its props depend on each other and are not checked here. */
type Generic = (...args: never[]) => unknown
type PropsOf<C> = C extends Constructed ? InstanceType<C>['$props'] : object

/** One state of a component. */
export interface SpecimenState<Props = object> {
  props: Props
  slots?: Record<string, () => VNodeChild>
  /** Shown as to an admin. */
  isAdmin?: true
  /** The element that the component must be inside. */
  within?: 'dl' | 'ul' | 'main'
  /** It covers the whole window, so the reader of the catalogue opens it. */
  modal?: true
}

/** A component with the states that the catalogue shows, by name. */
export interface Specimen {
  component: Component
  states: Record<string, SpecimenState>
}

/**
 * @param component its props are checked against the states
 * @param states by name, as the catalogue shows them
 */
export function specimen<C extends Constructed | Generic>(
  component: C,
  states: Record<string, SpecimenState<PropsOf<C>>>,
): Specimen {
  return { component: component as unknown as Component, states }
}
