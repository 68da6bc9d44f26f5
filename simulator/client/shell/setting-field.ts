/// <reference lib="dom" />
import { computed, defineComponent, type PropType } from 'vue'
import type { Settings } from '../../scenarios/settings.ts'
import { api } from './api.ts'
import { toast } from './live.ts'
import { settingTexts } from './setting-texts.ts'
import { texts } from './texts.ts'

type Kind = 'choice' | 'flag' | 'number' | 'text'

const choices: Record<string, string[] | undefined> = {
  developerAccount: ['bound', 'unbound', 'otherSubject'],
  appKind: ['selfBuilt', 'thirdParty'],
  clientNetwork: ['full', '4g', '3g', 'offline'],
}

/** One setting. A component of its own, so that a change of another setting does not overwrite what is being typed. */
export const SettingField = defineComponent({
  props: {
    name: { type: String as PropType<keyof Settings>, required: true },
    /** Lists and objects as JSON. */
    value: { type: [String, Number, Boolean] as PropType<string | number | boolean>, required: true },
    /** Whether it is another one than at first. */
    changed: Boolean,
  },
  emits: { change: (settings: Settings) => typeof settings === 'object' },
  setup(props, { emit }) {
    const kind = computed(() => kindOf(props.name, props.value))
    const options = computed(() => choices[props.name] ?? [])

    async function set(input: HTMLInputElement): Promise<void> {
      const value = kind.value === 'flag' ? input.checked : parse(kind.value, input.value)
      try {
        emit('change', await api.changeSettings({ [props.name]: value }))
      }
      catch (error) {
        toast((error as Error).message)
        input.value = String(props.value)
      }
    }
    return { kind, options, set, settingTexts, texts }
  },
  template: `
    <label :class="{ changed }"><span>{{ settingTexts[name] }} <em v-if="changed">{{ texts.changed }}</em>
      <code>{{ name }}</code></span>
      <input v-if="kind === 'flag'" type="checkbox" :checked="value" :data-testid="'setting-' + name"
        @change="set($event.target)">
      <select v-else-if="kind === 'choice'" :value="value" :data-testid="'setting-' + name"
        @change="set($event.target)">
        <option v-for="option in options" :key="option">{{ option }}</option>
      </select>
      <input v-else :type="kind" :value="value" :data-testid="'setting-' + name" @change="set($event.target)">
    </label>`,
})

function kindOf(name: string, value: unknown): Kind {
  if (choices[name]) return 'choice'
  if (typeof value === 'boolean') return 'flag'
  return typeof value === 'number' ? 'number' : 'text'
}

function parse(kind: Kind, text: string): unknown {
  if (kind === 'number') return Number(text)
  if (kind === 'choice') return text
  try {
    return JSON.parse(text)
  }
  catch {
    return text // `all`, or a text that the control API refuses with a message.
  }
}
