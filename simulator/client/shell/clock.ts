/// <reference lib="dom" />
import { computed, defineComponent, onMounted, onUnmounted, ref } from 'vue'
import { api } from './api.ts'
import { clockTime, dayOf } from './dates.ts'
import { texts } from './texts.ts'

const HOUR = 3_600_000
const STEPS = [['hour', HOUR], ['day', 24 * HOUR], ['week', 7 * 24 * HOUR]] as const

/** WeCom's clock: tokens, codes and limits end by it. The app's own clock stays. */
export const Clock = defineComponent({
  setup() {
    const offset = ref(0)
    const now = ref(Date.now())
    const shown = computed(() => {
      const time = now.value + offset.value
      return `${dayOf(time, now.value, texts.value)} ${clockTime(time)}`
    })
    const timer = setInterval(() => now.value = Date.now(), 10_000)
    onMounted(async () => offset.value = (await api.settings()).clockOffsetMs)
    onUnmounted(() => clearInterval(timer))

    async function shift(select: HTMLSelectElement): Promise<void> {
      const by = Number(select.value)
      select.value = ''
      const clockOffsetMs = by === 0 ? 0 : offset.value + by
      offset.value = (await api.changeSettings({ clockOffsetMs })).clockOffsetMs
    }
    return { offset, shown, shift, STEPS, texts }
  },
  template: `
    <label>{{ texts.clock }}<select data-testid="clock" @change="shift($event.target)">
      <option value="">{{ shown }}</option>
      <option v-for="[name, by] in STEPS" :key="name" :value="by">+ {{ texts['one_' + name] }}</option>
      <option v-if="offset" value="0">{{ texts.present }}</option>
    </select></label>`,
})
