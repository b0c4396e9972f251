// Package setting is the page 设置: the office's own particulars and rules, the data folder, backups and the version.
package setting

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/editor"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/look"
)

// Page is the page of settings.
type Page struct {
	desk    *desk.Desk
	version string

	form     *form.Form // nil until the settings have been read for the first time
	left     *kit.Card
	folder   *kit.Paragraph
	backup   *kit.Label
	warnings *kit.Paragraph
	save     *kit.Button
	leave    func() // what waits for the form to be saved
}

var (
	_ desk.Page    = (*Page)(nil)
	_ desk.Saver   = (*Page)(nil)
	_ desk.Leaver  = (*Page)(nil)
	_ desk.Changer = (*Page)(nil)
)

// New makes the page; version is the program's.
func New(d *desk.Desk, version string) *Page { return &Page{desk: d, version: version} }

// Key implements desk.Page.
func (p *Page) Key() string { return "setting" }

// Title implements desk.Page.
func (p *Page) Title() string { return "设置" }

// TopBar implements desk.Page.
func (p *Page) TopBar() (middle, right []fyne.CanvasObject) {
	p.save = kit.NewPrimaryButton("保存", p.Save)
	p.save.SetEnabled(p.form != nil && p.form.Dirty())
	return nil, []fyne.CanvasObject{p.save}
}

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject {
	p.left = kit.NewCard("本单位的情况与口径", "改动记入修改记录", container.NewStack())
	p.folder = kit.NewParagraph(p.desk.Store().Dir(), look.TextSize, look.ToneNormal)
	p.backup = kit.NewLabel("…", look.TextSize, look.ToneNormal)
	p.warnings = kit.NewParagraph("", look.SmallText, look.ToneLate)
	data := kit.NewCard("数据", "", kit.NewColumn(8,
		kit.NewLabel("数据文件夹", look.SmallText, look.ToneMuted), p.folder,
		kit.NewRow(8, kit.NewButton("打开文件夹", func() { p.desk.OpenWithSystem(p.desk.Store().Dir()) }))))
	backups := kit.NewCard("备份", "7 日 · 5 周 · 12 月", kit.NewColumn(8,
		kit.NewLabel("最近一次备份", look.SmallText, look.ToneMuted), p.backup, p.warnings,
		kit.NewParagraph("数据有变动时每天自动备份一次并打开核验，每周复核；手动备份另外保留 20 份。", look.SmallText, look.ToneMuted),
		kit.NewRow(8, kit.NewButton("立即备份", p.desk.BackUp))))
	about := kit.NewCard("关于", "", kit.NewColumn(8,
		kit.NewLabel("政协民主监督工作台", look.TextSize, look.ToneNormal), kit.NewLabel("版本 "+p.version, look.SmallText, look.ToneMuted)))
	return kit.NewShares([]float32{2, 1}, p.left, editor.NewReadingScroll(kit.NewColumn(look.Gap, rulesCard(p.desk), templatesCard(p.desk), lookCard(p.desk), data, backups, about)))
}

// Shown implements desk.Page.
func (p *Page) Shown() { p.load() }

// Changed implements desk.Changer.
func (p *Page) Changed(c store.Change) {
	if _, ok := c.Tables["setting"]; ok {
		p.load()
	}
}

func (p *Page) load() {
	store := p.desk.Store()
	desk.Load(p.desk.Tasks(), "setting", func(ctx context.Context) (view, error) { return read(ctx, store) }, p.show)
}

func (p *Page) show(v view, err error) {
	if err != nil {
		p.desk.Fail(err)
		return
	}
	first := p.form == nil
	if first {
		p.form = form.New(form.Config{
			Fields: v.fields, Calendar: p.desk.Calendar(), OnSave: p.store, OnDirty: p.dirty, OnFault: p.desk.Status().SetRefused,
		})
		p.left.Content.(*fyne.Container).Add(p.form)
	}
	switch {
	case first:
		p.form.SetValues(v.values)
	case !p.form.Dirty(): // what the user has typed stands
		p.renew(v.values)
	}
	p.showBackup(v.backup)
}

// renew puts values that were changed elsewhere, by an undo or an import, into the form. What is in sight stays in sight.
func (p *Page) renew(values map[string]string) {
	for key, shown := range p.form.Values() {
		if values[key] != shown {
			p.form.Set(key, values[key])
		}
	}
	p.form.MarkSaved()
}

func (p *Page) showBackup(b backup) {
	tone := look.ToneDone
	if !b.kept {
		tone = look.ToneDue
	}
	p.backup.Set(b.text, tone)
	p.warnings.SetText(strings.Join(b.warnings, "\n"))
}

func (p *Page) dirty(on bool) {
	p.save.SetEnabled(on)
	p.desk.Status().SetUnsaved(on)
}

// Save implements desk.Saver.
func (p *Page) Save() {
	if p.form != nil {
		p.form.Save()
	}
}

func (p *Page) store(map[string]string) {
	changed := p.form.Changed()
	if len(changed) == 0 {
		return
	}
	p.desk.Write("修改设置", func(ctx context.Context, tx *store.Tx) error {
		return record.SaveSettings(ctx, tx, changed)
	}, func(err error) {
		then := p.leave
		p.leave = nil
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.form.MarkSaved()
		p.save.SetEnabled(false)
		p.desk.Toast("设置已保存", "", nil)
		if then != nil {
			then()
		}
	})
}

// Leave implements desk.Leaver.
func (p *Page) Leave(then func()) {
	if p.form == nil || !p.form.Dirty() {
		then()
		return
	}
	box.ShowChoices(p.desk.Native().Canvas(), "设置还没有保存", "离开前要保存刚才的修改吗？",
		box.Answer{Text: "不保存", Do: func() {
			p.form.MarkSaved()
			p.dirty(false)
			then()
		}},
		box.Answer{Text: "保存", Do: func() {
			p.leave = then
			p.form.Save()
		}})
}
