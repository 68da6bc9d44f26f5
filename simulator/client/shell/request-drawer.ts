import { computed, defineComponent, ref } from 'vue'
import { live } from './live.ts'

const clock = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const channels = { server: '服务端', oauth: '登录', bridge: '客户端', callback: '回调' }

/** Every call to the simulator with its verdict, newest first. */
export const RequestDrawer = defineComponent({
  setup() {
    const onlyRefused = ref(false)
    const shown = computed(() => live.requests
      .filter(({ verdict }) => !onlyRefused.value || /^(refused|fault)/.test(verdict))
      .map(request => ({
        ...request,
        time: clock.format(new Date(request.at)),
        channelName: channels[request.channel],
        bad: /^(refused|fault)/.test(request.verdict),
      })))
    return { shown, onlyRefused }
  },
  template: `
    <section class="request-drawer" aria-label="请求日志">
      <header><h2>请求日志</h2><label><input v-model="onlyRefused" type="checkbox"> 只看被拒绝的</label></header>
      <div class="rows" tabindex="0" role="region" aria-label="请求">
        <table>
          <tbody>
            <tr v-for="request in shown" :key="request.id" :class="{ bad: request.bad }">
              <td>{{ request.time }}</td>
              <td><span :class="['channel', request.channel]">{{ request.channelName }}</span></td>
              <td class="path" :title="request.parameters">{{ request.path }}</td>
              <td>{{ request.verdict }}</td>
              <td>{{ request.durationMs }} ms</td>
            </tr>
          </tbody>
        </table>
        <p v-if="shown.length === 0" class="nothing">还没有请求</p>
      </div>
    </section>`,
})
