package main

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/fold"
)

func TestListMasksUnlessAReasonIsGiven(t *testing.T) {
	dir := sampleData(t)
	if end := mustRun(t, exitDone, "list", "members", "--data", dir); !strings.Contains(end.out, "199****") || strings.Contains(end.out, "1990000") {
		t.Errorf("the list shows %q", lines(end.out)[1])
	}
	if end := mustRun(t, exitUsage, "list", "members", "--data", dir, "--with-sensitive"); !strings.Contains(end.err, "--purpose") {
		t.Errorf("without a purpose: %q", end.err)
	}
	end := mustRun(t, exitDone, "list", "members", "--data", dir, "--with-sensitive", "--purpose", "换届核对")
	if strings.Contains(end.out, "199****") || !strings.Contains(end.out, "1990000") {
		t.Errorf("the list in full shows %q", lines(end.out)[1])
	}
	mustRun(t, exitDone, "check", "--data", dir)
}

func TestBirthdays(t *testing.T) {
	dir, out := sampleData(t), filepath.Join(t.TempDir(), "生日.xlsx")
	end := mustRun(t, exitDone, "birthdays", "--data", dir, "--month", "2026-03")
	if rows := lines(end.out); len(rows) < 2 || !strings.HasPrefix(rows[1], "2026-03-") {
		t.Errorf("March has %q", rows)
	}
	mustRun(t, exitDone, "birthdays", "--data", dir, "--year", "2026", "--out", out)
	if info, err := os.Stat(out); err != nil || info.Size() == 0 {
		t.Errorf("no workbook: %v", err)
	}
	for _, args := range [][]string{{"--month", "三月"}, {"--days", "400"}, {"--month", "2026-03", "--days", "3"}, {"甲"}} {
		mustRun(t, exitUsage, append([]string{"birthdays", "--data", dir}, args...)...)
	}
}

func TestContacts(t *testing.T) {
	dir, out := sampleData(t), filepath.Join(t.TempDir(), "通讯录.xlsx")
	mustRun(t, exitDone, "contacts", "--data", dir, "--out", out, "--of", "members", "--by", "界别", "--columns", "姓名、手机")
	if info, err := os.Stat(out); err != nil || info.Size() == 0 {
		t.Errorf("no workbook: %v", err)
	}
	for _, args := range [][]string{{}, {"--out", out, "--columns", "星座"}, {"--out", out, "--by", "星座"}, {"--out", out, "--of", "星座"}, {"--out", out, "--with-sensitive"}} {
		mustRun(t, exitUsage, append([]string{"contacts", "--data", dir}, args...)...)
	}
}

// Lists and papers of people come in the order asked for.
func TestPeopleInOrderOfStrokes(t *testing.T) {
	dir := sampleData(t)
	names := func(kind, order string) []string {
		t.Helper()
		rows := lines(mustRun(t, exitDone, "list", kind, "--order", order, "--data", dir).out)
		at := slices.Index(strings.Split(rows[0], "\t"), "姓名")
		var all []string
		for _, row := range rows[1:] {
			all = append(all, strings.Split(row, "\t")[at])
		}
		return all
	}
	for _, kind := range []string{"members", "supervisors"} {
		got := names(kind, "按姓氏笔画")
		if len(got) < 90 || !slices.IsSortedFunc(got, func(a, b string) int { return cmp.Compare(fold.StrokeKey(a), fold.StrokeKey(b)) }) {
			t.Errorf("%s: %q", kind, got)
		}
		if sound := names(kind, "按姓名音序"); slices.Equal(sound, got) || !slices.IsSortedFunc(sound, func(a, b string) int { return cmp.Compare(fold.SortKey(a), fold.SortKey(b)) }) {
			t.Errorf("%s by sound: %q", kind, sound)
		}
	}
	out := filepath.Join(t.TempDir(), "通讯录.xlsx")
	mustRun(t, exitDone, "contacts", "--data", dir, "--out", out, "--of", "members", "--order", "按姓氏笔画")
	mustRun(t, exitUsage, "list", "units", "--order", "按姓氏笔画", "--data", dir)
	mustRun(t, exitUsage, "list", "members", "--order", "按年龄", "--data", dir)
	mustRun(t, exitFailed, "forms", "04", "--order", "按姓氏笔画", "--data", dir)
	if end := mustRun(t, exitDone, "forms", "01", "--order", "按姓氏笔画", "--data", dir); !strings.Contains(end.err, "已定「01民主监督员名册」的人员次序。") {
		t.Errorf("said %q", end.err)
	}
	if end := mustRun(t, exitDone, "forms", "--data", dir); !strings.Contains(end.out, "01\t民主监督员名册\t1\t民主监督员名册\t本单位") {
		t.Errorf("forms\n%s", end.out)
	}
}

// The journal does not hold what is masked in words that log --find could look for, neither after the import nor after an export in full.
func TestLogIsNotSearchedForWhatIsMasked(t *testing.T) {
	dir := sampleData(t)
	end := mustRun(t, exitDone, "list", "members", "--data", dir, "--with-sensitive", "--purpose", "换届核对")
	headings, first := strings.Split(lines(end.out)[0], "\t"), strings.Split(lines(end.out)[1], "\t")
	at := slices.Index(headings, "手机")
	if at < 0 || len(first[at]) != 11 {
		t.Fatalf("no mobile in %q", headings)
	}
	for _, digits := range []string{first[at], first[at][3:], first[at][4:8], first[at][7:]} {
		if end := mustRun(t, exitDone, "log", "--data", dir, "--limit", "0", "--find", digits); len(lines(end.out)) != 1 {
			t.Errorf("log --find %s lists %q", digits, lines(end.out)[1:])
		}
	}
}
