import type { Customer } from '../scenario.ts'
import { avatar, externalUserId, seconds, unionId } from './ids.ts'
import { chenZhiyuan, linXiaotong, serviceTeam, wangSiqi } from './members.ts'
import { tagIds } from './tags.ts'

/** A WeChat customer with all fields. The notes of colleagues must never reach the signed-in member. */
export const withUnionId: Customer = {
  externalUserId: externalUserId('wm', 'zhangwei'),
  name: '张伟',
  avatar: avatar('customer-zhangwei'),
  type: 1,
  gender: 1,
  unionId: unionId('zhangwei'),
  follows: [
    {
      userId: linXiaotong.userId,
      remark: '张伟（滨江全屋）',
      description: '滨江 128㎡ 精装房，偏爱原木色，预算 20 万，下周六上午到店看样。',
      createTime: seconds('2025-11-08'),
      tags: [
        { tagId: tagIds.gold },
        { tagId: tagIds.wholeHouse },
        { tagId: tagIds.hangzhou },
        { personal: '喜欢周末联系', groupName: '我的标签' },
      ],
      remarkCorpName: '杭州云起科技',
      remarkMobiles: ['13800138000', '057188886666'],
      addWay: 1,
      operUserId: externalUserId('wm', 'zhangwei'),
      state: 'spring2026',
    },
    {
      userId: chenZhiyuan.userId,
      remark: '同事备注-张总-不可外泄',
      description: '同事描述-仅陈志远可见',
      createTime: seconds('2026-01-15'),
      tags: [{ personal: '同事的个人标签', groupName: '陈志远' }],
      remarkMobiles: ['13911112222'],
      addWay: 3,
      operUserId: linXiaotong.userId,
    },
  ],
}

/** A WeChat customer whose unionid WeCom has not sent yet; without an avatar. */
export const withoutUnionId: Customer = {
  externalUserId: externalUserId('wm', 'lina'),
  name: '李娜',
  avatar: '',
  type: 1,
  gender: 2,
  unionId: unionId('lina'),
  unionIdPending: true,
  follows: [{
    userId: linXiaotong.userId,
    remark: '李娜',
    createTime: seconds('2026-11-18'),
    tags: [{ tagId: tagIds.fresh }],
    addWay: 16,
    operUserId: externalUserId('wm', 'lina'),
    state: 'hkaLink7',
  }],
}

/** A customer who works at another company with WeCom; one link is dangerous, one is plain http. */
export const wecomCustomer: Customer = {
  externalUserId: externalUserId('wo', 'sunhaoran'),
  name: '孙浩然',
  avatar: 'http://wework.qpic.cn/wwpic/customer-sunhaoran/0',
  type: 2,
  gender: 1,
  position: '采购总监',
  corpName: '望江酒店',
  corpFullName: '浙江望江酒店管理有限公司',
  externalAttributes: [
    { type: 0, name: '办公电话', text: { value: '0571-86668888 转 602' } },
    { type: 1, name: '公司官网', web: { url: 'https://www.wangjiang-hotels.example/', title: '望江酒店' } },
    { type: 1, name: '旧版官网', web: { url: 'http://old.wangjiang-hotels.example/', title: '旧版官网' } },
    { type: 1, name: '优惠活动', web: { url: 'javascript:alert(document.cookie)', title: '点我领券' } },
    { type: 2, name: '预订小程序', miniprogram: { appid: 'wx8bd80126147df384', pagepath: 'pages/index', title: '望江订房' } },
  ],
  follows: [{
    userId: linXiaotong.userId,
    remark: '孙总（望江酒店）',
    description: '12 月新店软装采购，约 80 间客房。',
    createTime: seconds('2025-06-20'),
    tags: [{ tagId: tagIds.sofa }],
    remarkMobiles: ['13666668888'],
    addWay: 2,
    operUserId: linXiaotong.userId,
  }],
}

/** A customer with 1,201 followers. The signed-in member is the last one, on the third page of 500. */
export const manyFollowers: Customer = {
  externalUserId: externalUserId('wm', 'zhoumin'),
  name: '周敏',
  avatar: avatar('customer-zhoumin'),
  type: 1,
  gender: 2,
  unionId: unionId('zhoumin'),
  follows: [
    ...serviceTeam.map(({ userId }, index) => ({
      userId,
      remark: `周女士-${userId}`,
      createTime: seconds('2024-05-01') + index * 60,
      addWay: 202,
      operUserId: chenZhiyuan.userId,
    })),
    {
      userId: linXiaotong.userId,
      remark: '周敏（老客户）',
      description: '第 1201 位跟进人是我。',
      createTime: seconds('2026-09-01'),
      tags: [{ tagId: tagIds.silver }],
      addWay: 201,
      operUserId: chenZhiyuan.userId,
    },
  ],
}

/** A colleague's customer. The signed-in member can open the conversation, but does not follow this person. */
export const stranger: Customer = {
  externalUserId: externalUserId('wm', 'wulei'),
  name: '吴磊',
  avatar: avatar('customer-wulei'),
  type: 1,
  gender: 1,
  unionId: unionId('wulei'),
  follows: [{
    userId: wangSiqi.userId,
    remark: '吴磊（售后）',
    createTime: seconds('2026-02-11'),
    addWay: 6,
    operUserId: wangSiqi.userId,
  }],
}

/** A person who has only written to 微信客服: no member of the company has added this person. */
export const visitor: Customer = {
  externalUserId: externalUserId('wm', 'xiaoyu'),
  name: '小雨',
  avatar: avatar('customer-xiaoyu'),
  type: 1,
  gender: 2,
  unionId: unionId('xiaoyu'),
  follows: [],
}
