import type { Action } from '../../../simulator/actions/action.ts'
import { stranger } from '../../../simulator/scenarios/default/customers.ts'
import { decorationGroup } from '../../../simulator/scenarios/default/group.ts'
import { tagIds } from '../../../simulator/scenarios/default/tags.ts'
import { ME, zhangWei } from '../support.ts'

const { chatId } = decorationGroup

/** Actions of people, each with fields of the event that it raises (doc 92130). */
export const raisedEvents: [Action, Record<string, string>][] = [
  [
    { action: 'addContact', userId: ME, name: '新来的', state: 'poster7' },
    { Event: 'change_external_contact', ChangeType: 'add_external_contact', UserID: ME, State: 'poster7' },
  ],
  [
    { action: 'addContact', userId: ME, externalUserId: stranger.externalUserId, half: true },
    { ChangeType: 'add_half_external_contact', ExternalUserID: stranger.externalUserId },
  ],
  [
    { action: 'editContact', userId: ME, externalUserId: zhangWei, remark: '张' },
    { ChangeType: 'edit_external_contact', ExternalUserID: zhangWei },
  ],
  [
    { action: 'deleteContact', userId: ME, externalUserId: zhangWei, transferred: true },
    { ChangeType: 'del_external_contact', Source: 'DELETE_BY_TRANSFER' },
  ],
  [{ action: 'deletedByContact', userId: ME, externalUserId: zhangWei }, { ChangeType: 'del_follow_user' }],
  [
    { action: 'transferFails', userId: ME, externalUserId: zhangWei, reason: 'customer_refused' },
    { ChangeType: 'transfer_fail', FailReason: 'customer_refused' },
  ],
  [
    { action: 'createGroup', userId: ME, name: '新群' },
    { Event: 'change_external_chat', ChangeType: 'create' },
  ],
  [
    { action: 'joinGroup', chatId, id: stranger.externalUserId, scene: 3 },
    {
      ChangeType: 'update',
      UpdateDetail: 'add_member',
      JoinScene: '3',
      MemChangeCnt: '1',
      Item: stranger.externalUserId,
    },
  ],
  [
    { action: 'leaveGroup', chatId, id: zhangWei, scene: 1 },
    { UpdateDetail: 'del_member', QuitScene: '1', ChatId: chatId },
  ],
  [{ action: 'renameGroup', chatId, name: '新名' }, { UpdateDetail: 'change_name' }],
  [{ action: 'changeGroupOwner', chatId, userId: 'chenzhiyuan' }, { UpdateDetail: 'change_owner' }],
  [{ action: 'setGroupNotice', chatId, notice: '公告' }, { UpdateDetail: 'change_notice' }],
  [
    { action: 'dismissGroup', chatId },
    { ChangeType: 'dismiss', ChatId: chatId },
  ],
  [
    { action: 'renameTag', id: tagIds.gold, name: '白金' },
    { Event: 'change_external_tag', ChangeType: 'update', TagType: 'tag', Id: tagIds.gold },
  ],
  [
    { action: 'deleteTag', id: 'etNeedGroup000000000000000000002' },
    { ChangeType: 'delete', TagType: 'tag_group' },
  ],
  [{ action: 'shuffleTags' }, { ChangeType: 'shuffle', Id: '' }],
]
