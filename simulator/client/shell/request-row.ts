/// <reference lib="dom" />
import { computed, defineComponent, ref, type PropType } from 'vue'
import type { LoggedRequest } from '../../world/request-log.ts'
import { api } from './api.ts'
import { curlOf } from './curl.ts'
import { toast } from './live.ts'
import { session } from './session.ts'
import { texts } from './texts.ts'

const clock = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** One call; a click shows its parameters, body and answer. */
export const RequestRow = defineComponent({
  props: { request: { type: Object as PropType<LoggedRequest>, required: true } },
  setup(props) {
    const isOpen = ref(false)
    const time = computed(() => clock.format(new Date(props.request.at)))
    const isBad = computed(() => /^(refused|fault)/.test(props.request.verdict))
    const curl = computed(() => curlOf(props.request, location.origin, session.world.proxyUrl))
    const parts = computed(() => {
      const { parameters, headers, body, answer } = props.request
      return [['parameters', parameters], ['headers', headers], ['body', body], ['answer', answer]]
        .flatMap(([name, text]) => text ? [{ name, text: indented(text) }] : [])
    })
    const copy = async () => {
      await navigator.clipboard.writeText(curl.value ?? '')
      toast(texts.value.done)
    }
    async function replay(asItWas: boolean): Promise<void> {
      try {
        toast((await api.replayPanelCall(props.request.id, asItWas)).verdict)
      }
      catch (error) {
        toast((error as Error).message)
      }
    }
    return { isOpen, time, isBad, curl, parts, copy, replay, texts }
  },
  template: `
    <tr :class="{ bad: isBad }" :data-request="request.id">
      <td>{{ time }}</td>
      <td><span :class="['channel', request.channel]">{{ texts[request.channel] }}</span></td>
      <td class="path"><button type="button" :aria-expanded="isOpen" @click="isOpen = !isOpen"
        >{{ request.method }} {{ request.path }}</button></td>
      <td>{{ request.verdict }}</td>
      <td>{{ request.durationMs }} ms</td>
    </tr>
    <tr v-if="isOpen" class="details">
      <td colspan="5">
        <button v-if="curl" type="button" data-testid="copy-curl" @click="copy">{{ texts.copyCurl }}</button>
        <template v-if="request.channel === 'panel'">
          <button type="button" data-testid="replay" @click="replay(false)">{{ texts.replay }}</button>
          <button type="button" data-testid="replay-as-it-was" @click="replay(true)">{{ texts.replayAsItWas }}</button>
        </template>
        <template v-for="{ name, text } in parts"><h3>{{ texts[name] }}</h3><pre>{{ text }}</pre></template>
      </td>
    </tr>`,
})

/** JSON with line breaks; other texts as they are. */
function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  }
  catch {
    return text
  }
}
