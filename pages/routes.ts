import type { Component } from 'vue'
import type { PagePath } from '#shared/pages.ts'
import IndexPage from './index.vue'

const DoctorPage = defineAsyncComponent(() => import('./doctor.vue'))

/**
 * The component of each page. A page other than the sidebar is `defineAsyncComponent(() => import('./name.vue'))`: a
 * chunk of its own, which the first load of the sidebar does not fetch.
 */
export const ROUTES: Record<PagePath, Component> = {
  '/': IndexPage,
  '/audit': defineAsyncComponent(() => import('./audit.vue')),
  '/doctor': DoctorPage,
  '/fields': defineAsyncComponent(() => import('./fields.vue')),
  '/setup': DoctorPage,
  '/stages': defineAsyncComponent(() => import('./stages.vue')),
}
