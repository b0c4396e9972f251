package sampleyear

import (
	"fmt"
	"time"
)

// The units that the standing committee votes on, in two classes.
var votedUnits = []struct{ name, class string }{
	{"县教育局", "社会事业"},
	{"县民政局", "社会事业"},
	{"县卫生健康局", "社会事业"},
	{"县公安局", "经济管理"},
	{"县住房和城乡建设局", "经济管理"},
	{"县水务局", "经济管理"},
}

const (
	votesReturned = 40
	spoiledVote   = 17 // the ballot that is
)

// ballot is what one of the two persons typed of a ballot.
type ballot struct {
	number   int
	pass, by string
	marks    []string // by the places of the units
}

func (c *county) voteName() string { return fmt.Sprintf("%d年常委会现场测评", c.year) }

// votedOn is the day of the vote; the ballots are typed in on that day, and locked on the next.
func (c *county) votedOn() time.Time { return c.work.onOrAfter(day(c.year, 10, 28)) }

// ballots are the same in both entries: what differed was settled by typing again.
func (c *county) ballots() (all []ballot) {
	words := []string{"满意", "满意", "基本满意", "满意", "不满意", "满意", "不了解", "满意", "基本满意", "", "满意"}
	for n := 1; n <= votesReturned; n++ {
		for i, pass := range []string{"一录", "二录"} {
			b := ballot{number: n, pass: pass, by: []string{"王芳", "李慧敏"}[i]}
			for u := range votedUnits {
				b.marks = append(b.marks, words[(n*(u+3)+n/4+u)%len(words)])
			}
			all = append(all, b)
		}
	}
	return all
}

func writeVote(c *county) ([]byte, error) {
	return writeLedger(page[string]{
		sheet: "民主评议", title: fmt.Sprintf("%d年度票决评议(示例)", c.year),
		columns: []column[string]{
			{"", "年度", 7, func(int, string) any { return c.year }},
			{"", "评议名称", 30, func(_ int, name string) any { return name }},
			{"", "评分方案", 20, func(int, string) any { return "票决换算" }},
		},
		foot: func(int) []string {
			return []string{"注:常委会会议现场无记名测评,一次发票、一次收票。"}
		},
	}, []string{c.voteName()})
}

func writeVoteTargets(c *county) ([]byte, error) {
	return writeLedger(page[struct{ name, class string }]{
		sheet: "票决对象", title: c.voteName() + "对象(示例)",
		columns: []column[struct{ name, class string }]{
			{"", "评议名称", 30, func(int, struct{ name, class string }) any { return c.voteName() }},
			{"", "被评单位", 26, func(_ int, u struct{ name, class string }) any { return u.name }},
			{"", "类别", 14, func(_ int, u struct{ name, class string }) any { return u.class }},
		},
		foot: func(int) []string { return []string{"注:名次在同一类别内排。"} },
	}, votedUnits)
}

func writeRound(c *county) ([]byte, error) { return c.writeRound(nil) }

// writeLock is the accounting once the ballots are counted.
func writeLock(c *county) ([]byte, error) {
	return c.writeRound([]column[int]{
		{"", "锁定日期", 14, func(i int, _ int) any { return dateText(i, c.work.after(c.votedOn(), 1)) }},
		{"", "锁定人", 10, func(int, int) any { return "王芳" }},
		{"", "复核人", 10, func(int, int) any { return "李慧敏" }},
	})
}

func (c *county) writeRound(more []column[int]) ([]byte, error) {
	count := func(title string, n int) column[int] {
		return column[int]{"", title, 10, func(int, int) any { return n }}
	}
	return writeLedger(page[int]{
		sheet: "评议票务", title: c.voteName() + "票务(示例)",
		columns: append([]column[int]{
			{"", "评议名称", 30, func(int, int) any { return c.voteName() }},
			{"", "轮次", 8, func(_ int, n int) any { return n }},
			{"", "测评日期", 14, func(i int, _ int) any { return dateText(i, c.votedOn()) }},
			count("应到", 45), count("实到", 41), count("发出票", 41), count("收回票", votesReturned), count("无效票", 1),
		}, more...),
		foot: func(int) []string { return []string{"计票人:            监票人:"} },
	}, []int{1})
}

func writeBallots(c *county) ([]byte, error) {
	columns := []column[ballot]{
		{"", "票号", 8, func(_ int, b ballot) any { return b.number }},
		{"", "录入", 8, func(_ int, b ballot) any { return b.pass }},
		{"", "录入人", 10, func(_ int, b ballot) any { return b.by }},
		{"", "录入日期", 14, func(i int, _ ballot) any { return dateText(i, c.votedOn()) }},
		{"", "整张无效", 10, func(_ int, b ballot) any { return yesNo(b.number == spoiledVote) }},
	}
	for u := range votedUnits {
		columns = append(columns, column[ballot]{"", votedUnits[u].name, 14, func(_ int, b ballot) any {
			if b.number == spoiledVote {
				return ""
			}
			return b.marks[u]
		}})
	}
	return writeLedger(page[ballot]{
		sheet: "评议票", title: c.voteName() + "评议票录入表(示例)", columns: columns,
		foot: func(int) []string { return []string{"注:没有画的为弃权;每张票两人各录一次。"} },
	}, c.ballots())
}
