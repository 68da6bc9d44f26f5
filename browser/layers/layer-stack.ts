/** What a stack needs of `window.history`. */
export interface LayerHistory {
  readonly state: unknown
  pushState: (state: object, unused: string) => void
  replaceState: (state: object, unused: string) => void
  go: (delta: number) => void
}

/** By then a client that goes back in the history, although it was told not to, has done so; in milliseconds. */
const GRACE = 500

/** What lies above the first screen, such as a dialog above a customer. The member's "back" closes the topmost. */
export interface LayerStack {
  /**
   * Puts a layer on top.
   *
   * @param close called when the member goes back; must close what the layer stands for
   * @returns takes the layer and all above it away, without calling `close`. Does nothing when it is gone
   */
  open: (close: () => void) => () => void
  /**
   * The member goes back in a client that tells it, and may or may not go back in the history as well: the topmost
   * layer closes once.
   *
   * @returns whether there was a layer
   */
  back: () => boolean
  /** To be called on each `popstate` event. */
  onPopState: () => void
}

/** What the stack keeps in the state of an entry. */
interface LayerState {
  /** How many layers the page has there. */
  layer?: unknown
  /** When the entry was added, in milliseconds since 1970. */
  layerAt?: unknown
}

/**
 * Keeps one entry of the browser's history for each layer, with the same URL: the SDK signs each URL anew.
 *
 * The entries follow the layers, later and all at once: a dialog that opens while another closes takes its entry. An
 * entry that has no layer, after a reload or after "forward", is left at once, so that "back" never does nothing.
 *
 * @param history the browser's
 * @param later runs a task after the current one, and after a time in milliseconds
 * @param clock of the page: `timeOrigin` is when the browser began to load it
 */
export function createLayerStack(
  history: LayerHistory,
  later: (task: () => void, ms?: number) => void,
  clock: Pick<Performance, 'timeOrigin' | 'now'>,
): LayerStack {
  let layers: { close: () => void }[] = []
  /** While the browser goes to another entry. */
  let isGoing = false
  let isPlanned = false

  function align(): void {
    isPlanned = false
    const surplus = depthOf(history) - layers.length
    if (isGoing || surplus === 0) return
    if (surplus > 0) {
      isGoing = true
      history.go(-surplus)
      return
    }
    for (let depth = depthOf(history) + 1; depth <= layers.length; depth++) {
      history.pushState({ ...stateOf(history), layer: depth, layerAt: clock.timeOrigin + clock.now() }, '')
    }
  }

  function plan(): void {
    if (!isPlanned) later(align)
    isPlanned = true
  }

  function onPopState(): void {
    const depth = depthOf(history)
    const isOwn = isGoing
    isGoing = false
    // While the browser was going to an entry, the layers may have changed: only the member's own "back" closes some.
    const gone = isOwn ? [] : layers.slice(depth)
    if (!isOwn) layers = layers.slice(0, depth)
    gone.reverse().forEach(({ close }) => close())
    plan()
  }

  // The page before added this entry when the reload had already begun. Chromium then keeps one entry instead of two:
  // a step back would leave the page.
  if (Number(stateOf(history).layerAt) > clock.timeOrigin) history.replaceState({ ...stateOf(history), layer: 0 }, '')
  // At once: Nuxt soon replaces the state of this entry.
  align()
  return {
    open(close) {
      const layer = { close }
      layers = [...layers, layer]
      plan()
      return () => {
        const index = layers.indexOf(layer)
        if (index < 0) return
        layers = layers.slice(0, index)
        plan()
      }
    },
    back() {
      const top = layers.at(-1)
      layers = layers.slice(0, -1)
      top?.close()
      if (top) later(align, GRACE)
      return !!top
    },
    onPopState,
  }
}

const stateOf = (history: LayerHistory) => (history.state ?? {}) as LayerState

function depthOf(history: LayerHistory): number {
  const { layer } = stateOf(history)
  return Number.isInteger(layer) ? layer as number : 0
}
