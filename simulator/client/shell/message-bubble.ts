import { computed, defineComponent, type PropType } from 'vue'
import type { ChatMessage } from '../../scenarios/scenario.ts'
import { MessageCard } from './message-card.ts'
import { openLink } from './session.ts'
import { textParts } from './text-parts.ts'

/** The content of one message: a text with its links, a picture, a file, or a card. */
export const MessageBubble = defineComponent({
  components: { MessageCard },
  props: { message: { type: Object as PropType<ChatMessage>, required: true } },
  setup(props) {
    const parts = computed(() => textParts(props.message.text))
    const file = computed(() => props.message.mediaId && `/simulator/media/${props.message.mediaId}`)
    return { parts, file, openLink }
  },
  template: `
    <MessageCard v-if="message.card" :message="message" />
    <p v-else :class="['bubble', message.msgtype]">
      <img v-if="file && message.msgtype === 'image'" :src="file" :alt="message.text">
      <a v-else-if="file" :href="file" download>{{ message.text }}</a>
      <template v-for="part in file ? [] : parts">
        <a v-if="part.url" :href="part.url" @click.prevent="openLink(part.url)">{{ part.text }}</a>
        <template v-else>{{ part.text }}</template>
      </template>
      <span v-if="message.link" class="link">{{ message.link }}</span>
    </p>`,
})
