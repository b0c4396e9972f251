package data_test

import (
	"cmp"
	"os"
	"path/filepath"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

func TestGuessKind(t *testing.T) {
	st := datatest.MustOpen(t)
	for _, c := range []struct{ name, text, want string }{
		{"members", "委员名册\n姓名,性别,出生年月,界别,党派\n张三,男,1970.01,教育界,中共\n", "members"},
		{"units", "单位名称,单位简称,所属系统,联系人,联系电话\n县教育局,教育局,政府系统,李四,0000-5550002\n", "units"},
		{"activities", "类别,名称,计划日期,完成日期,地点\n座谈会,民主监督工作座谈会,2026-10-12,2026-10-12,政协会议室\n", "activities"},
		{"nothing", "苹果,梨\n1,2\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "表.csv")
			if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			workbook, err := intake.Open(t.Context(), path, intake.Options{})
			if err != nil {
				t.Fatal(err)
			}
			kind, err := take.GuessKind(t.Context(), st, record.Scope{Year: 2026}, workbook)
			switch {
			case c.want == "" && store.CodeOf(err) != store.CodeInvalid:
				t.Errorf("kind %v, error %v, want a refusal", kind, err)
			case c.want != "" && err != nil:
				t.Error(err)
			case c.want != "" && kind.Name != c.want:
				t.Errorf("kind %s, want %s", kind.Name, c.want)
			}
		})
	}
}

func TestGuessKindOfSampleFiles(t *testing.T) {
	store := datatest.MustOpen(t)
	files, err := filepath.Glob("../assets/sample/*.*")
	if err != nil || len(files) == 0 {
		t.Fatalf("sample files: %v %v", files, err)
	}
	want := map[string]string{
		"01": "members", "02": "units", "03": "supervisors", "04": "groups", "05": "plan", "06": "proposals", "07": "tracking",
		"08": "activities", "20活": "attendances", "20票": "evaluations", "21": "ballot-targets", "22": "ballot-rounds", "23": "ballots", "24": "ballot-rounds", "09": "panels", "10": "scores", "11": "assignments", "12": "handovers",
		"14": "promises", "15": "reminders", "16": "visits", "17": "findings", "18": "letters", "19": "points", "25": "directs",
		"13": "review-meetings", "26": "letters", "27": "points", "28": "assignments", "29": "reply-drafts",
	}
	for _, path := range files {
		name := filepath.Base(path)
		t.Run(name, func(t *testing.T) {
			workbook, err := intake.Open(t.Context(), path, intake.Options{})
			if err != nil {
				t.Fatal(err)
			}
			kind, err := take.GuessKind(t.Context(), store, record.Scope{Year: 2026}, workbook)
			if err != nil {
				t.Fatal(err)
			}
			if wanted := cmp.Or(want[name[:2]], want[string([]rune(name)[:3])]); kind.Name != wanted {
				t.Errorf("kind %s, want %s", kind.Name, wanted)
			}
		})
	}
}
