package data_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cppccdesk/data/activity"
	"cppccdesk/data/plan"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

// dump gives every row of every table but the journal's, as SQLite literals.
func (o office) dump() []string {
	o.tb.Helper()
	tables := o.texts(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
		AND name NOT LIKE 'journal\_%' ESCAPE '\' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY name`)
	var all []string
	for _, table := range tables {
		columns := o.texts("SELECT 'quote(\"' || name || '\")' FROM pragma_table_info(?)", table)
		all = append(all, o.texts("SELECT '"+table+" ' || "+strings.Join(columns, " || ',' || ")+" FROM "+table+" ORDER BY 1")...)
	}
	return all
}

// undo and redo do what Ctrl+Z and Ctrl+Y do; false when there is nothing to do down to the write base.
func (o office) undo(base int64) bool {
	o.tb.Helper()
	state, err := o.UndoState(o.tb.Context(), "")
	if err != nil {
		o.tb.Fatal(err)
	}
	if state.Undo == nil || state.Undo.WriteID <= base {
		return false
	}
	if _, err := o.Revert(o.tb.Context(), "王芳", state.Undo.WriteID); err != nil {
		o.tb.Fatalf("undo %q: %v", state.Undo.Wording, err)
	}
	return true
}

func (o office) redo() bool {
	o.tb.Helper()
	state, err := o.UndoState(o.tb.Context(), "")
	if err != nil {
		o.tb.Fatal(err)
	}
	if state.Redo == nil {
		return false
	}
	if _, err := o.Revert(o.tb.Context(), "王芳", state.Redo.WriteID); err != nil {
		o.tb.Fatalf("redo %q: %v", state.Redo.Wording, err)
	}
	return true
}

func (o office) lastWrite() int64 {
	return number(o.texts("SELECT coalesce(max(id), 0) FROM journal_write")[0])
}

// clerk does what comes to his mind.
type clerk struct {
	office

	random *rand.Rand
	dir    string
	count  int
	done   map[string]int
}

func (c *clerk) name() string {
	c.count++
	return fmt.Sprintf("%s%c%c", []string{"张", "李", "王", "单"}[c.random.IntN(4)], rune('一'+c.count%900), rune('丁'+c.random.IntN(2000)))
}

// values are what he enters for a new record of a kind.
func (c *clerk) values(k *record.Kind) record.Values {
	n := fmt.Sprint(c.count)
	switch k {
	case roster.Units:
		return record.Values{"name": "县" + c.name() + "局", "former_names": c.name() + "办", "phone": "0000-55500" + n}
	case roster.Members:
		return record.Values{"name": c.name(), "sector": []string{"教育界", "农业界"}[c.random.IntN(2)], "posts": "常委、副主席", "committees": "经济委", "note": "一'二\"\n三"}
	case roster.Supervisors:
		return record.Values{"name": c.name(), "workplace": c.name() + "厂", "from_on": "2026-03-01"}
	case plan.Items:
		return record.Values{"title": "座谈会" + c.name(), "kind": "座谈会", "targets": "1次", "from_month": "2026-03", "to_month": "2026-10"}
	case activity.Activities:
		return record.Values{"title": c.name(), "kind": "座谈会", "attendees": n}
	default:
		return record.Values{"title": "关于" + c.name() + "的建议", "proposer": c.name(), "lead_units": "县教育局", "conclusion": "立案", "number": fmt.Sprint(100 + c.count)}
	}
}

var kindsOfClerk = []*record.Kind{roster.Units, roster.Members, roster.Supervisors, plan.Items, activity.Activities, proposal.Proposals}

// work does one thing; what the rules refuse is not done.
func (c *clerk) work() {
	ctx, kind := c.tb.Context(), kindsOfClerk[c.random.IntN(len(kindsOfClerk))]
	records, err := kind.Records(ctx, c.DB(), record.Scope{Year: 2026, TermID: 1})
	if err != nil {
		c.tb.Fatal(err)
	}
	c.random.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
	several := records[:min(len(records), 1+c.random.IntN(5))]
	what := []string{"create", "create", "edit", "batch", "bin", "restore", "import", "undo", "redo"}[c.random.IntN(9)]
	switch what {
	case "create":
		err = c.each(ctx, kind, []record.Record{{}}, c.values(kind))
	case "edit":
		err = c.each(ctx, kind, several[:min(len(several), 1)], c.values(kind))
	case "batch":
		err = c.each(ctx, kind, several, record.Values{"note": c.name()})
	case "bin":
		err = c.Write(ctx, "王芳", "删除", func(ctx context.Context, tx *store.Tx) error {
			for _, r := range several {
				if err := kind.Bin(ctx, tx, r.ID); err != nil {
					return err
				}
			}
			return nil
		})
	case "restore":
		err = c.restoreSome(ctx)
	case "import":
		err = c.importSome(ctx)
	case "undo":
		c.undo(c.base())
	case "redo":
		c.redo()
	}
	if err == nil {
		c.done[what]++
	} else if code := store.CodeOf(err); code == store.CodeInternal {
		c.tb.Fatalf("%s %s: %v", what, kind.Name, err)
	}
}

// base is the last write of the test's own.
func (c *clerk) base() int64 {
	return number(c.texts("SELECT max(id) FROM journal_write WHERE actor = '测试'")[0])
}

func (c *clerk) each(ctx context.Context, kind *record.Kind, records []record.Record, v record.Values) error {
	return c.Write(ctx, "王芳", "修改"+kind.Title, func(ctx context.Context, tx *store.Tx) error {
		for _, r := range records {
			if _, err := kind.Save(ctx, tx, record.Scope{Year: 2026, TermID: 1}, r.ID, v); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *clerk) restoreSome(ctx context.Context) error {
	rows, err := record.BinContents(ctx, c.DB())
	if err != nil || len(rows) == 0 {
		return err
	}
	rows = rows[:1+c.random.IntN(min(len(rows), 3))]
	return c.Write(ctx, "王芳", record.RestoreWording(rows), func(ctx context.Context, tx *store.Tx) error { return record.RestoreBinned(ctx, tx, rows) })
}

func (c *clerk) importSome(ctx context.Context) error {
	lines := []string{"姓名,界别,政协职务,工作单位"}
	for range 5 {
		lines = append(lines, c.name()+",教育界,常委,县一中")
	}
	path := filepath.Join(c.dir, "委员名册.csv")
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
		return err
	}
	im, err := take.PlanFile(ctx, c.Store, roster.Members, record.Scope{Year: 2026, TermID: 1}, path)
	if err != nil {
		return err
	}
	return take.Apply(ctx, c.Store, "王芳", im)
}

// However the office works, with undos and redos among it: undoing everything gives back the data of the beginning to the byte, and doing
// everything anew that of the end.
func TestUndoAllAndRedoAll(t *testing.T) {
	const rounds, steps = 6, 60
	did := map[string]int{}
	for round := range rounds {
		o := openOffice(t)
		c := &clerk{office: o, random: rand.New(rand.NewPCG(uint64(round), 7)), dir: t.TempDir(), done: did}
		base, before := o.lastWrite(), o.dump()
		for range steps {
			c.work()
		}
		after := o.dump()
		undone := 0
		for o.undo(base) {
			undone++
		}
		if diff := cmp.Diff(before, o.dump()); diff != "" {
			t.Fatalf("round %d, %d undone (-before +now):\n%s", round, undone, diff)
		}
		for i := range undone {
			if !o.redo() {
				t.Fatalf("round %d: nothing to redo after %d of %d", round, i, undone)
			}
		}
		if diff := cmp.Diff(after, o.dump()); diff != "" {
			t.Fatalf("round %d, %d redone (-after +now):\n%s", round, undone, diff)
		}
		if report, err := o.Check(t.Context()); err != nil || len(report.Findings) > 0 {
			t.Errorf("round %d: %v, %v", round, report.Findings, err)
		}
	}
	for _, what := range []string{"create", "edit", "batch", "bin", "restore", "import", "undo", "redo"} {
		if did[what] == 0 {
			t.Errorf("%s was never done: %v", what, did)
		}
	}
}

func TestUndoState(t *testing.T) {
	type want struct{ undo, redo string }
	o := openBin(t)
	base := o.lastWrite()
	write := func(actor, wording, statement string) {
		t.Helper()
		err := o.Write(t.Context(), actor, wording, func(ctx context.Context, tx *store.Tx) error {
			_, err := tx.ExecContext(ctx, statement)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, step := range []struct {
		name string
		do   func()
		want want
	}{
		{"Nothing", func() {}, want{}},
		{"AnEdit", func() { write("王芳", "改名", "UPDATE person SET name = '张大明' WHERE id = 1") }, want{"改名", ""}},
		{"ANewUnit", func() { write("王芳", "新建单位", "INSERT INTO unit (name) VALUES ('县财政局')") }, want{"新建单位", ""}},
		{"SettingsAreNotAStep", func() { write("王芳", "修改设置", "UPDATE setting SET value = '2026' WHERE key = 'work.year'") }, want{"新建单位", ""}},
		{"NorIsADisclosure", func() { write("王芳", "查看", "INSERT INTO disclosure (kind) VALUES ('members')") }, want{"新建单位", ""}},
		{"NorWhatTheProgramDoes", func() { write("系统", "整理", "UPDATE unit SET code = '9' WHERE id = 1") }, want{"新建单位", ""}},
		{"Undone", func() { o.undo(base) }, want{"改名", "新建单位"}},
		{"SettingsLeaveRedo", func() { write("王芳", "修改设置", "UPDATE setting SET value = '2025' WHERE key = 'work.year'") }, want{"改名", "新建单位"}},
		{"BothUndone", func() { o.undo(base) }, want{"", "改名"}},
		{"Redone", func() { o.redo() }, want{"改名", "新建单位"}},
		{"BothRedone", func() { o.redo() }, want{"新建单位", ""}},
		{"UndoneAgain", func() { o.undo(base) }, want{"改名", "新建单位"}},
		{"ANewWriteClearsRedo", func() {
			write("王芳", "新建活动", "INSERT INTO activity (year, kind, title) VALUES (2026, '座谈会', '甲')")
		}, want{"新建活动", ""}},
		{"ItsUndoIsRedoneAlone", func() { o.undo(base) }, want{"改名", "新建活动"}},
		{"AndThenNothing", func() { o.redo() }, want{"新建活动", ""}},
	} {
		step.do()
		state, err := o.UndoState(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		var got want
		if state.Undo != nil && state.Undo.WriteID > base {
			got.undo = state.Undo.Wording
		}
		if state.Redo != nil {
			got.redo = state.Redo.Wording
		}
		if got != step.want {
			t.Errorf("%s: got %+v, want %+v", step.name, got, step.want)
		}
	}
}

func TestRevertOfASettledStepIsRefused(t *testing.T) {
	o := openBin(t)
	o.bin("删除委员 张小明", record.BinKey{Kind: "members", ID: 1})
	first := o.lastWrite()
	revert := func(id int64) (int64, string) {
		made, err := o.Revert(t.Context(), "王芳", id)
		return made, store.Sentence(err)
	}
	undo, _ := revert(first)
	redo, _ := revert(undo)
	for _, step := range []struct {
		name     string
		id       int64
		sentence string
	}{
		{"RedoneAlready", undo, "「删除委员 张小明」已经重做过了。"},
		{"TheRedoStandsForTheFirst", redo, ""},
		{"UndoneAlready", first, "「删除委员 张小明」已经撤销过了。"},
		{"UndoneByItsRedo", redo, "「删除委员 张小明」已经撤销过了。"},
	} {
		if _, got := revert(step.id); got != step.sentence {
			t.Errorf("%s: %q, want %q", step.name, got, step.sentence)
		}
	}
	if got := o.texts("SELECT count(*) FROM member_list"); got[0] != "3" {
		t.Errorf("%s members, want 3", got[0])
	}
}

func TestAMigrationIsNotUndone(t *testing.T) {
	o := openBin(t)
	_, err := o.Revert(t.Context(), "王芳", 1)
	if got := store.Sentence(err); !strings.HasSuffix(got, "：这是程序升级的一部分。") {
		t.Errorf("%q", got)
	}
}

func TestRevertRefused(t *testing.T) {
	for name, c := range map[string]struct{ first, later, says string }{
		"ALaterEdit":         {"UPDATE person SET name = '张大明' WHERE id = 1", "UPDATE person SET name = '张明' WHERE id = 1", "不能撤销「先前」：后来「后来」（测试）又改动了同样的记录。"},
		"TheNewUnitIsUsed":   {"INSERT INTO unit (id, name) VALUES (9, '县财政局')", "INSERT INTO assignment (proposal_id, unit_id, role) VALUES (3, 9, '主办')", "用到了它"},
		"TheNewMemberIsUsed": {"INSERT INTO member (id, person_id, term_id) SELECT 9, 1, id FROM (INSERT_TERM)", "INSERT INTO member_post (member_id, scope) VALUES (9, '政协')", "用到了它"},
		"TheNameIsTaken":     {"UPDATE unit SET deleted_at = 'x' WHERE id = 4", "INSERT INTO unit (name) VALUES ('县公安局')", "不能撤销「先前」：已有相同的记录"},
	} {
		t.Run(name, func(t *testing.T) {
			o := openBin(t)
			if strings.Contains(c.first, "INSERT_TERM") {
				o.do("INSERT INTO term (id, ordinal, name) VALUES (2, 11, '第十一届')")
				c.first = strings.Replace(c.first, "(INSERT_TERM)", "term WHERE id = 2", 1)
			}
			err := o.Write(t.Context(), "王芳", "先前", func(ctx context.Context, tx *store.Tx) error {
				_, err := tx.ExecContext(ctx, c.first)
				return err
			})
			id := o.lastWrite()
			if err = errors.Join(err, o.Write(t.Context(), "测试", "后来", func(ctx context.Context, tx *store.Tx) error {
				_, err := tx.ExecContext(ctx, c.later)
				return err
			})); err != nil {
				t.Fatal(err)
			}
			before := o.dump()
			_, err = o.Revert(t.Context(), "王芳", id)
			if err == nil {
				t.Fatal("not refused")
			}
			if got := store.Sentence(err); !strings.Contains(got, c.says) {
				t.Errorf("sentence %q does not say %q", got, c.says)
			}
			if diff := cmp.Diff(before, o.dump()); diff != "" {
				t.Errorf("a refused undo changed (-before +now):\n%s", diff)
			}
		})
	}
}

// A step put back from among later ones would leave a record that no form can save: what came later is in the way, whichever record it touched.
func TestUndoAmongLaterStepsKeepsTheRules(t *testing.T) {
	o, talk, _, _ := withPeople(t)
	o.edit(activity.Activities, talk, record.Values{"half_days": "3"})
	longer := o.lastWrite()
	o.edit(activity.Activities, talk, record.Values{"attendances": rows.Text([]rows.Row{{"name": "甲一", "state": "到会", "came": "2"}})})
	came := o.lastWrite()
	_, err := o.Revert(t.Context(), "王芳", longer)
	if said := store.Sentence(err); !strings.Contains(said, "那样一来「座谈」有 1 个半天，「甲一」登记了 2 个。请先改正或撤销后来的登记。") {
		t.Errorf("undone below what was attended: %q", said)
	}
	if got := o.texts("SELECT half_days FROM activity WHERE id = ?", talk); got[0] != "3" {
		t.Errorf("half-days %v", got)
	}
	for _, write := range []int64{came, longer} {
		if _, err := o.Revert(t.Context(), "王芳", write); err != nil {
			t.Errorf("from the newest on: %v", err)
		}
	}
}
