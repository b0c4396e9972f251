package export

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/activity"
	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
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
		n, missing, err := WriteActivityPrint(t.Context(), st, sort, id, "", path)
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
	if _, _, err := WriteActivityPrint(t.Context(), st, sort, 1, "", filepath.Join(t.TempDir(), "桌签.xlsx")); store.CodeOf(err) != store.CodeInvalid {
		t.Errorf("cards as a workbook: %v", err)
	}
	v := &activity.Invited{Guests: make([]activity.Guest, 22)}
	if pages := labels(v); len(pages) != 2 || len(pages[0].Texts) < 21 {
		t.Errorf("%d pages of labels for 22 people", len(pages))
	}
}

// The people of an activity stand as the rosters have them, members by their sectors, supervisors by their groups, however they were told to come.
func TestSignInSheetIsInTheOrderOfTheRosters(t *testing.T) {
	st := sampletest.MustOpen(t)
	id := listedActivity(t, st)
	v, err := activity.InvitedTo(t.Context(), st.DB(), id, "2026-11-20", "")
	if err != nil {
		t.Fatal(err)
	}
	book, err := roster.ServingOn(t.Context(), st.DB(), "2026-11-20")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	groups := map[int][]string{}
	for _, p := range book.People {
		if !slices.ContainsFunc(v.Guests, func(g activity.Guest) bool { return g.Title == p.Title }) {
			continue
		}
		if p.Sector != "" {
			want = append(want, p.Title)
		} else {
			groups[p.Groups[0]] = append(groups[p.Groups[0]], p.Title)
		}
	}
	for _, group := range slices.Sorted(maps.Keys(groups)) {
		want = append(want, groups[group]...)
	}
	var got []string
	for _, g := range v.Guests {
		got = append(got, g.Title)
	}
	if !slices.Equal(got, want) || len(groups) < 2 {
		t.Errorf("%d groups:\n%v, want\n%v", len(groups), got, want)
	}
}

// listedActivity is an activity to which supervisors are told to come by a list in the order of their names.
func listedActivity(t *testing.T, st *store.Store) (id int64) {
	t.Helper()
	if err := st.Write(t.Context(), "王芳", "新建活动", func(ctx context.Context, tx *store.Tx) (err error) {
		scope := record.Scope{Year: 2026}
		if id, err = activity.Activities.Save(ctx, tx, scope, 0, record.Values{"kind": "座谈会", "title": "名单", "started_on": "2026-11-20"}); err != nil {
			return err
		}
		names, err := store.Texts(ctx, tx, "SELECT p.name FROM person p JOIN supervisor s ON s.person_id = p.id WHERE p.name IN (SELECT name FROM person GROUP BY name HAVING count(*) = 1) ORDER BY p.name LIMIT 40")
		if err != nil {
			return err
		}
		return activity.Activities.Take(ctx, tx, scope, id, "通知参会", record.Values{"invite": activity.OfList, "list": strings.Join(names, "\n")})
	}); err != nil {
		t.Fatal(err)
	}
	return id
}
