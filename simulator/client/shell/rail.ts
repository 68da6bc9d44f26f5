import { computed, defineComponent } from 'vue'
import { Avatar } from './avatar.ts'
import type { Place } from './contexts.ts'
import { go, session } from './session.ts'
import { texts } from './texts.ts'

const icons: { place: Place, icon: string }[] = [
  { place: 'chats', icon: 'M4 5h16v11H9l-5 4z' },
  { place: 'workbench', icon: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z' },
  { place: 'outside', icon: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18' },
  { place: 'website', icon: 'M4 9h16l-2-5H6zM5 9v11h14V9M9 20v-6h6v6' },
  { place: 'officialAccount', icon: 'M4 10v4l11 4V6zM15 9a3 3 0 0 1 0 6M7 15v5' },
]

/** The left edge: the signed-in member, and the places that can be opened. */
export const Rail = defineComponent({
  components: { Avatar },
  setup() {
    const me = computed(() => session.world.members.find(({ userId }) => userId === session.client.userId))
    const labels = computed(() => {
      const { chats, workbench, browser, website, officialAccount } = texts.value
      return { chats, workbench, outside: browser, website, officialAccount }
    })
    const { pages } = session.world
    const places = icons.filter(({ place }) =>
      (place !== 'website' && place !== 'officialAccount') || pages[place] !== undefined)
    return { session, places, go, me, labels, texts }
  },
  template: `
    <nav class="rail" :aria-label="texts.client">
      <Avatar v-if="me" :name="me.name" :url="me.avatar" />
      <button v-for="{ place, icon } in places" :key="place" :aria-current="session.place === place || undefined"
        :data-testid="'place-' + place" @click="go(place)">
        <svg viewBox="0 0 24 24" aria-hidden="true"><path :d="icon" /></svg>{{ labels[place] }}
      </button>
    </nav>`,
})
