package roster

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data"
	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// merge asks into which unit the chosen one goes, and shows what that would move before it is done.
func (t *unitTab) merge() {
	chosen := t.Chosen()
	if len(chosen) != 1 {
		t.desk.Toast("先在列表中选中要并入别处的那个单位", "", nil)
		return
	}
	t.Leave(func() { t.askSuccessor(chosen[0]) })
}

func (t *unitTab) askSuccessor(unit records.Row) {
	store := t.desk.Store()
	desk.Load(t.desk.Tasks(), "roster.units", func(ctx context.Context) ([]record.Record, error) {
		return roster.Units.Records(ctx, store.DB(), record.Scope{})
	}, func(units []record.Record, err error) {
		if err != nil {
			t.desk.Fail(err)
			return
		}
		newMerging(t.desk, unit.ID, unit.Values["name"], units)
	})
}

// merging is the box that asks for the successor.
type merging struct {
	desk *desk.Desk
	from int64
	ids  map[string]int64
	plan *data.Merger
	box  *question
}

func newMerging(d *desk.Desk, from int64, name string, units []record.Record) *merging {
	m := &merging{desk: d, from: from, ids: map[string]int64{}}
	var options []form.Option
	for _, u := range units {
		if u.ID == from || u.Values["state"] != "" {
			continue
		}
		m.ids[u.Values["name"]] = u.ID
		options = append(options, form.Option{
			Value: u.Values["name"], Note: u.Values["system"], Key: fold.Key(u.Values["name"], u.Values["short"], u.Values["former_names"]),
		})
	}
	fields := []form.Field{
		{Key: "into", Label: "承接单位", Kind: form.FieldPicker, Required: true, Options: options, Hint: "汉字、拼音或首字母"},
		{Key: "on", Label: "并入日期", Kind: form.FieldDate, Required: true},
	}
	m.box = ask(d, "将「"+name+"」并入别的单位",
		"没办完的工作转给承接单位，办完的留在原单位名下，往年的数字不变；原单位只能查看，它的各种名称以后都找到承接单位。",
		"并入", fields, map[string]string{"on": d.Today()}, 515, 270, func(*question) { m.do() }, func(*question) { m.preview() })
	m.box.agree.SetEnabled(false)
	return m
}

// preview finds out what the merger would do, once both fields are filled in.
func (m *merging) preview() {
	m.plan = nil
	m.box.agree.SetEnabled(false)
	values := m.box.form.Values()
	into, on := m.ids[values["into"]], values["on"]
	if into == 0 || on == "" {
		m.tell()
		return
	}
	st, from := m.desk.Store(), m.from
	desk.Load(m.desk.Tasks(), "roster.merge", func(ctx context.Context) (*data.Merger, error) {
		return data.PlanMerge(ctx, st, from, into, on)
	}, func(plan *data.Merger, err error) {
		if err != nil {
			m.tell(kit.NewNote("不能并入", store.Sentence(err), look.ToneLate))
			return
		}
		m.plan = plan
		m.box.agree.SetEnabled(true)
		m.tell(mergerShown(plan)...)
	})
}

func (m *merging) tell(objects ...fyne.CanvasObject) {
	m.box.below.Objects = []fyne.CanvasObject{container.NewVScroll(kit.NewColumn(10, objects...))}
	m.box.below.Refresh()
}

// mergerShown is the plan in a table, with what people must look at below.
func mergerShown(plan *data.Merger) []fyne.CanvasObject {
	table := kit.NewSmallTable(kit.SmallColumn{Title: "", Weight: 3}, kit.SmallColumn{Title: "转给承接单位", Weight: 3, Align: fyne.TextAlignTrailing},
		kit.SmallColumn{Title: "留在原单位", Weight: 3, Align: fyne.TextAlignTrailing})
	var rows []kit.SmallRow
	var moves []string
	for _, p := range plan.Parts {
		rows = append(rows, kit.SmallRow{Cells: []kit.SmallCell{{Text: p.Title}, {Text: fmt.Sprint(len(p.Moves)), Bold: len(p.Moves) > 0}, {Text: fmt.Sprint(len(p.Stays))}}})
		if len(p.Moves) > 0 {
			moves = append(moves, p.Title+"："+strings.Join(p.Moves, "、"))
		}
	}
	table.SetRows(rows)
	out := []fyne.CanvasObject{table}
	if len(plan.Attention) > 0 {
		out = append(out, kit.NewNote("并入后请处理", strings.Join(plan.Attention, "\n"), look.ToneDue))
	}
	if len(moves) > 0 {
		out = append(out, kit.NewNote("转给「"+plan.IntoName+"」的有", strings.Join(moves, "\n"), look.ToneNormal))
	}
	return out
}

func (m *merging) do() {
	plan := m.plan
	if plan == nil {
		return
	}
	m.box.close()
	m.desk.Write(plan.Wording(), func(ctx context.Context, tx *store.Tx) error {
		_, err := data.MergeUnits(ctx, tx, plan.From, plan.Into, plan.On)
		return err
	}, func(err error) {
		if err != nil {
			m.desk.Fail(err)
			return
		}
		m.desk.ToastUndo("已" + plan.Wording())
	})
}
