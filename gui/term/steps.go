package term

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/grid"
)

// makeChoosers makes the lists of the second to the fourth step.
func (p *Page) makeChoosers() {
	p.bodies = newChooser(p.desk, choice[bodyRow]{
		key: "term.bodies", unit: "个", yes: "带入", no: "不带入", emptyWords: "本届没有登记界别、专委会和活动组",
		is: func(r *bodyRow) bool { return r.carried }, set: func(r *bodyRow, on bool) { r.carried = on; p.touch() },
		id: func(r *bodyRow) int64 { return r.id }, search: func(r *bodyRow) string { return r.key },
		columns: []grid.Column[*bodyRow]{
			text("kind", "类别", 90, func(r *bodyRow) string { return r.kind.Title }),
			{Key: "name", Title: "名称", Width: 220, Flex: true, Text: func(r *bodyRow) string { return r.name }},
			text("new", "新一届的名称", 220, func(r *bodyRow) string {
				if r.newName == "" {
					return r.name
				}
				return r.newName
			}),
			{Key: "members", Title: "本届委员", Width: 90, Align: fyne.TextAlignTrailing, Text: func(r *bodyRow) string { return r.members }},
		},
		quick: []grid.Quick[*bodyRow]{{Text: "类别", Column: "kind"}, {Text: "改名的", Keep: func(r *bodyRow) bool { return r.newName != "" }}},
		extra: []fyne.CanvasObject{kit.NewButton("改名…", p.rename)},
	})
	p.members = newChooser(p.desk, choice[memberRow]{
		key: "term.members", unit: "人", yes: "留任", no: "不留任", emptyWords: "本届没有委员",
		is: func(r *memberRow) bool { return r.stays }, set: func(r *memberRow, on bool) { r.stays = on; p.touch() },
		id: func(r *memberRow) int64 { return r.id }, search: func(r *memberRow) string { return r.key },
		columns: []grid.Column[*memberRow]{
			text("name", "姓名", 90, func(r *memberRow) string { return r.name }),
			text("number", "委员编号", 84, func(r *memberRow) string { return r.number }),
			text("gender", "性别", 50, func(r *memberRow) string { return r.gender }),
			{Key: "age", Title: "年龄", Width: 50, Align: fyne.TextAlignTrailing, Text: func(r *memberRow) string { return r.age }},
			{Key: "served", Title: "连任届数", Width: 76, Align: fyne.TextAlignTrailing, Text: func(r *memberRow) string { return r.served }},
			text("sector", "界别", 120, func(r *memberRow) string { return r.sector }),
			text("political", "政治面貌", 84, func(r *memberRow) string { return r.political }),
			text("posts", "政协职务", 100, func(r *memberRow) string { return r.posts }),
			text("committees", "专委会", 120, func(r *memberRow) string { return r.committees }),
			text("status", "状态", 76, func(r *memberRow) string { return r.status }),
			{Key: "workplace", Title: "工作单位", Width: 160, Flex: true, Text: func(r *memberRow) string { return r.workplace }},
		},
		quick: []grid.Quick[*memberRow]{
			{Text: "界别", Column: "sector"},
			{Text: "党派", Column: "political"},
			{Text: "连任届数", Column: "served"},
			{Text: "状态", Column: "status"},
			{Text: "留任的", Keep: func(r *memberRow) bool { return r.stays }},
			{Text: "不留任的", Keep: func(r *memberRow) bool { return !r.stays }},
		},
	})
	p.supervisors = newChooser(p.desk, choice[supervisorRow]{
		key: "term.supervisors", unit: "人", yes: "续聘", no: "不续聘", emptyWords: "没有在聘的民主监督员",
		is: func(r *supervisorRow) bool { return r.goesOn }, set: func(r *supervisorRow, on bool) { r.goesOn = on; p.touch() },
		id: func(r *supervisorRow) int64 { return r.id }, search: func(r *supervisorRow) string { return r.key },
		columns: []grid.Column[*supervisorRow]{
			text("name", "姓名", 90, func(r *supervisorRow) string { return r.name }),
			text("number", "编号", 96, func(r *supervisorRow) string { return r.number }),
			text("group", "组号", 60, func(r *supervisorRow) string { return r.group }),
			text("from", "聘任日期", 100, func(r *supervisorRow) string { return r.fromOn }),
			text("to", "任期截止", 100, func(r *supervisorRow) string { return r.toOn }),
			{Key: "workplace", Title: "工作单位", Width: 200, Flex: true, Text: func(r *supervisorRow) string { return r.workplace }},
		},
		quick: []grid.Quick[*supervisorRow]{{Text: "不续聘的", Keep: func(r *supervisorRow) bool { return !r.goesOn }}},
	})
}

// rename asks for the name a body has in the next term.
func (p *Page) rename() {
	chosen := p.bodies.grid.Selected()
	if len(chosen) != 1 {
		p.desk.Toast("先选中要改名的那一行", "", nil)
		return
	}
	row := chosen[0]
	var popUp *widget.PopUp
	var ask *form.Form
	done := func() {
		name := ask.Values()["name"]
		if name == row.name {
			name = ""
		}
		row.newName, row.carried = name, true
		box.CloseBox(popUp)
		p.touch()
		p.bodies.setRows(p.bodies.rows)
		p.bodies.grid.Focus()
	}
	ask = form.New(form.Config{
		Fields: []form.Field{{Key: "name", Label: "新名称", Required: true}}, Calendar: p.desk.Calendar(),
		OnSave: func(map[string]string) { done() }, OnLeave: func() { box.CloseBox(popUp) },
	})
	start := row.newName
	if start == "" {
		start = row.name
	}
	ask.SetValues(map[string]string{"name": start})
	ok := kit.NewPrimaryButton("改名", func() {
		if ask.Check() {
			done()
		}
	})
	c := p.desk.Native().Canvas()
	foot := kit.NewTrailing(kit.NewButton("取消", func() { box.CloseBox(popUp) }), ok)
	heading := kit.NewHeading("「"+row.name+"」在新一届的名称", 15)
	heading.Min = 100
	parts := box.NewParts(c, box.Parts{Head: heading, Body: ask, Foot: foot, Width: 375})
	popUp = widget.NewModalPopUp(box.NewBox(parts, func() { box.CloseBox(popUp) }), c)
	popUp.Show()
	if input := ask.Input("name"); input != nil {
		c.Focus(input)
	}
}
