import IgnoreCheck from '~/components/doctor/IgnoreCheck.vue'
import { specimen } from '../../specimen'

export default specimen(IgnoreCheck, { closed: { props: {} }, kept: { props: { reason: '只在本机试用' } } })
