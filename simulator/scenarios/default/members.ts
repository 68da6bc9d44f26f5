import type { Department, Member } from '../scenario.ts'
import { avatar } from './ids.ts'

export const departments: Department[] = [
  { id: 1, name: '春山家居' },
  { id: 2, name: '销售部' },
  { id: 3, name: '客户服务部' },
  { id: 4, name: '杭州西湖店' },
  { id: 9, name: '全国服务团队' },
]

/** The member who is signed in by default. */
export const linXiaotong: Member = {
  userId: 'linxiaotong',
  name: '林晓彤',
  departmentIds: [2],
  position: '客户顾问',
  gender: 2,
  mobile: '13800138001',
  email: 'linxiaotong@chunshan.example',
  avatar: avatar('member-linxiaotong'),
}

/** A colleague, who follows the stranger. */
export const chenZhiyuan: Member = {
  userId: 'chenzhiyuan',
  name: '陈志远',
  departmentIds: [2],
  position: '销售经理',
  gender: 1,
  avatar: avatar('member-chenzhiyuan'),
}

export const wangSiqi: Member = {
  userId: 'wangsiqi',
  name: '王思琪',
  departmentIds: [3],
  position: '售后专员',
  gender: 2,
  avatar: avatar('member-wangsiqi'),
}

/** A member without customers. */
export const zhaoGuoqiang: Member = {
  userId: 'zhaoguoqiang',
  name: '赵国强',
  departmentIds: [1, 4],
  position: '店长',
  gender: 1,
  avatar: avatar('member-zhaoguoqiang'),
}

/** 1,200 members who follow only one customer. */
export const serviceTeam: Member[] = Array.from({ length: 1200 }, (_, index) => {
  const number = String(index + 1).padStart(4, '0')
  return { userId: `service${number}`, name: `服务专员${number}`, departmentIds: [9], position: '服务专员', background: true }
})

/** A member of a linked company (企业互联), who signs in as `CorpId/userid` and is unknown to all other APIs. */
export const linkedMember: Member = {
  userId: 'ww8c41d7e52fa9b360/hejun',
  name: '何军（经销商）',
  departmentIds: [1],
  background: true,
}

export const members: Member[] = [linXiaotong, chenZhiyuan, wangSiqi, zhaoGuoqiang, ...serviceTeam, linkedMember]
