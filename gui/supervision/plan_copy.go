package supervision

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cppccdesk/data/plan"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
)

// copying is the box in which the plan of a year is made after that of another, or after the template.
type copying struct {
	desk   *desk.Desk
	to     int
	years  []int // that have a plan
	from   int   // 0: the template
	drafts []record.Values

	*box.Preview
	which, into *kit.Chip
}

// askCopy asks after which year the plan is to be made, and shows what it would be.
func askCopy(d *desk.Desk) {
	st := d.Store()
	if d.Refuses() {
		return
	}
	desk.Load(d.Tasks(), "supervision.plan.years", func(ctx context.Context) ([]int, error) {
		return plan.Years(ctx, st.DB())
	}, func(years []int, err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		newCopying(d, years)
	})
}

// aheadYears is how many years ahead of the one worked on a plan can be made.
const aheadYears = 2

func newCopying(d *desk.Desk, years []int) *copying {
	c := &copying{desk: d, to: d.Year(), years: years}
	for c.to < d.Year()+aheadYears && slices.Contains(years, c.to) {
		c.to++ // this one has its plan: the next is meant
	}
	c.which = kit.NewOneOfChip("", c.sources, func(value string) {
		if year, err := strconv.Atoi(value); err == nil {
			c.from = year
			c.preview()
		}
	})
	c.into = kit.NewOneOfChip(targetName(c.to), func() []kit.Choice {
		var choices []kit.Choice
		for year := d.Year(); year <= d.Year()+aheadYears; year++ {
			choices = append(choices, kit.Choice{Value: strconv.Itoa(year), Label: targetName(year), Count: -1})
		}
		return choices
	}, func(value string) {
		if year, err := strconv.Atoi(value); err == nil {
			c.to = year
			c.chooseFrom()
			c.preview()
		}
	})
	c.chooseFrom()
	c.Preview = box.NewPreview(d.Native().Canvas(), "新建工作部署", "选新建到哪一年、照哪一年。月份顺移，目标和其他内容不变；新建以后逐项修改，也可以撤销。别的年度的部署，把工作年度换到那一年看。", "新建", c.do, c.into, c.which)
	c.Show()
	c.preview()
	return c
}

// sources are the years the plan can be made after, and the template.
func (c *copying) sources() []kit.Choice {
	var choices []kit.Choice
	for _, year := range c.years {
		if year != c.to {
			choices = append(choices, kit.Choice{Value: strconv.Itoa(year), Label: sourceName(year), Count: -1})
		}
	}
	return append(choices, kit.Choice{Value: "0", Label: sourceName(0), Count: -1})
}

// chooseFrom has the plan made after that of the year before, else of the newest there is, else after the template.
func (c *copying) chooseFrom() {
	c.from = 0
	if slices.Contains(c.years, c.to-1) {
		c.from = c.to - 1
	} else if at := slices.IndexFunc(c.years, func(year int) bool { return year != c.to }); at >= 0 {
		c.from = c.years[at]
	}
	c.which.Set(sourceName(c.from), c.which.On)
}

func targetName(year int) string { return fmt.Sprintf("新建到 %d 年", year) }

func sourceName(year int) string {
	if year == 0 {
		return "六项模板"
	}
	return fmt.Sprintf("照 %d 年", year)
}

// copied is what would be made, and why it cannot be; "" when it can.
type copied struct {
	drafts []record.Values
	why    string
}

// preview finds out what would be made.
func (c *copying) preview() {
	st, from, to := c.desk.Store(), c.from, c.to
	c.Agree.SetEnabled(false)
	desk.Load(c.desk.Tasks(), "supervision.plan.copy", func(ctx context.Context) (copied, error) {
		drafts, err := plan.After(ctx, st.DB(), from, to)
		if err != nil {
			return copied{}, err
		}
		why, err := plan.Refused(ctx, st.DB(), to, drafts)
		return copied{drafts, why}, err
	}, func(made copied, err error) {
		if err != nil {
			made.why = store.Sentence(err)
		}
		c.drafts = made.drafts
		c.tell(made)
	})
}

// tell shows the items that would be made under why they cannot be.
func (c *copying) tell(made copied) {
	var notes []*kit.Note
	if made.why != "" {
		notes = append(notes, kit.NewNote("不能新建", made.why, look.ToneLate))
	}
	table := kit.NewSmallTable(kit.SmallColumn{Title: "事项", Weight: 5}, kit.SmallColumn{Title: "类别", Width: 84},
		kit.SmallColumn{Title: "时间", Width: 130}, kit.SmallColumn{Title: "目标", Width: 120})
	rows := make([]kit.SmallRow, len(made.drafts))
	for i, v := range made.drafts {
		rows[i] = kit.SmallRow{Cells: []kit.SmallCell{{Text: v["code"] + v["title"]}, {Text: v["kind"]}, {Text: copiedMonths(v)}, {Text: v["targets"]}}}
	}
	table.SetRows(rows)
	if len(rows) == 0 {
		table = nil
	}
	c.Tell(made.why == "" && len(made.drafts) > 0, notes, table)
}

// copiedMonths are the months of an item: 2026-03 至 11, the second with its year where that is another, or the one there is.
func copiedMonths(v record.Values) string {
	from, to := v["from_month"], v["to_month"]
	if from == to {
		return from
	}
	return from + " 至 " + strings.TrimPrefix(to, from[:min(len("2026-"), len(from))])
}

// do makes the plan.
func (c *copying) do() {
	drafts, to := c.drafts, c.to
	if len(drafts) == 0 {
		return
	}
	c.Close()
	wording := plan.Wording(to, c.from, len(drafts))
	c.desk.Write(wording, func(ctx context.Context, tx *store.Tx) error { return plan.Add(ctx, tx, to, drafts) }, func(err error) {
		if err != nil {
			c.desk.Fail(err)
			return
		}
		if to == c.desk.Year() {
			c.desk.ToastUndo("已" + wording)
			return
		}
		c.desk.Toast("已"+wording, fmt.Sprintf("去 %d 年看", to), func() { c.desk.InYear(to, "新建的部署属于", func() {}) })
	})
}
