package report

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/superior"
	"cppccdesk/export"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// FormsKey is the key of the page of superiors' forms, which is hidden.
const FormsKey = "superior-forms"

// Forms is the page 照表填报: the blank workbooks of superiors, each to be matched with the figures once and filled whenever it is due.
type Forms struct {
	*records.Page

	desk *desk.Desk
	date *form.DateField
}

// NewForms makes the page.
func NewForms(d *desk.Desk) *Forms {
	p := &Forms{desk: d}
	d.AddCommand(desk.Command{Menu: "工具", Title: "照表填报…", Group: 30, Do: func() { d.Go(FormsKey) }})
	p.Page = records.NewPage(d, FormsKey, "照表填报", records.Config{
		Kind: superior.Forms, Key: "report.forms", Unit: "个", Title: "name", Tags: []string{"receiver"}, Flex: "name", Hide: []string{"receiver", "workbook", "cells", "note"},
		Share: 0.36, Empty: "还没有上级表样。把上级发的空白表（.xlsx）用「添加空白表…」加进来。", // the cells of a form need room
		Filters: []records.Filter{{Text: "报送机关", Field: "receiver"}},
		Tone: func(field string, v record.Values) look.Tone {
			if field == "open_count" && v[field] != "0" {
				return look.ToneDue
			}
			return look.ToneNormal
		},
		Note: func(r records.Row) *kit.Note {
			if r.Values["open_count"] == "0" {
				return nil
			}
			return kit.NewNote(r.Values["open_count"]+" 格没有对应", "填表时空着；要填的，在「编辑」的「单元格对应」里给它选指标。", look.ToneDue)
		},
		More: func(r records.Row) []records.More {
			return []records.More{{Text: "填写…", Do: func() { p.fill(r) }}, {Text: "认表样", Do: func() { p.match(r.ID, r.Values["name"]) }}}
		},
	})
	return p
}

// TopBar implements desk.Page.
func (p *Forms) TopBar() (middle, right []fyne.CanvasObject) {
	p.date = form.NewDateField(p.desk.Calendar())
	p.date.PlaceHolder = p.desk.Today()
	middle, _ = p.Page.TopBar()
	middle = append(middle, kit.NewLabel("填报日期", look.TextSize, look.ToneMuted), container.NewGridWrap(fyne.NewSize(132, look.FieldHeight), p.date))
	return middle, []fyne.CanvasObject{kit.NewButton("导出当前列表", p.Export), kit.NewPrimaryButton("添加空白表…", p.add)}
}

// add asks for a superior's workbook, makes it a form of its name and matches it.
func (p *Forms) add() {
	if p.desk.Refuses() {
		return
	}
	p.desk.AskFiles("上级发的空白表", desk.Workbook, func(paths []string) {
		if len(paths) > 1 {
			p.desk.Tell("添加空白表", fmt.Sprintf("选了 %d 个文件。一个表样只有一份空白表，请一份一份地添加。", len(paths)))
			return
		}
		p.take(paths[0])
	})
}

// take makes a workbook the form of its name; where there is one it asks first.
func (p *Forms) take(path string) {
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	st := p.desk.Store()
	desk.Load(p.desk.Tasks(), "report.form", func(ctx context.Context) (bool, error) {
		return superior.Named(ctx, st.DB(), name)
	}, func(known bool, err error) {
		use := func() { p.use(name, path) }
		switch {
		case err != nil:
			p.desk.Fail(err)
		case known:
			p.desk.Confirm("换空白表", "已有名为「"+name+"」的表样。换成这一份吗？对应好的格子按行名和栏名找到新的位置，原来的空白表进回收站。", "换成这一份", use)
		default:
			use()
		}
	})
}

// use makes a workbook the blank one of the form of that name and matches it.
func (p *Forms) use(name, path string) {
	st, actor, scope := p.desk.Store(), p.desk.Actor(), p.desk.Scope()
	var id int64
	p.desk.Tasks().Run("添加空白表", func(ctx context.Context, _ func(string, int, int)) error {
		if err := export.UseForm(ctx, st, actor, scope, name, path); err != nil {
			return err
		}
		made, err := superior.Forms.Find(ctx, st.DB(), scope, name)
		id = made.ID
		return err
	}, func(err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.match(id, name)
	})
}

// day is the day the figures are of.
func (p *Forms) day() (string, error) {
	day, err := p.date.Value()
	if err != nil {
		return "", store.Refuse(store.CodeInvalid, "填报日期「%s」不对，请改成 2026-12-31 这样的日期；空着就是今天。", p.date.Text)
	}
	if day == "" {
		day = p.desk.Today()
	}
	return day, nil
}

// fill asks where to and fills a form with the figures of the year as of the day.
func (p *Forms) fill(r records.Row) {
	day, err := p.day()
	if err != nil {
		p.desk.Fail(err)
		return
	}
	p.desk.AskSave("照表填报", fmt.Sprintf("%s %s.xlsx", r.Values["name"], day), desk.Workbook, func(path string) { p.write(r, day, path) })
}

// write fills a form into a file, which the user has agreed to replace.
func (p *Forms) write(r records.Row, day, path string) {
	st, actor, year := p.desk.Store(), p.desk.Actor(), p.desk.Year()
	out := export.FormOutgoing(r.Values["name"], year, day, path)
	out.Replace = true
	filled := 0
	p.desk.Tasks().Run("照表填报", func(ctx context.Context, _ func(string, int, int)) error {
		return st.Send(ctx, actor, out, func() (n int, err error) {
			filled, err = export.FillForm(ctx, st, r.ID, year, day, path)
			return filled, err
		})
	}, func(err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		text := fmt.Sprintf("已填 %d 格，%d 年，统计到 %s", filled, year, day)
		if left := r.Values["open_count"]; left != "0" {
			text += "；" + left + " 格没有对应，空着"
		}
		p.desk.Toast(text, "打开", func() { p.desk.OpenWithSystem(path) })
	})
}

// match finds which cells of a form take which figures, stores that and opens the form for what is left to do by hand.
func (p *Forms) match(id int64, name string) {
	if p.desk.Refuses() {
		return
	}
	st, scope, today := p.desk.Store(), p.desk.Scope(), p.desk.Today()
	p.Leave(func() {
		var m export.FormMatches
		p.desk.Tasks().Run("认表样", func(ctx context.Context, _ func(string, int, int)) (err error) {
			m, err = export.MatchForm(ctx, st, id, scope.Year, today)
			return err
		}, func(err error) {
			if err != nil {
				p.desk.Fail(err)
				return
			}
			p.desk.Write(m.Wording(name), func(ctx context.Context, tx *store.Tx) error {
				return superior.SetCells(ctx, tx, scope, id, m.Cells)
			}, func(err error) {
				if err != nil {
					p.desk.Fail(err)
					return
				}
				p.desk.ToastUndo("「" + name + "」" + m.Sentence())
				p.Select(id)
				p.Edit(id)
			})
		})
	})
}
