package records

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"cppccdesk/data"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
)

// details tells of the record chosen: every field that is filled in, by section, and who changed it last.
type details struct {
	desk   *desk.Desk
	config *Config
	pane   *kit.DetailPane
	edit   func(id int64)

	row  Row
	open bool // sensitive values are shown
}

func newDetails(d *desk.Desk, c *Config, edit func(id int64)) *details {
	return &details{desk: d, config: c, edit: edit, pane: kit.NewDetailPane("选中一行查看详情,回车或双击编辑")}
}

// several says that more than one record, or none, is chosen.
func (d *details) several(n int) {
	d.row = Row{}
	if n < 2 {
		d.pane.Clear()
		return
	}
	d.pane.SetHeader(fmt.Sprintf("已选中 %d %s", n, d.config.Unit), "", "")
	d.pane.SetBody(kit.NewParagraph("Ctrl+C 复制到 Excel,Delete 放入回收站。", kit.TextSize, kit.ToneMuted))
	d.pane.SetFoot("")
}

func (d *details) show(row Row) {
	if row.ID != d.row.ID {
		d.open = false
	}
	d.row = row
	var tags []*kit.Chip
	for _, key := range d.config.Tags {
		for _, value := range row.Values.Many(key) {
			tags = append(tags, kit.NewTag(value, false))
		}
	}
	d.pane.SetHeader(row.Values[d.config.Title], "", "", tags...)
	body := d.body()
	actions := []fyne.CanvasObject{kit.NewPrimaryButton("编辑", func() { d.edit(row.ID) })}
	if d.hides() {
		actions = append(actions, kit.NewButton("显示证件和电话", func() {
			d.open = true
			d.show(row)
		}))
	}
	body = append(body, kit.NewInset(0, 6, kit.NewRow(8, actions...)))
	d.pane.SetBody(body...)
	d.readFoot()
}

// hides tells whether the record has something masked.
func (d *details) hides() bool {
	for _, f := range d.config.Kind.Fields {
		if f.Sensitive && d.row.Values[f.Key] != "" && !d.open {
			return true
		}
	}
	return false
}

// body lists the filled-in fields under the headings of their sections.
func (d *details) body() []fyne.CanvasObject {
	var out, lines []fyne.CanvasObject
	section := ""
	flush := func() {
		if len(lines) > 0 {
			out = append(out, kit.NewHeading(section, kit.TextSize), kit.NewColumn(5, lines...))
		}
		lines = nil
	}
	for _, f := range d.config.Kind.Fields {
		if f.Section != "" {
			flush()
			section = f.Section
		}
		value := d.row.Values[f.Key]
		if value == "" || f.Bool && value == "否" {
			continue
		}
		if f.Sensitive && !d.open {
			value = masked(value)
		}
		lines = append(lines, NewFact(f.Title, value))
	}
	flush()
	return out
}

// readFoot says how often the record was changed, and when last by whom.
func (d *details) readFoot() {
	store, kind, id := d.desk.Store(), d.config.Kind, d.row.ID
	d.pane.SetFoot("")
	desk.Load(d.desk.Tasks(), "records.history", func(ctx context.Context) (string, error) {
		return LastChange(ctx, store, kind, id)
	}, func(text string, err error) {
		if err != nil {
			d.desk.Fail(err)
			return
		}
		d.pane.SetFoot(text)
	})
}

// LastChange is the line that says how often a record was changed and when last by whom: 修改记录 9 · 王芳 11-02 导入委员名册.
func LastChange(ctx context.Context, store *data.Store, kind *data.Kind, id int64) (string, error) {
	entries, err := kind.History(ctx, store, id)
	if err != nil || len(entries) == 0 {
		return "", err
	}
	last := entries[0]
	return fmt.Sprintf("修改记录 %d · %s %s %s", len(entries), last.Actor, last.At.Local().Format("01-02"), last.Wording), nil
}
