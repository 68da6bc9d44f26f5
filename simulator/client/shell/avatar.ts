import { computed, defineComponent } from 'vue'
import { initialOf } from './initial.ts'
import { session } from './session.ts'

/** The picture of a person or group; without a picture, a character of the name. */
export const Avatar = defineComponent({
  props: { name: { type: String, required: true }, url: { type: String, default: '' }, group: Boolean },
  setup(props) {
    const source = computed(() => {
      const seed = props.url.split('/').at(-2)
      return seed ? `${session.world.proxyUrl}/__wecom/avatar/${seed}.svg` : ''
    })
    return { source, initialOf }
  },
  template: `
    <span class="avatar" :class="{ group }" aria-hidden="true">
      <img v-if="source" :src="source" alt="">
      <template v-else>{{ group ? '群' : initialOf(name) }}</template>
    </span>`,
})
