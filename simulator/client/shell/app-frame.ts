import { computed, defineComponent, onMounted, onUnmounted } from 'vue'
import { closeWhenLeft, isInWecom, openWechat, persons, pressBack, session } from './session.ts'
import { texts } from './texts.ts'

/** The app under test: a narrow column beside a conversation, otherwise a page. */
export const AppFrame = defineComponent({
  setup() {
    const source = computed(() => {
      const { pages, proxyUrl } = session.world
      const { place, page } = session
      return (place === 'website' || place === 'officialAccount' ? pages[place] : page) ?? `${proxyUrl}/`
    })
    const phone = computed(() => isInWecom(session.place) && ['ios', 'android'].includes(session.client.platform))
    const width = computed(() => session.place === 'chats' || phone.value ? `${session.width}px` : 'auto')
    const caption = computed(() => ({
      chats: session.world.app.name,
      workbench: `${texts.value.workbench} › ${session.world.app.name}`,
      outside: source.value,
      website: source.value,
      officialAccount: source.value,
    })[session.place])
    onMounted(() => addEventListener('message', closeWhenLeft))
    onUnmounted(() => removeEventListener('message', closeWhenLeft))
    return { session, source, width, caption, phone, pressBack, texts, isInWecom, persons, openWechat }
  },
  template: `
    <section class="app-frame" :class="[session.place, { phone }]" :style="{ width }" :aria-label="texts.app">
      <div v-if="phone" class="status-bar" aria-hidden="true"><span>9:41</span><span>5G ▮▮▮</span></div>
      <header>
        <button v-if="phone" type="button" class="back" data-testid="back" :aria-label="texts.back"
          @click="pressBack()">‹</button>
        <span :class="{ address: !isInWecom(session.place) }">{{ caption }}</span>
        <template v-if="session.place === 'officialAccount' && session.person">
          <label>{{ texts.person }} <select :value="session.person.id" data-testid="person"
            @change="openWechat($event.target.value, session.person.isSnapshot)">
            <option v-for="{ id, name } in persons" :key="id" :value="id">{{ name }}</option>
          </select></label>
          <label><input type="checkbox" :checked="session.person.isSnapshot" data-testid="snapshot"
            @change="openWechat(session.person.id, $event.target.checked)"> {{ texts.snapshot }}</label>
        </template>
      </header>
      <iframe v-if="session.frame" :key="session.frame" title="sidebar" :src="source" allow="clipboard-write"
        :style="{ colorScheme: session.client.theme }"></iframe>
      <div v-else class="waiting"></div>
    </section>`,
})
