import AdminHint from '~/components/status/AdminHint.vue'
import { specimen } from '../../specimen'

export default specimen(AdminHint, {
  hint: { props: { text: '客户联系 → API → 可调用接口的应用：添加本应用。' } },
})
