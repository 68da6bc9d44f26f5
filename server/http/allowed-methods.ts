import type { H3Event } from 'h3'
import { PAGE_PATHS } from '#shared/pages.ts'
import { pathOf } from './request-context.ts'

/** @returns the methods that this address accepts, in capitals; empty when there is nothing at the address */
export function allowedMethods(event: H3Event): string[] {
  if (PAGE_PATHS.some(path => path === pathOf(event))) return ['GET', 'HEAD']
  // The router lists handlers by method; "all" is the renderer, which takes what has no route.
  const methods = Object.keys(event.context.matchedRoute?.handlers ?? {}).filter(method => method !== 'all')
  return methods.map(method => method.toUpperCase()).sort()
}
