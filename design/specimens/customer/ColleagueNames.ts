import ColleagueNames from '~/components/customer/ColleagueNames.vue'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

const colleagues = [{ userId: 'chenzhiyuan', name: '陈志远' }, { userId: 'linxiaotong', name: '林晓彤' }]

export default specimen(ColleagueNames, {
  'all by name': { props: { count: 2, colleagues, canAsk: true } },
  'some by name': { props: { count: 1_200, colleagues, canAsk: true } },
  'long': { props: { count: 1, colleagues: [{ userId: 'a', name: LONG }], canAsk: true } },
  'outside WeCom': { props: { count: 2, colleagues } },
  'loading': { props: { count: 2 } },
})
