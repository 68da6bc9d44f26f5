import * as v from 'valibot'
import { defineDoor } from '../../../http/door/define-door.ts'
import { frameToken, panelId } from '../../../http/ids.ts'
import { tellVisit } from '../../../http/panel-page.ts'

export default defineDoor({
  does: 'Exchanges the token of a frame, once, for what the panel may know: who looks, at which customer or group.',
  who: 'panel',
  params: { panel: panelId },
  body: v.strictObject({ token: frameToken }),
  answer: 'FrameAnswer',
  errors: [
    'panel_signature_refused', 'panel_token_invalid', 'customer_not_found', 'group_not_found', 'store_unavailable',
  ],
  asks: 'wecom',
}, ({ event, panel, body: { token } }) => tellVisit(event, panel, token))
