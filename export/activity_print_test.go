package export

import (
	"os"
	"path/filepath"
	"testing"

	"cppccdesk/data/activity"
	"cppccdesk/data/intake"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
)

// What is printed for an activity has everybody told to come, cards only those who come; the sheet can be taken back in.
func TestActivityPrintsHaveThePeopleInvited(t *testing.T) {
	st := sampletest.MustOpen(t)
	id, err := store.LookUp(t.Context(), st.DB(), "SELECT id FROM activity WHERE kind = '座谈会'")
	if err != nil {
		t.Fatal(err)
	}
	count := func(state string) int64 {
		t.Helper()
		n, err := store.LookUp(t.Context(), st.DB(), "SELECT count(*) FROM attendance WHERE activity_id = ?0 AND (?1 = '' OR state = ?1)", id, state)
		if err != nil || n == 0 {
			t.Fatal(n, err)
		}
		return n
	}
	all, excused := count(""), count(activity.Excused)
	for name, want := range map[string]int64{"签到表.xlsx": all, "签到表.pdf": all, "桌签.pdf": all - excused, "座位签.pdf": all - excused} {
		path := filepath.Join(t.TempDir(), name)
		sort, err := ActivityPrintByName(name[:len(name)-len(filepath.Ext(name))])
		if err != nil {
			t.Fatal(err)
		}
		n, missing, err := WriteActivityPrint(t.Context(), st, sort, id, path)
		if info, e := os.Stat(path); err != nil || e != nil || int64(n) != want || len(missing) > 0 || info.Size() == 0 {
			t.Errorf("%s: %d people, want %d, missing %q, %v, %v", name, n, want, missing, err, e)
		}
		if name == "签到表.xlsx" {
			if _, err := intake.Open(t.Context(), path, intake.Options{}); err != nil {
				t.Error(err)
			}
		}
	}
}

// Cards are pages and no workbook, labels are twenty-one on a sheet.
func TestCardsArePages(t *testing.T) {
	st := sampletest.MustOpen(t)
	sort := ActivityPrint{Name: "桌签", pages: tents}
	if _, _, err := WriteActivityPrint(t.Context(), st, sort, 1, filepath.Join(t.TempDir(), "桌签.xlsx")); store.CodeOf(err) != store.CodeInvalid {
		t.Errorf("cards as a workbook: %v", err)
	}
	v := &activity.Invited{Guests: make([]activity.Guest, 22)}
	if pages := labels(v); len(pages) != 2 || len(pages[0].Texts) < 21 {
		t.Errorf("%d pages of labels for 22 people", len(pages))
	}
}
