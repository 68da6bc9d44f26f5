import { computed, defineComponent } from 'vue'
import { session } from './session.ts'

/** The app under test: a narrow column beside a conversation, a page elsewhere. */
export const AppFrame = defineComponent({
  setup() {
    const source = computed(() => `${session.world.proxyUrl}/`)
    const width = computed(() => session.place === 'chats' ? `${session.width}px` : 'auto')
    const caption = computed(() => ({
      chats: session.world.app.name,
      workbench: `工作台 › ${session.world.app.name}`,
      outside: source.value,
    })[session.place])
    return { session, source, width, caption }
  },
  template: `
    <section class="app-frame" :class="session.place" :style="{ width }" aria-label="应用">
      <header><span :class="{ address: session.place === 'outside' }">{{ caption }}</span></header>
      <iframe v-if="session.frame" :key="session.frame" title="sidebar" :src="source" allow="clipboard-write"
        :style="{ colorScheme: session.place === 'outside' ? 'light dark' : session.client.theme }"></iframe>
      <div v-else class="waiting"></div>
    </section>`,
})
