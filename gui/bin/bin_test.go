package bin

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
)

type pages struct {
	*desk.Desk

	bin     *Page
	journal *Journal
}

// open makes both pages on the sample year and shows them a change as the program does.
func open(t *testing.T) pages {
	t.Helper()
	var p pages
	p.Desk = desktest.Open(t, func(d *desk.Desk) {
		p.bin, p.journal = New(d), NewJournal(d)
		d.Add(p.bin)
		d.Add(p.journal)
		AddCommands(d)
		d.AddUndo()
	})
	t.Cleanup(p.Store().Subscribe(func(c store.Change) {
		p.Changed(c)
		p.ReadUndo()
	}))
	return p
}

func (p pages) texts(t *testing.T, query string) string {
	t.Helper()
	var text string
	if err := p.Store().DB().QueryRowContext(t.Context(), query).Scan(&text); err != nil {
		t.Fatal(err)
	}
	return text
}

// delete puts members into the bin as the roster does.
func (p pages) delete(t *testing.T, wording string, ids ...int64) {
	t.Helper()
	p.Write(wording, func(ctx context.Context, tx *store.Tx) error {
		for _, id := range ids {
			if err := roster.Members.Bin(ctx, tx, id); err != nil {
				return err
			}
		}
		return nil
	}, func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	})
}

func press(d *desk.Desk, s fyne.Shortcut) {
	d.Native().Canvas().(interface{ TypedShortcut(fyne.Shortcut) }).TypedShortcut(s)
}

const members = "SELECT count(*) FROM member_list"

func TestRestoreFromTheBin(t *testing.T) {
	p := open(t)
	if text := desktest.Text(p.Native().Canvas().Content()); !strings.Contains(text, "回收站是空的") {
		t.Errorf("an empty bin says %q", text)
	}
	before := p.texts(t, members)
	p.delete(t, "删除委员 三人", 1, 2, 3)
	if p.bin.grid.Len() != 3 || !p.bin.back.Disabled() {
		t.Fatalf("%d rows", p.bin.grid.Len())
	}
	p.bin.grid.Focus()
	p.bin.grid.Select(p.bin.grid.Rows()[0].id)
	desktest.Press(p.Desk, fyne.KeyReturn)
	if p.bin.grid.Len() != 2 {
		t.Fatalf("%d rows after Enter", p.bin.grid.Len())
	}
	press(p.Desk, &fyne.ShortcutUndo{})
	if p.bin.grid.Len() != 3 {
		t.Errorf("%d rows after the restore was undone", p.bin.grid.Len())
	}
	p.bin.restore(p.bin.grid.Rows())
	if got := p.texts(t, members); got != before || p.bin.grid.Len() != 0 {
		t.Errorf("%s members, want %s; %d left in the bin", got, before, p.bin.grid.Len())
	}
	name := p.texts(t, "SELECT name FROM member_list WHERE id = 1")
	if got := p.texts(t, "SELECT wording FROM journal_write ORDER BY id DESC LIMIT 1"); got != "恢复委员 "+name+" 等 3 人" {
		t.Errorf("wording %q", got)
	}
}

func TestUndoAndRedoByKey(t *testing.T) {
	p := open(t)
	before := p.texts(t, members)
	command := func() *desk.Command {
		for _, c := range p.Commands() {
			if c.Title == "撤销" {
				return c
			}
		}
		t.Fatal("no command 撤销")
		return nil
	}
	p.delete(t, "删除委员 甲", 1)
	p.delete(t, "删除委员 乙", 2)
	if got := command().Text(); got != "撤销：删除委员 乙" || !command().On() {
		t.Errorf("command %q", got)
	}
	press(p.Desk, &fyne.ShortcutUndo{})
	press(p.Desk, &fyne.ShortcutUndo{})
	if got := p.texts(t, members); got != before {
		t.Errorf("%s members after two undos, want %s", got, before)
	}
	if state := p.UndoState(); state.Redo == nil || state.Redo.Wording != "删除委员 甲" {
		t.Errorf("redo next %+v", state.Redo)
	}
	press(p.Desk, &fyne.ShortcutRedo{})
	press(p.Desk, &fyne.ShortcutRedo{})
	press(p.Desk, &fyne.ShortcutRedo{}) // nothing left: says so
	if p.bin.grid.Len() != 2 {
		t.Errorf("%d in the bin after two redos", p.bin.grid.Len())
	}
}

func TestJournal(t *testing.T) {
	p := open(t)
	p.delete(t, "删除委员 甲", 1)
	p.Write("修改手机", func(ctx context.Context, tx *store.Tx) error {
		_, err := roster.Members.Save(ctx, tx, p.Scope(), 2, record.Values{"mobile": "13900001111", "native_place": "云岭"})
		return err
	}, func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	})
	p.Go("journal")
	rows := p.journal.grid.Rows()
	if rows[0].Wording != "修改手机" || rows[1].Wording != "删除委员 甲" {
		t.Fatalf("newest %q, %q", rows[0].Wording, rows[1].Wording)
	}
	p.journal.grid.Select(rows[0].ID)
	text := desktest.Text(p.journal.pane)
	for _, want := range []string{"修改人员 1", "手机", "139****1111", "籍贯", "→ 云岭", "撤销这一步"} {
		if !strings.Contains(text, want) {
			t.Errorf("details do not say %q: %q", want, text)
		}
	}
	if strings.Contains(text, "13900001111") {
		t.Error("a phone is shown")
	}
	menu := p.journal.menu(rows[1:2])
	if len(menu) != 1 || menu[0].Label != "撤销这一步" {
		t.Fatalf("menu %v", menu)
	}
	menu[0].Action()
	rows = p.journal.grid.Rows()
	if rows[0].Wording != "撤销：删除委员 甲" || rows[2].state != "已撤销" {
		t.Errorf("after the undo: %q, %q", rows[0].Wording, rows[2].state)
	}
	if _, title := action(rows[2]); title != "重做这一步" {
		t.Errorf("an undone step offers %q", title)
	}
	if id, _ := action(rows[len(rows)-1]); id != 0 {
		t.Errorf("migration %q can be undone", rows[len(rows)-1].Wording)
	}
}

func TestValueText(t *testing.T) {
	for name, c := range map[string]struct {
		change record.ColumnChange
		want   string
	}{
		"Changed":   {record.ColumnChange{From: "农业界", To: "教育界"}, "农业界 → 教育界"},
		"Filled":    {record.ColumnChange{To: "教育界"}, "（空） → 教育界"},
		"Sensitive": {record.ColumnChange{From: "13812345678", Sensitive: true}, "138****5678 → （空）"},
		"Long":      {record.ColumnChange{To: strings.Repeat("建", 100)}, "（空） → " + strings.Repeat("建", 59) + "…"},
		"Lines":     {record.ColumnChange{From: "一\n二", To: "三"}, "一 二 → 三"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := valueText(c.change); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
