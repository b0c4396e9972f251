package sampleyear

import (
	"fmt"
	"slices"
	"time"
)

// handover is a meeting at which proposals were handed over to units; which those are follows from its day.
type handover struct {
	on          time.Time
	place, note string
}

// handovers are the meeting after the session, which hands over all that was filed then, and the one in summer for those made between the sessions;
// other proposals made between the sessions are handed over one by one, without a meeting.
func (c *county) handovers() []handover {
	all := []handover{{c.briefing, "县会议中心一楼报告厅", "县委办公室、县政府办公室、县政协办公室联合召开"}}
	for _, b := range laterBatches {
		if b.place != "" {
			all = append(all, handover{c.work.onOrAfter(day(c.year, b.month, b.day)), b.place, "平时提案集中交办"})
		}
	}
	return slices.DeleteFunc(all, func(h handover) bool { return h.on.After(c.asOf) })
}

func writeHandovers(c *county) ([]byte, error) {
	return writeLedger(page[handover]{
		sheet: "交办会", title: fmt.Sprintf("%d年度提案交办会登记表(示例)", c.year),
		columns: []column[handover]{
			{"", "批次", 8, func(i int, _ handover) any { return i + 1 }},
			{"", "交办会日期", 14, func(i int, h handover) any { return dateText(i, h.on) }},
			{"", "地  点", 26, func(_ int, h handover) any { return h.place }},
			{"", "备注", 44, func(_ int, h handover) any { return h.note }},
		},
		foot: func(int) []string {
			return []string{"注:当天交办的提案即为该批,件数按提案登记台账统计。"}
		},
	}, c.handovers())
}
