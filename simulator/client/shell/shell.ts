import { defineComponent, onMounted, onUnmounted, ref } from 'vue'
import { AppFrame } from './app-frame.ts'
import { ChatList } from './chat-list.ts'
import { ChatPane } from './chat-pane.ts'
import { follow, live } from './live.ts'
import { Rail } from './rail.ts'
import { RequestDrawer } from './request-drawer.ts'
import { session } from './session.ts'
import { Toolbar } from './toolbar.ts'

/** The simulated WeCom desktop client. */
export const Shell = defineComponent({
  components: { AppFrame, ChatList, ChatPane, Rail, RequestDrawer, Toolbar },
  setup() {
    const logOpen = ref(false)
    let stop: (() => void) | undefined
    onMounted(() => stop = follow())
    onUnmounted(() => stop?.())
    return { session, live, logOpen }
  },
  template: `
    <div class="shell">
      <Rail />
      <main>
        <Toolbar :log-open="logOpen" @toggle-log="logOpen = !logOpen" />
        <div class="window" :class="session.place">
          <ChatList v-if="session.place === 'chats'" />
          <ChatPane v-if="session.place === 'chats'" />
          <AppFrame />
        </div>
        <RequestDrawer v-if="logOpen" />
      </main>
      <p class="toast" role="status">{{ live.toast }}</p>
    </div>`,
})
