import DiagnosisPanel from '~/components/diagnosis/DiagnosisPanel.vue'
import { specimen } from '../../specimen'

const userAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/107.0 wxwork/5.0.11 MicroMessenger/7.0.1'

export default specimen(DiagnosisPanel, {
  asked: {
    props: {
      userAgent, version: '5.0.11', state: 'customer', entry: 'single_chat_tools',
      steps: [
        { name: 'load', ms: 41, text: '' },
        { name: 'getContext', ms: 6, text: '{"entry":"single_chat_tools","errMsg":"getContext:ok"}' },
      ],
    },
  },
  refused: {
    props: {
      userAgent, version: '5.0.11', state: 'failed',
      steps: [{ name: 'agentConfig', ms: 320, text: 'agentConfig:invalid signature', failed: true }],
    },
  },
  waiting: { props: { userAgent, state: 'starting', steps: [{ name: 'bridge' }] } },
})
