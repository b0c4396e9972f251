package data_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

var personHeader = []string{"姓名", "出生日期", "身份证号", "工作单位", "手机"}

// known are the members every case below begins with.
var knownMembers = [][]string{
	personHeader,
	{"张三", "1970-03-01", "11010119700301001X", "县一中", "13800000001"},
	{"李四", "", "", "县二中", "13800000002"},
}

func storeWithMembers(t *testing.T) *store.Store {
	t.Helper()
	store := datatest.MustOpen(t)
	im, err := take.PlanWorkbook(t.Context(), store, roster.Members, record.Scope{}, intake.FromText("名册", knownMembers))
	if err != nil {
		t.Fatal(err)
	}
	if err := take.Apply(t.Context(), store, "测试", im); err != nil {
		t.Fatal(err)
	}
	if im.Count(take.RowNew) != 2 {
		t.Fatalf("%s: %+v", im.Summary(), im.Rows)
	}
	return store
}

func planRow(t *testing.T, store *store.Store, options take.Options, header, cells []string) (*take.Import, take.Row) {
	t.Helper()
	im, err := take.PlanWith(t.Context(), store, roster.Members, record.Scope{}, intake.FromText("名册", [][]string{header, cells}), options)
	if err != nil {
		t.Fatal(err)
	}
	if len(im.Rows) != 1 {
		t.Fatalf("%d rows: %q", len(im.Rows), im.Notes)
	}
	return im, im.Rows[0]
}

func TestMatchRules(t *testing.T) {
	for _, c := range []struct {
		name, rule string
		cells      []string
		want       take.Outcome
	}{
		{"SmartByID", "", []string{"张三", "", "11010119700301001X", "县三中", ""}, take.RowChanged},
		{"ByIDUnderAnotherName", "id", []string{"张叁", "", "11010119700301001X", "", ""}, take.RowChanged},
		{"ByIDWithout", "id", []string{"张三", "1970-03-01", "", "", ""}, take.RowRejected},
		{"ByBirth", "birth", []string{"张三", "1970-03", "", "县三中", "13900000000"}, take.RowChanged},
		{"ByBirthOther", "birth", []string{"张三", "1971-03-01", "", "", ""}, take.RowNew},
		{"ByUnit", "unit", []string{"李四", "1980-01-01", "", "县二中", "13900000000"}, take.RowChanged},
		{"ByUnitOther", "unit", []string{"李四", "", "", "县三中", "13900000000"}, take.RowNew},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, row := planRow(t, storeWithMembers(t), take.Options{Match: c.rule}, personHeader, c.cells)
			if row.Outcome != c.want {
				t.Errorf("got %v %s %+v, want %v", row.Outcome, row.Reason, row.Changes, c.want)
			}
		})
	}
}

func TestUnknownRuleIsRefused(t *testing.T) {
	st := datatest.MustOpen(t)
	_, err := take.PlanWith(t.Context(), st, roster.Units, record.Scope{}, intake.FromText("单位", [][]string{{"单位名称"}, {"县教育局"}}), take.Options{Match: "birth"})
	if store.CodeOf(err) != store.CodeInvalid || !strings.Contains(store.Sentence(err), "birth") {
		t.Errorf("got %v", err)
	}
}

func TestLikelySamePeople(t *testing.T) {
	for _, c := range []struct {
		name  string
		cells []string
		why   string // empty: nothing to ask
	}{
		{"AnotherBirth", []string{"张三", "1980-05-05", "", "", ""}, "同名，出生日期不同"},
		{"SlipInTheID", []string{"张三", "1970-03-01", "110101197003010001", "", ""}, ""},
		{"SlipInTheIDAlone", []string{"张三", "", "110101197003010108", "", ""}, "同名，身份证号"},
		{"AnotherPhone", []string{"李四", "", "", "", "13911111111"}, "同名，手机不同"},
		{"AnotherUnit", []string{"李四", "", "", "县九中", ""}, "同名，工作单位不同"},
		{"SameIDAnotherName", []string{"张叁", "", "11010119700301001X", "", ""}, "身份证号相同，姓名不同"},
		{"TheSame", []string{"李四", "", "", "县二中", "13800000002"}, ""},
		{"Stranger", []string{"王五", "1980-05-05", "", "县一中", "13800000001"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			im, row := planRow(t, storeWithMembers(t), take.Options{Ask: true}, personHeader, c.cells)
			if c.why == "" {
				if row.Outcome == take.RowAsked {
					t.Errorf("asked: %s", row.Reason)
				}
				return
			}
			if row.Outcome != take.RowAsked || len(row.Likely) == 0 || !strings.Contains(row.Likely[0].Why, c.why) {
				t.Fatalf("%s, reason %q, likely %+v", row.Outcome, row.Reason, row.Likely)
			}
			if im.Count(take.RowNew)+im.Count(take.RowChanged) != 0 || row.Values["name"] != c.cells[0] {
				t.Errorf("%s, values %v", im.Summary(), row.Values)
			}
		})
	}
}

