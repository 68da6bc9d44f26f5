import { defineComponent } from 'vue'
import type { ClientChange } from './api.ts'
import { change, changeMember, reload, session } from './session.ts'

const versions = ['5.0.11', '4.1.36', '3.0.24', '3.0.23', '2.8.10', '2.4.0']
const platforms = [['windows', 'Windows'], ['mac', 'Mac'], ['ios', 'iPhone'], ['android', 'Android']]
const widths = [280, 360, 414]

/** What kind of client this is; an ordinary browser is none. Each change loads the app anew, as an updated or restarted client would. */
export const Toolbar = defineComponent({
  props: { logOpen: Boolean },
  emits: ['toggleLog'],
  setup() {
    const set = (values: ClientChange) => change(values)
    return { session, versions, platforms, widths, set, changeMember, reload }
  },
  template: `
    <header class="toolbar" aria-label="模拟设置">
      <fieldset :disabled="session.place === 'outside'">
      <label>成员<select :value="session.client.userId" data-testid="member" @change="changeMember($event.target.value)">
        <option v-for="member in session.world.members" :key="member.userId" :value="member.userId">{{ member.name }}</option>
      </select></label>
      <label>版本<select :value="session.client.version" data-testid="version" @change="set({ version: $event.target.value })">
        <option v-for="version in versions" :key="version">{{ version }}</option>
      </select></label>
      <label>平台<select :value="session.client.platform" data-testid="platform" @change="set({ platform: $event.target.value })">
        <option v-for="[value, name] in platforms" :key="value" :value="value">{{ name }}</option>
      </select></label>
      <label>主题<select :value="session.client.theme" data-testid="theme" @change="set({ theme: $event.target.value })">
        <option value="light">浅色</option><option value="dark">深色</option>
      </select></label>
      <label>语言<select :value="session.client.language" data-testid="language" @change="set({ language: $event.target.value })">
        <option value="zh">中文</option><option value="en">English</option>
      </select></label>
      <label>宽度<select v-model="session.width" data-testid="width">
        <option v-for="width in widths" :key="width" :value="width">{{ width }} px</option>
      </select></label>
      <label>切换会话<select v-model="session.switching" data-testid="switching">
        <option value="reload">重新加载</option><option value="inPlace">原地切换</option>
      </select></label>
      </fieldset>
      <span class="space"></span>
      <button data-testid="reload" @click="reload">刷新应用</button>
      <button :aria-pressed="logOpen" data-testid="toggle-log" @click="$emit('toggleLog')">请求日志</button>
    </header>`,
})
