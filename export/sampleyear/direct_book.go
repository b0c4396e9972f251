package sampleyear

import (
	"fmt"
	"slices"
	"time"
)

// direct is one 直通车 item: what a supervisor reported on the spot, as far as it has come.
type direct struct {
	*group
	raiser                         *person
	on                             time.Time
	place, text                    string
	class, declined                string
	triaged, passed, replied, told time.Time
	returned                       time.Time
	reply, opinion, returnWhy      string
}

var directSpecs = []struct{ place, text, class, reply string }{
	{"办事大厅", "窗口午间无人值守，群众排队等候", "一般", "已安排午间轮值，公示值班表"},
	{"服务窗口", "一次性告知单与实际要求的材料不一致", "一般", "已更新告知单，并在网站同步"},
	{"单位门前", "无障碍坡道被杂物占用", "一般", "已清理，并纳入每日巡查"},
	{"项目工地", "施工围挡破损，夜间无警示灯", "重大", "已更换围挡，加装警示灯，约谈施工单位"},
	{"社区", "公示栏半年没有更新惠民资金发放情况", "一般", "已补齐公示，按月更新"},
	{"办事大厅", "咨询电话多次无人接听", "一般", "已设专人接听，未接来电当日回拨"},
	{"乡镇", "饮用水水源地标志牌缺失", "重大", "已补立标志牌，排查全部水源地"},
}

// directs are two a month from March on, each as far as the ledger's day lets it be, and two of the last days before it, of which one waits to be
// looked at and one to be passed on. One in seven is not taken up, one in five comes late, one answer is sent back.
func (c *county) directs() []*direct {
	var all []*direct
	for i := range 18 {
		g, spec := c.groups[(i*5+2)%len(c.groups)], directSpecs[i%len(directSpecs)]
		d := &direct{group: g, raiser: g.members[i%len(g.members)], on: c.work.onOrAfter(day(c.year, 3+i/2, 5+(i%2)*14)), place: spec.place, text: spec.text}
		all = append(all, d)
		if d.triaged = c.work.after(d.on, 1); i%7 == 5 {
			d.declined = "属邻里纠纷，已告知向社区调解委员会反映"
			d.told = c.work.after(d.on, 3)
			continue
		}
		d.class, d.passed = spec.class, c.work.after(d.on, 2)
		term := 4 + i%5/4*4 // in calendar days, and too many of some
		if d.class == "重大" {
			term = 15
		}
		if replied := c.work.after(d.passed, term); i != 11 && !replied.After(c.asOf) {
			d.replied, d.reply = replied, spec.reply
		}
		if told := c.work.after(d.passed, term+3); !d.replied.IsZero() && i < 15 && !told.After(c.asOf) {
			d.told, d.opinion = told, []string{"满意", "基本满意"}[i%2]
		}
		if back := c.work.after(d.replied, 3); i == 16 && !d.replied.IsZero() && !back.After(c.asOf) {
			d.returned, d.returnWhy = back, "现场复查时仍未整改到位"
		}
	}
	all = slices.DeleteFunc(append(all, c.newDirects()...), func(d *direct) bool { return d.on.After(c.asOf) })
	for _, d := range all {
		if c.known(&d.triaged, &d.passed, &d.told); d.triaged.IsZero() {
			d.class, d.declined = "", ""
		}
	}
	return all
}

// newDirects are those of the last days before the ledger's.
func (c *county) newDirects() (all []*direct) {
	for i, on := range []time.Time{c.work.onOrBefore(c.asOf.AddDate(0, 0, -4)), c.work.onOrBefore(c.asOf.AddDate(0, 0, -3))} {
		g, spec := c.groups[(i*9+1)%len(c.groups)], directSpecs[i*3]
		d := &direct{group: g, raiser: g.members[0], on: on, place: spec.place, text: spec.text}
		if i == 0 {
			d.triaged, d.class = c.work.after(on, 1), spec.class
		}
		all = append(all, d)
	}
	return all
}

func writeDirects(c *county) ([]byte, error) {
	return writeLedger(page[*direct]{
		sheet: "监督直通车", title: fmt.Sprintf("%d年度民主监督直通车台账(示例)", c.year),
		columns: []column[*direct]{
			{"", "编号", 8, func(i int, _ *direct) any { return i + 1 }},
			{"反映", "反映日期", 14, func(i int, d *direct) any { return dateText(i, d.on) }},
			{"反映", "反映人", 10, func(_ int, d *direct) any { return d.raiser.name }},
			{"反映", "地点", 12, func(_ int, d *direct) any { return d.place }},
			{"反映", "涉及单位", 26, func(_ int, d *direct) any { return d.unit.name }},
			{"反映", "反映事项", 44, func(_ int, d *direct) any { return d.text }},
			{"办理", "分流日期", 14, func(i int, d *direct) any { return dateText(i+1, d.triaged) }},
			{"办理", "类别", 8, func(_ int, d *direct) any { return d.class }},
			{"办理", "不予受理原因", 30, func(_ int, d *direct) any { return d.declined }},
			{"办理", "转办日期", 14, func(i int, d *direct) any { return dateText(i+2, d.passed) }},
			{"办理", "答复日期", 14, func(i int, d *direct) any { return dateText(i, d.replied) }},
			{"办理", "答复内容", 40, func(_ int, d *direct) any { return d.reply }},
			{"办理", "退回日期", 14, func(i int, d *direct) any { return dateText(i+1, d.returned) }},
			{"办理", "退回原因", 30, func(_ int, d *direct) any { return d.returnWhy }},
			{"反馈", "反馈日期", 14, func(i int, d *direct) any { return dateText(i+3, d.told) }},
			{"反馈", "反映人意见", 12, func(_ int, d *direct) any { return d.opinion }},
		},
		foot: func(int) []string {
			return []string{"注:一般事项转办后5个工作日、重大事项15个工作日内答复。"}
		},
	}, c.directs())
}
