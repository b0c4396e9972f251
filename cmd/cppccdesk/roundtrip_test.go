package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What the program writes comes back as the same, or is refused by its name with what to use instead.
func TestOwnPapersTakenBack(t *testing.T) {
	dir, out := sampleData(t), t.TempDir()
	mustRun(t, exitDone, "report", "--out", out, "--data", dir)
	contacts, birthdays, members := filepath.Join(out, "通讯录.xlsx"), filepath.Join(out, "生日.xlsx"), filepath.Join(out, "委员.xlsx")
	mustRun(t, exitDone, "contacts", "--out", contacts, "--data", dir)
	mustRun(t, exitDone, "contacts", "--of", "members", "--out", members, "--data", dir)
	mustRun(t, exitDone, "birthdays", "--days", "365", "--out", birthdays, "--data", dir)
	report := func(code string) string {
		found, err := filepath.Glob(filepath.Join(out, "*", code+"*.xlsx"))
		if err != nil || len(found) != 1 {
			t.Fatalf("report %s: %v, %v", code, found, err)
		}
		return found[0]
	}
	for _, test := range []struct {
		kind, file string
		same       string // of how many rows; "" when refused
		refused    string
	}{
		{"supervisors", report("01"), "98", ""},
		{"groups", report("02"), "22", ""},
		{"supervisors", report("02"), "", "不能作为「民主监督员」导入；请改选「监督小组」再导入。"},
		{"plan", report("03"), "6", ""},
		{"proposals", report("04"), "150", ""},
		{"tracking", report("07"), "18", ""},
		{"proposals", report("05"), "", "请改用「提案」的列表或提案登记台账。"},
		{"proposals", report("06"), "", "请改用「单位」或「承办与答复」的列表。"},
		{"scores", report("08"), "", "请改用「评委」或「评分表」的列表。"},
		{"scores", report("09"), "", "请改用「评分表」的列表。"},
		{"plan", report("00"), "", "请改用要改的那一类数据的列表。"},
		{"members", birthdays, "", "请改用「委员」或「民主监督员」的列表。"},
		{"supervisors", birthdays, "", "请改用「委员」或「民主监督员」的列表。"},
		{"members", contacts, "", "请改用「委员」「民主监督员」或「单位」的列表，或只含一类人的通讯录。"},
		{"members", members, "180", ""},
	} {
		t.Run(test.kind+filepath.Base(test.file), func(t *testing.T) {
			end := run(t.Context(), "import", test.kind, test.file, "--dry-run", "--year", "2026", "--data", dir)
			if test.refused == "" && !strings.Contains(end.out, "new 0 changed 0 same "+test.same+" rejected 0") {
				t.Errorf("%s%s", end.out, end.err)
			}
			if test.refused != "" && (end.code != exitFailed || !strings.Contains(end.err, test.refused)) {
				t.Errorf("exit %d: %s%s", end.code, end.out, end.err)
			}
		})
	}
	for _, kind := range []string{
		"units", "terms", "sessions", "sectors", "committees", "activity-groups", "members", "supervisors", "groups", "plan", "proposals", "assignments",
		"consultations", "feedback", "tracking", "activities", "attendances", "panels", "scores", "words", "deadlines",
	} {
		t.Run("list of "+kind, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), kind+".tsv")
			list := mustRun(t, exitDone, "list", kind, "--year", "2026", "--data", dir)
			if err := os.WriteFile(path, []byte(list.out), 0o600); err != nil {
				t.Fatal(err)
			}
			end := run(t.Context(), "import", kind, path, "--dry-run", "--year", "2026", "--data", dir)
			if !strings.Contains(end.out, "new 0 changed 0 same ") || !strings.Contains(end.out, " rejected 0\n") {
				t.Errorf("%s%s", end.out, end.err)
			}
		})
	}
}
