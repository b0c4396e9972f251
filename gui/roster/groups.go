package roster

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// groupTab is the list of groups with what makes those of the next year.
type groupTab struct {
	*records.ListTab
	desk *desk.Desk
}

var _ records.TabActor = (*groupTab)(nil)

func newGroupTab(d *desk.Desk) *groupTab {
	return &groupTab{records.NewListTab(d, groupList), d}
}

// Actions implements records.TabActor.
func (t *groupTab) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{kit.NewButton("轮换编下一年…", func() { t.Leave(func() { askRotation(t.desk) }) })}
}

// rotating is the box in which the groups of a year are made from those of another.
type rotating struct {
	desk         *desk.Desk
	from, to, by int
	made         *roster.Rotation

	*box.Preview
	round *kit.Chip
}

// mostPlaces is by how many groups the box offers to hand units on.
const mostPlaces = 5

// askRotation asks how far units are handed on, and shows what the groups would be: of the year worked on from those before it where it has none, else of
// the next.
func askRotation(d *desk.Desk) {
	st := d.Store()
	if d.Refuses() {
		return
	}
	desk.Load(d.Tasks(), "roster.groups.years", func(ctx context.Context) ([]int, error) {
		return roster.GroupYears(ctx, st.DB())
	}, func(years []int, err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		newRotating(d, years)
	})
}

func newRotating(d *desk.Desk, years []int) *rotating {
	r := &rotating{desk: d, from: d.Year(), to: d.Year() + 1, by: roster.RotateBy}
	if !slices.Contains(years, r.from) && slices.Contains(years, r.from-1) {
		r.from, r.to = r.from-1, r.from
	}
	r.round = kit.NewOneOfChip(roundName(r.by), func() []kit.Choice {
		var choices []kit.Choice
		for by := range mostPlaces + 1 {
			choices = append(choices, kit.Choice{Value: strconv.Itoa(by), Label: roundName(by), Count: -1})
		}
		return choices
	}, func(value string) {
		if by, err := strconv.Atoi(value); err == nil {
			r.by = by
			r.preview()
		}
	})
	prose := fmt.Sprintf("照 %d 年的小组编 %d 年的：组长和成员不变，派驻单位轮换，派驻时间顺移，要回避的单位换给别的组。新建以后逐组换人、改单位，也可以一起撤销。", r.from, r.to)
	r.Preview = box.NewPreview(d.Native().Canvas(), fmt.Sprintf("编 %d 年监督小组", r.to), prose, "新建", r.do, r.round)
	r.Show()
	r.preview()
	return r
}

// roundName is what handing units on by so many groups is called.
func roundName(by int) string {
	if by == 0 {
		return "单位不轮换"
	}
	return fmt.Sprintf("单位轮换 %d 位", by)
}

// rotatedYear is what would be made, and why it cannot be; "" when it can.
type rotatedYear struct {
	made *roster.Rotation
	why  string
}

// preview finds out what would be made.
func (r *rotating) preview() {
	st, from, to, by := r.desk.Store(), r.from, r.to, r.by
	r.Agree.SetEnabled(false)
	desk.Load(r.desk.Tasks(), "roster.groups.rotate", func(ctx context.Context) (rotatedYear, error) {
		made, err := roster.Rotate(ctx, st.DB(), from, to, by)
		if err != nil {
			return rotatedYear{}, err
		}
		why, err := made.Refused(ctx, st.DB())
		return rotatedYear{made, why}, err
	}, func(y rotatedYear, err error) {
		if err != nil {
			y = rotatedYear{why: store.Sentence(err)}
		}
		r.made = y.made
		r.tell(y)
	})
}

// tell shows the groups that would be made under why they cannot be.
func (r *rotating) tell(y rotatedYear) {
	if y.made == nil {
		r.Tell(false, []*kit.Note{kit.NewNote("不能新建", y.why, look.ToneLate)}, nil)
		return
	}
	var notes []*kit.Note
	if y.why != "" {
		notes = append(notes, kit.NewNote("不能新建", y.why, look.ToneLate))
	}
	table := kit.NewSmallTable(kit.SmallColumn{Title: "组", Width: 34}, kit.SmallColumn{Title: "组长和人数", Width: 104},
		kit.SmallColumn{Title: fmt.Sprintf("%d 年派驻", y.made.From), Weight: 3}, kit.SmallColumn{Title: fmt.Sprintf("%d 年派驻", y.made.To), Weight: 3}, kit.SmallColumn{Title: "说明", Weight: 4})
	rows := make([]kit.SmallRow, len(y.made.Groups))
	for i, g := range y.made.Groups {
		people := fmt.Sprintf("%s 等 %d 人", g.Values["leader"], len(zh.SplitNames(g.Values["members"])))
		rows[i] = kit.SmallRow{Cells: []kit.SmallCell{{Text: g.Values["number"]}, {Text: people}, {Text: g.Was}, {Text: g.Values["units"]}, {Text: g.Why}}}
	}
	table.SetRows(rows)
	r.Tell(y.why == "", notes, table)
}

// do makes the groups.
func (r *rotating) do() {
	made := r.made
	if made == nil {
		return
	}
	r.Close()
	r.desk.Write(made.Wording(), made.Add, func(err error) {
		if err != nil {
			r.desk.Fail(err)
			return
		}
		if made.To == r.desk.Year() {
			r.desk.ToastUndo("已" + made.Wording())
			return
		}
		r.desk.Toast("已"+made.Wording(), fmt.Sprintf("去 %d 年看", made.To), func() { r.desk.InYear(made.To, "新编的小组属于", func() {}) })
	})
}
