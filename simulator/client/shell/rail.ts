import { computed, defineComponent } from 'vue'
import { Avatar } from './avatar.ts'
import { go, session, type Place } from './session.ts'

const places: { place: Place, label: string, icon: string }[] = [
  { place: 'chats', label: '消息', icon: 'M4 5h16v11H9l-5 4z' },
  { place: 'workbench', label: '工作台', icon: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z' },
  { place: 'outside', label: '浏览器', icon: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18' },
]

/** Left edge: who is signed in, and the three places an app can be opened from. */
export const Rail = defineComponent({
  components: { Avatar },
  setup() {
    const me = computed(() => session.world.members.find(({ userId }) => userId === session.client.userId))
    return { session, places, go, me }
  },
  template: `
    <nav class="rail" aria-label="客户端">
      <Avatar v-if="me" :name="me.name" :url="me.avatar" />
      <button v-for="{ place, label, icon } in places" :key="place" :aria-current="session.place === place || undefined"
        :data-testid="'place-' + place" @click="go(place)">
        <svg viewBox="0 0 24 24" aria-hidden="true"><path :d="icon" /></svg>{{ label }}
      </button>
    </nav>`,
})
