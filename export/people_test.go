package export

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cppccdesk/data/datatest"
	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// peopleStore holds three members of a term and a unit with somebody to ask for.
func peopleStore(t *testing.T) *store.Store {
	t.Helper()
	st := datatest.MustOpen(t)
	save := func(ctx context.Context, tx *store.Tx, kind *record.Kind, v record.Values) error {
		_, err := kind.Save(ctx, tx, record.Scope{}, 0, v)
		return err
	}
	err := st.Write(t.Context(), "测试", "登记", func(ctx context.Context, tx *store.Tx) error {
		for _, v := range []record.Values{
			{"name": "张小明", "birth_on": "1976-12-08", "birth_lunar": "是", "sector": "教育界", "mobile": "13800000001", "workplace": "县一中", "job": "教师"},
			{"name": "李静", "birth_on": "1966-12-30", "sector": "农业界", "mobile": "13800000002"},
			{"name": "王芳", "birth_on": "1980-01", "sector": "教育界", "mobile": "13800000003"},
		} {
			if err := save(ctx, tx, roster.Members, v); err != nil {
				return err
			}
		}
		return save(ctx, tx, roster.Units, record.Values{"name": "县水务局", "contact": "周九", "phone": "0571-88880000"})
	})
	if err != nil {
		t.Fatal(err)
	}
	return st
}

// cellsOf reads every cell of a workbook's only sheet, row by row.
func cellsOf(t *testing.T, path string) []string {
	t.Helper()
	book, err := intake.Open(t.Context(), path, intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, row := range book.Sheets[0].Rows {
		var cells []string
		for i := range row {
			if text := row[i].String(); text != "" {
				cells = append(cells, text)
			}
		}
		lines = append(lines, strings.Join(cells, " "))
	}
	return lines
}

func TestWriteBirthdays(t *testing.T) {
	store, path := peopleStore(t), filepath.Join(t.TempDir(), "生日.xlsx")
	n, err := WriteBirthdays(t.Context(), store, record.Scope{TermID: 1}, roster.DaysSpan(time.Date(2026, 12, 20, 0, 0, 0, 0, time.UTC), 40), path)
	if err != nil || n != 3 {
		t.Fatal(n, err)
	}
	lines := cellsOf(t, path)
	for _, want := range []string{
		"2026-12-20 至 2027-01-29生日名册", "2026年12月", "1 12-30 李静 委员 农业界 1966-12-30 60 逢十",
		"2027年1月", "2 1 月 王芳 委员 教育界 1980-01 47 只知道出生年月", "3 01-15 张小明 委员 教育界 县一中教师 1976-12-08 腊月初八 50 逢十",
	} {
		if !slices.Contains(lines, want) {
			t.Errorf("no line %q in\n%s", want, strings.Join(lines, "\n"))
		}
	}
}

func TestWriteContactsMasksUnlessTold(t *testing.T) {
	store := peopleStore(t)
	for _, tt := range []struct {
		name  string
		paper ContactPaper
		want  []string
		never string
	}{
		{"members by sector", ContactPaper{Kinds: []*record.Kind{roster.Members}, By: "sector"}, []string{"委员通讯录", "教育界", "2 张小明 县一中 教师 138****0001", "农业界", "手机已隐去中间部分。"}, "13800000001"},
		{"in full", ContactPaper{Kinds: []*record.Kind{roster.Members}, Sensitive: true}, []string{"3 张小明 县一中 教师 13800000001", "内部资料，请妥善保管，不得外传。"}, "****"},
		{"everybody", ContactPaper{}, []string{"通讯录", "委员", "承办单位", "4 周九 县水务局 联系人 0571-88880000"}, "13800000001"},
		{"nobody", ContactPaper{Contacts: []roster.Contact{}}, []string{"通讯录"}, "张小明"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "通讯录.xlsx")
			tt.paper.Scope = record.Scope{TermID: 1, Year: 2026}
			if _, err := WriteContacts(t.Context(), store, tt.paper, path); err != nil {
				t.Fatal(err)
			}
			all := strings.Join(cellsOf(t, path), "\n")
			for _, want := range tt.want {
				if !strings.Contains("\n"+all+"\n", want) {
					t.Errorf("no %q in\n%s", want, all)
				}
			}
			if strings.Contains(all, tt.never) {
				t.Errorf("%q is in\n%s", tt.never, all)
			}
		})
	}
}
