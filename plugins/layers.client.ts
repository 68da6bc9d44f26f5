import { isPhone, wecomVersionOf } from '#shared/utils/client-version.ts'
import { loadWecomSdk } from '~/browser/bridge/load-sdk'
import { createLayerStack, type LayerStack } from '~/browser/layers/layer-stack'

/** The layers above the first screen, which "back" closes one by one. */
export default defineNuxtPlugin({
  name: 'layers',
  // Before Nuxt's router, which replaces the state of the entry at the start and after each popstate.
  order: -30,
  setup() {
    // A task, not a microtask: everything that one event closes and opens is counted once.
    const stack = createLayerStack(history, (task, ms) => setTimeout(task, ms), performance)
    addEventListener('popstate', (event) => {
      event.stopImmediatePropagation()
      stack.onPopState()
    }, { capture: true })
    // The list comes back to its place by itself.
    history.scrollRestoration = 'manual'
    const listen = listenToClient(stack)
    const layers: Pick<LayerStack, 'open'> = {
      open(close) {
        listen()
        return stack.open(close)
      },
    }
    return { provide: { layers } }
  },
})

/**
 * Some clients leave the page at "back" without a look at the history, but tell it first. Only phones: on a
 * computer the button that asks is the one that closes the window.
 *
 * @returns begins to listen, once: a page that has no layers yet is left alone
 */
function listenToClient({ back }: LayerStack): () => void {
  const { userAgent } = navigator
  let isListening = !wecomVersionOf(userAgent) || !isPhone(userAgent)
  return () => {
    if (isListening) return
    isListening = true
    // `false` stops the client.
    void loadWecomSdk().then(sdk => sdk.onHistoryBack(() => !back()), () => isListening = false)
  }
}
