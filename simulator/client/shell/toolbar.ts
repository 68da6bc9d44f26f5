/// <reference lib="dom" />
import { defineComponent, onMounted, ref } from 'vue'
import type { Entry } from '../../world/clients.ts'
import type { ClientNetwork } from '../../scenarios/settings.ts'
import { ActiveFaults } from './active-faults.ts'
import { api, type ClientChange } from './api.ts'
import { Clock } from './clock.ts'
import { change, changeEntry, changeMember, isInWecom, reload, session, type PanelName } from './session.ts'
import { texts } from './texts.ts'
import { NARROWEST, WIDEST } from './url-state.ts'

const versions = ['5.0.11', '4.1.36', '3.1.10', '3.0.24', '3.0.23', '2.8.10', '2.4.0']
const platforms = [['windows', 'Windows'], ['mac', 'Mac'], ['ios', 'iPhone'], ['android', 'Android']]
const entries: Entry[] = [
  'normal', 'contact_profile', 'single_chat_tools', 'group_chat_tools', 'chat_attachment', 'single_kf_tools',
  'chain_single_chat_tools', 'chain_group_chat_tools', 'internal_group_chat_board',
]
const panels: PanelName[] = ['contexts', 'log', 'faults', 'settings']
const widths = [280, 360, 414]
// The module of the settings is not served to the browser.
const networks: ClientNetwork[] = ['full', '4g', '3g', 'offline']

/** Member, version and other properties of the client. Each change reloads the app, as a restart of a client does. */
export const Toolbar = defineComponent({
  components: { ActiveFaults, Clock },
  setup() {
    const network = ref<ClientNetwork>('full')
    onMounted(async () => network.value = (await api.settings()).clientNetwork)
    const setNetwork = async (clientNetwork: ClientNetwork) => {
      network.value = (await api.changeSettings({ clientNetwork })).clientNetwork
      reload()
    }
    function setWidth(input: HTMLInputElement): void {
      if (input.reportValidity()) session.width = input.valueAsNumber
    }
    const set = (values: ClientChange) => change(values)
    const toggle = (name: PanelName) => void (session.panel = session.panel === name ? undefined : name)
    const choices = { versions, platforms, entries, panels, widths, networks, NARROWEST, WIDEST }
    const commands = { set, setNetwork, setWidth, toggle, changeMember, changeEntry, reload }
    return { ...choices, ...commands, network, session, texts, isInWecom }
  },
  template: `
    <header class="toolbar" :aria-label="texts.simulated">
      <fieldset :disabled="!isInWecom(session.place)">
      <label>{{ texts.member }}<select :value="session.client.userId" data-testid="member"
        @change="changeMember($event.target.value)">
        <option v-for="{ userId, name } in session.world.members" :key="userId" :value="userId">{{ name }}</option>
      </select></label>
      <label>{{ texts.version }}<select :value="session.client.version" data-testid="version"
        @change="set({ version: $event.target.value })">
        <option v-for="version in versions" :key="version">{{ version }}</option>
      </select></label>
      <label>{{ texts.platform }}<select :value="session.client.platform" data-testid="platform"
        @change="set({ platform: $event.target.value })">
        <option v-for="[value, name] in platforms" :key="value" :value="value">{{ name }}</option>
      </select></label>
      <label>{{ texts.entry }}<select :value="session.entry" data-testid="entry"
        @change="changeEntry($event.target.value)">
        <option value="">{{ texts.automatic }}</option>
        <option v-for="entry in entries" :key="entry" :value="entry">{{ texts[entry] }} · {{ entry }}</option>
      </select></label>
      <label>{{ texts.switching }}<select v-model="session.switching" data-testid="switching">
        <option value="reload">{{ texts.byReload }}</option><option value="inPlace">{{ texts.inPlace }}</option>
      </select></label>
      </fieldset>
      <label>{{ texts.theme }}<select :value="session.client.theme" data-testid="theme"
        @change="set({ theme: $event.target.value })">
        <option value="light">{{ texts.light }}</option><option value="dark">{{ texts.dark }}</option>
      </select></label>
      <label>{{ texts.language }}<select :value="session.client.language" data-testid="language"
        @change="set({ language: $event.target.value })">
        <option value="zh">中文</option><option value="en">English</option>
      </select></label>
      <label>{{ texts.width }}<input type="number" :value="session.width" list="widths" :min="NARROWEST" :max="WIDEST"
        data-testid="width" @change="setWidth($event.target)"></label>
      <datalist id="widths"><option v-for="width in widths" :key="width" :value="width"></option></datalist>
      <label>{{ texts.network }}<select :value="network" data-testid="network"
        @change="setNetwork($event.target.value)">
        <option v-for="name in networks" :key="name" :value="name">{{ texts['network_' + name] }}</option>
      </select></label>
      <Clock />
      <div class="tools">
      <ActiveFaults />
      <button data-testid="reload" @click="reload">{{ texts.reload }}</button>
      <button v-for="name in panels" :key="name" :aria-pressed="session.panel === name" :data-testid="'toggle-' + name"
        @click="toggle(name)">{{ texts[name] }}</button>
      </div>
    </header>`,
})
