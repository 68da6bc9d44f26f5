import type { VNodeChild } from 'vue'

type Constructed = abstract new (...args: never[]) => { $props: object }
/** A generic component; what its props hold depends on each other, and is not checked here. */
type Generic = (...args: never[]) => unknown
type PropsOf<C> = C extends Constructed ? InstanceType<C>['$props'] : object

/** One state of a component. */
export interface SpecimenState<Props = object> {
  props: Props
  slots?: Record<string, () => VNodeChild>
  /** What the component belongs into. */
  within?: 'dl' | 'ul' | 'main'
  /** It takes the whole window, so it is opened by hand. */
  modal?: true
}

/** A component with the states worth looking at, by name. */
export interface Specimen {
  component: Component
  states: Record<string, SpecimenState>
}

/**
 * @param component whose states these are; its props are checked
 * @param states by name, as the catalogue shows them
 */
export function specimen<C extends Constructed | Generic>(component: C, states: Record<string, SpecimenState<PropsOf<C>>>): Specimen {
  return { component: component as unknown as Component, states }
}
