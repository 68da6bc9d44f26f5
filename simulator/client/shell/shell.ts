/// <reference lib="dom" />
import { defineComponent, onMounted, onUnmounted, watchEffect } from 'vue'
import { AppFrame } from './app-frame.ts'
import { ChatList } from './chat-list.ts'
import { ChatPane } from './chat-pane.ts'
import { follow, live } from './live.ts'
import { Rail } from './rail.ts'
import { listenToKeys } from './keyboard.ts'
import { Panel } from './panel.ts'
import { followAddress } from './address.ts'
import { session } from './session.ts'
import { Toolbar } from './toolbar.ts'
import { followReading } from './unread.ts'

/** The simulated WeCom desktop client. */
export const Shell = defineComponent({
  components: { AppFrame, ChatList, ChatPane, Panel, Rail, Toolbar },
  setup() {
    const stops: (() => void)[] = []
    onMounted(() => stops.push(follow(), listenToKeys(), followReading(), followAddress()))
    onUnmounted(() => stops.forEach(stop => stop()))
    watchEffect(() => {
      document.documentElement.style.colorScheme = session.client.theme
      document.documentElement.lang = session.client.language === 'en' ? 'en' : 'zh-CN'
    })
    return { session, live }
  },
  template: `
    <div class="shell">
      <Rail />
      <main>
        <Toolbar />
        <div class="desk" :class="session.dock">
          <div class="window" :class="session.place">
            <ChatList v-if="session.place === 'chats'" />
            <ChatPane v-if="session.place === 'chats'" />
            <AppFrame />
          </div>
          <Panel v-if="session.panel" />
        </div>
      </main>
      <p class="toast" role="status">{{ live.toast }}</p>
    </div>`,
})
