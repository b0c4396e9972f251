package supervision

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/data/plan"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
)

// copying is the box in which the plan of the year worked on is made after that of another, or after the template.
type copying struct {
	desk   *desk.Desk
	to     int
	years  []int // that have a plan, but the one made
	from   int   // 0: the template
	drafts []record.Values

	shown *widget.PopUp
	which *kit.Chip
	below *fyne.Container
	agree *kit.Button
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

func newCopying(d *desk.Desk, years []int) *copying {
	c := &copying{desk: d, to: d.Year(), below: container.NewStack()}
	c.years = slices.DeleteFunc(years, func(year int) bool { return year == c.to })
	if slices.Contains(c.years, c.to-1) {
		c.from = c.to - 1
	} else if len(c.years) > 0 {
		c.from = c.years[0]
	}
	c.which = kit.NewOneOfChip(sourceName(c.from), func() []kit.Choice {
		choices := make([]kit.Choice, 0, len(c.years)+1)
		for _, year := range c.years {
			choices = append(choices, kit.Choice{Value: strconv.Itoa(year), Label: sourceName(year), Count: -1})
		}
		return append(choices, kit.Choice{Value: "0", Label: sourceName(0), Count: -1})
	}, func(value string) {
		year, err := strconv.Atoi(value)
		if err != nil {
			return
		}
		c.from = year
		c.preview()
	})
	c.agree = kit.NewPrimaryButton("新建", c.do)
	title := kit.NewHeading(fmt.Sprintf("新建 %d 年工作部署", c.to), 15)
	prose := kit.NewLabel("月份顺移到这一年，目标和其他内容不变；新建以后逐项修改，也可以撤销。", look.TextSize, look.ToneSoft)
	head := kit.NewColumn(8, title, prose, kit.NewRow(8, c.which))
	foot := kit.NewTrailing(kit.NewButton("取消", c.close), c.agree)
	canvas := d.Native().Canvas()
	c.shown = widget.NewModalPopUp(box.NewBox(kit.NewHeadAndFoot(head, kit.NewInset(0, 8, c.below), foot), c.close), canvas)
	c.shown.Resize(fyne.NewSize(min(680, canvas.Size().Width-2*look.Gap), min(460, canvas.Size().Height-2*look.Gap)))
	c.shown.Show()
	c.preview()
	canvas.Focus(c.agree)
	return c
}

func sourceName(year int) string {
	if year == 0 {
		return "六项模板"
	}
	return fmt.Sprintf("照 %d 年", year)
}

func (c *copying) close() { box.CloseBox(c.shown) }

// copied is what would be made, and why it cannot be; "" when it can.
type copied struct {
	drafts []record.Values
	why    string
}

// preview finds out what would be made.
func (c *copying) preview() {
	st, from, to := c.desk.Store(), c.from, c.to
	c.agree.SetEnabled(false)
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
		c.agree.SetEnabled(made.why == "" && len(made.drafts) > 0)
		c.tell(made)
	})
}

// tell shows the items that would be made under why they cannot be.
func (c *copying) tell(made copied) {
	var objects []fyne.CanvasObject
	if made.why != "" {
		objects = append(objects, kit.NewNote("不能新建", made.why, look.ToneLate))
	}
	if len(made.drafts) > 0 {
		table := kit.NewSmallTable(kit.SmallColumn{Title: "事项", Weight: 5}, kit.SmallColumn{Title: "类别", Width: 84},
			kit.SmallColumn{Title: "时间", Width: 130}, kit.SmallColumn{Title: "目标", Width: 120})
		rows := make([]kit.SmallRow, len(made.drafts))
		for i, v := range made.drafts {
			rows[i] = kit.SmallRow{Cells: []kit.SmallCell{{Text: v["code"] + v["title"]}, {Text: v["kind"]}, {Text: copiedMonths(v)}, {Text: v["targets"]}}}
		}
		table.SetRows(rows)
		objects = append(objects, table)
	}
	c.below.Objects = []fyne.CanvasObject{container.NewVScroll(kit.NewColumn(8, objects...))}
	c.below.Refresh()
}

// copiedMonths are the months of an item: 2026-03 至 11, the second with its year where that is another.
func copiedMonths(v record.Values) string {
	from, to := v["from_month"], v["to_month"]
	return from + " 至 " + strings.TrimPrefix(to, from[:min(len("2026-"), len(from))])
}

// do makes the plan.
func (c *copying) do() {
	drafts, to := c.drafts, c.to
	if len(drafts) == 0 {
		return
	}
	c.close()
	wording := plan.Wording(to, c.from, len(drafts))
	c.desk.Write(wording, func(ctx context.Context, tx *store.Tx) error { return plan.Add(ctx, tx, to, drafts) }, func(err error) {
		if err != nil {
			c.desk.Fail(err)
			return
		}
		c.desk.ToastUndo("已" + wording)
	})
}
