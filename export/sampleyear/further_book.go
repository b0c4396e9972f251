package sampleyear

import (
	"fmt"
	"time"
)

// further are the letters that are written after the others were followed: one of what came back after it was signed off (复发), two of the office's own, of
// what was reported on the spot and of a proposal, one of the evaluation, which the unit has not signed for yet, and one that is approved and not delivered. Between them their points have been
// put off, sent back, and are waiting for acceptance.
func (c *county) further() []*letter {
	on := func(month, dayOfMonth int) time.Time { return c.work.onOrAfter(day(c.year, month, dayOfMonth)) }
	visits := c.visits()
	all := c.letters(visits)
	number := 0
	for _, l := range all {
		number = max(number, l.number)
	}
	back := c.letter(visits[2], number+1, "关于防止一次性告知问题反弹的监督意见", on(10, 14))
	back.earlier = fmt.Sprintf("%d-%d", c.year, all[0].number)
	back.points = []point{{
		letter: back, text: "完善一次性告知和限时办结制度，防止反弹", measure: "重新培训窗口人员，每周抽查", measured: c.work.after(back.received, 5),
		progress: "已培训两批 26 人", progressed: c.work.after(back.received, 9),
	}}

	item := c.directs()[3]
	spot := c.letter(&visit{group: &group{unit: item.unit}}, number+2, "关于改进现场管理的监督意见", on(6, 15))
	spot.points = []point{
		{
			letter: spot, text: "建立施工围挡和警示设施日巡查制度", source: fmt.Sprintf("直通车 %d-4", c.year), measure: "制定巡查办法，落实到人", measured: c.work.after(spot.received, 14),
			replied: on(9, 8), reply: "已建立巡查制度，发现问题即查即改", returned: on(9, 22), returnWhy: "现场抽查两处工地，巡查没有记录",
			progress: "补齐巡查记录，增加夜间巡查", progressed: on(10, 20), extendedTo: on(12, 18), extended: on(9, 23),
		},
		{
			letter: spot, text: "对有关责任单位开展约谈", measure: "约谈施工、监理单位", measured: c.work.after(spot.received, 14),
			replied: on(8, 25), reply: "已约谈 3 家单位", accepted: on(9, 4), lookedOn: on(10, 9), looked: "查阅约谈记录和整改照片，整改到位",
		},
	}

	p := c.unhappy()
	asked := c.letter(&visit{group: &group{unit: c.unit(p.leads[0])}}, number+3, "关于提案办理情况的监督意见", on(9, 2))
	asked.points = []point{
		{
			letter: asked, text: "对提案人不满意的事项重新研究，书面说明理由和下一步安排", source: fmt.Sprintf("提案 %d-%d", c.year, p.number), measure: "成立专班，再次与提案人面商",
			measured: c.work.after(asked.received, 10), replied: on(11, 9), reply: "已与提案人面商并说明安排，分年度实施",
		},
		{letter: asked, text: "建立提案办理台账，按季通报", source: "会议活动 " + c.activities[0].title, measure: "制定台账，明确责任股室", measured: c.work.after(asked.received, 10), replied: on(11, 10), reply: "台账已建立，三季度已通报"},
	}

	low := c.letter(&visit{group: &group{unit: c.unit(c.panels[1].unit)}}, number+4, "关于民主评议发现问题的监督意见", c.work.onOrBefore(c.asOf.AddDate(0, 0, -19)))
	low.received = time.Time{}
	low.points = []point{{letter: low, text: "针对评议意见逐项制定整改清单", source: "民主评议 " + c.evaluationName()}}

	ready := c.letter(visits[5], number+5, "关于公开惠民资金发放情况的监督意见", c.work.onOrBefore(c.asOf.AddDate(0, 0, -11)))
	ready.delivered, ready.received = time.Time{}, time.Time{}
	ready.points = []point{{letter: ready, text: "按月公开惠民资金发放情况"}, {letter: ready, text: "公布投诉电话，接受群众监督"}}
	return []*letter{back, spot, asked, low, ready}
}

// letter is one that is submitted on a day and has gone its way to the unit.
func (c *county) letter(v *visit, number int, title string, submitted time.Time) *letter {
	return &letter{
		visit: v, number: number, title: title, submitted: submitted, signed: c.work.after(submitted, 3), approved: c.work.after(submitted, 8),
		delivered: c.work.after(submitted, 12), received: c.work.after(submitted, 14),
	}
}

// unhappy is the first proposal that its proposer is not satisfied with.
func (c *county) unhappy() *proposal {
	for _, p := range c.proposals {
		if p.satisfaction == "不满意" {
			return p
		}
	}
	return nil
}

func writeFurtherLetters(c *county) ([]byte, error) { return letterBook(c, c.further()) }

func writeFurtherPoints(c *county) ([]byte, error) { return pointBook(c, c.further()) }
