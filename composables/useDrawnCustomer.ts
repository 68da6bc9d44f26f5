import type { CustomerProfile } from '#shared/types/customer.ts'
import { drawnCustomer } from '~/browser/early/early'

/**
 * A customer that is drawn at once: on the server for a page without its app, in the browser by the app that then
 * takes over the page (server/http/draw-customer.ts).
 */
export function useDrawnCustomer(): CustomerProfile | undefined {
  return import.meta.server ? useNuxtApp().ssrContext?.event.context.drawing?.customer : drawnCustomer()
}