func TestDecisions(t *testing.T) {
	store := storeWithMembers(t)
	cells := []string{"李四", "1980-05-05", "", "县九中", "13911111111"}
	_, asked := planRow(t, store, take.Options{Ask: true}, personHeader, cells)
	for _, c := range []struct {
		name   string
		decide take.Decision
		want   take.Outcome
	}{
		{"Same", take.Decision{Do: take.DecideSame, ID: asked.Likely[0].ID}, take.RowChanged},
		{"New", take.Decision{Do: take.DecideNew}, take.RowNew},
		{"Skip", take.Decision{Do: take.DecideSkip}, take.RowSkipped},
		{"SameAsNobody", take.Decision{Do: take.DecideSame, ID: 999}, take.RowRejected},
	} {
		t.Run(c.name, func(t *testing.T) {
			options := take.Options{Ask: true, Decided: map[take.RowKey]take.Decision{{Sheet: asked.Sheet, Line: asked.Line}: c.decide}}
			_, row := planRow(t, store, options, personHeader, cells)
			if row.Outcome != c.want {
				t.Errorf("got %v %s, want %v", row.Outcome, row.Reason, c.want)
			}
		})
	}
}

func TestEmptyCells(t *testing.T) {
	for _, c := range []struct {
		name  string
		clear bool
		want  []take.FieldChange
	}{
		{"Keep", false, nil},
		{"Clear", true, []take.FieldChange{{Title: "工作单位", Old: "县二中"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, row := planRow(t, storeWithMembers(t), take.Options{Clear: c.clear}, personHeader, []string{"李四", "", "", "", "13800000002"})
			same := slices.EqualFunc(row.Changes, c.want, func(a, b take.FieldChange) bool { return a.Title == b.Title && a.Old == b.Old && a.New == b.New })
			if !same {
				t.Errorf("got %+v, want %+v", row.Changes, c.want)
			}
		})
	}
}

func TestLayoutIsRemembered(t *testing.T) {
	store := datatest.MustOpen(t)
	rows := func(name string) *intake.Workbook {
		return intake.FromText("表", [][]string{{"人员", "何处供职", "号码"}, {name, "县一中", "13800000001"}})
	}
	if _, err := take.PlanWorkbook(t.Context(), store, roster.Members, record.Scope{}, rows("张三")); err == nil {
		t.Fatal("strange headings are recognised by themselves")
	}
	options := take.Options{
		Frames:   []intake.Frame{{Sheet: "表", HeaderTop: 1}},
		Assigned: intake.Assignments{"人员": "name", "何处供职": "workplace", "号码": "mobile"}, Match: "unit",
	}
	im, err := take.PlanWith(t.Context(), store, roster.Members, record.Scope{}, rows("张三"), options)
	if err != nil {
		t.Fatal(err)
	}
	if err := take.Apply(t.Context(), store, "测试", im); err != nil {
		t.Fatal(err)
	}
	if err := take.RememberLayout(t.Context(), store, "测试", im); err != nil {
		t.Fatal(err)
	}
	again, err := take.PlanWorkbook(t.Context(), store, roster.Members, record.Scope{}, rows("李四"))
	if err != nil {
		t.Fatal(err)
	}
	if again.Count(take.RowNew) != 1 || again.Tables[0].Columns[0].Reason != intake.ReasonRemembered {
		t.Errorf("%s, columns %+v", again.Summary(), again.Tables[0].Columns)
	}
	rule, ok, err := take.RememberedMatch(t.Context(), store.DB(), roster.Members, again.Tables[0].Signature)
	if err != nil || !ok || rule != "unit" {
		t.Errorf("rule %q %v %v", rule, ok, err)
	}
	if kind, err := take.GuessKind(t.Context(), store, record.Scope{}, rows("李四")); err != nil || kind != roster.Members {
		t.Errorf("guessed %v, %v", kind, err)
	}
}

func TestPeopleOfOneNameStayApart(t *testing.T) {
	for _, c := range []struct {
		name    string
		options take.Options
		cells   []string
	}{
		{"AnotherBirthAtTheSameWorkplace", take.Options{Decided: map[take.RowKey]take.Decision{{Sheet: "名册", Line: 2}: {Do: take.DecideNew}}}, []string{"张三", "1985-05-05", "", "县一中", ""}},
		{"DecidedToBeNew", take.Options{Decided: map[take.RowKey]take.Decision{{Sheet: "名册", Line: 2}: {Do: take.DecideNew}}}, []string{"李四", "", "", "县二中", "13911111111"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			store := storeWithMembers(t)
			im, _ := planRow(t, store, c.options, personHeader, c.cells)
			if err := take.Apply(t.Context(), store, "测试", im); err != nil {
				t.Fatal(err)
			}
			var people int
			if err := store.DB().QueryRowContext(t.Context(), "SELECT count(*) FROM person").Scan(&people); err != nil || people != 3 {
				t.Errorf("%s: %d people, want 3; error %v", im.Summary(), people, err)
			}
		})
	}
}

func TestCloneOfAnImportIsDecidedOnByItself(t *testing.T) {
	store := storeWithMembers(t)
	cells := []string{"李四", "1980-05-05", "", "县九中", "13911111111"}
	im, _ := planRow(t, store, take.Options{Ask: true, Decided: map[take.RowKey]take.Decision{}}, personHeader, cells)
	clone := im.Clone()
	im.Decide(0, take.Decision{Do: take.DecideNew})
	if err := take.Apply(t.Context(), store, "测试", clone); err != nil {
		t.Fatal(err)
	}
	if clone.Count(take.RowAsked) != 1 || clone.WriteID != 0 || im.Applied || im.Count(take.RowNew) != 1 {
		t.Errorf("the clone: %s, the import: %s", clone.Summary(), im.Summary())
	}
}
