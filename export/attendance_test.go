package export_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"cppccdesk/data/activity"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
	"cppccdesk/export/sampleyear/sampletest"
)

// attend has the sample year two activities and no other: a training of two half-days for group 1 in May, and an inspection for who wants to come in September.
func attend(t *testing.T, s *store.Store) {
	t.Helper()
	scope := record.Scope{Year: year}
	err := s.Write(t.Context(), "测试", "活动", func(ctx context.Context, tx *store.Tx) error {
		for _, of := range []struct {
			kind *record.Kind
			ids  string
		}{
			{supervision.Letters, "SELECT DISTINCT x.letter_id FROM opinion_point x JOIN opinion_letter l ON l.id = x.letter_id WHERE x.activity_id IS NOT NULL AND l.deleted_at = ''"},
			{activity.Activities, "SELECT id FROM activity WHERE deleted_at = ''"},
		} {
			ids, err := store.IDs(ctx, tx, of.ids)
			if err != nil {
				return err
			}
			for _, id := range ids {
				if err := of.kind.Bin(ctx, tx, id); err != nil {
					return err
				}
			}
		}
		for _, v := range []record.Values{
			{"kind": "座谈会", "title": "小组座谈", "started_on": "2026-05-12", "half_days": "2"},
			{"kind": "视察", "title": "自愿视察", "started_on": "2026-09-02", "duty": activity.Voluntary},
		} {
			id, err := activity.Activities.Save(ctx, tx, scope, 0, v)
			if err != nil {
				return err
			}
			if err := activity.Activities.Take(ctx, tx, scope, id, "通知参会", record.Values{"invite": activity.OfGroups, "which": "1"}); err != nil {
				return err
			}
			people, err := store.IDs(ctx, tx, "SELECT person_id FROM attendance WHERE activity_id = ? ORDER BY id", id)
			if err != nil {
				return err
			}
			changes := []activity.Change{{Activity: id, Person: people[0], State: activity.Present}, {Activity: id, Person: people[1], State: activity.Excused}, {Activity: id, Person: people[2], State: activity.Absent}}
			if err := activity.Register(ctx, tx, changes); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Reports 11 and 23 say of attendance what is registered, by half-days, and nothing of it before its day; 00 finds them agree with the figures.
func TestAttendanceReportsOnTheirDays(t *testing.T) {
	s := sampletest.MustOpen(t)
	attend(t, s)
	size, err := store.LookUp(t.Context(), s.DB(), "SELECT count(*) FROM attendance x JOIN activity a ON a.id = x.activity_id WHERE a.title = '小组座谈'")
	if err != nil || size < 4 {
		t.Fatal(size, err)
	}
	all, half := fmt.Sprint(size), fmt.Sprint(2*size)
	rate, open := "50.00%", fmt.Sprint(size-3) // 1 came, 1 was absent, 1 on leave; of the others nothing is registered
	for day, want := range map[string]attendanceOn{
		"2026-05-11": {"", "0", "0", "", "0", "0"},
		"2026-05-12": {"小组座谈", all, "1", rate, half, open},
		"2026-09-02": {"小组座谈 自愿视察", all, "1", rate, half, open},
	} {
		date, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		pack := writePackOn(t, s, date)
		t.Run(day, func(t *testing.T) {
			want.compareLedger(t, pack["11会议调研活动台账.xlsx"])
			want.compareSums(t, pack["23出席情况统计表.xlsx"])
			index := pack["00目录与勾稽核对表.xlsx"]
			names, outcomes := column(t, index, "勾稽核对表", "核对事项"), column(t, index, "勾稽核对表", "结果")
			checked := 0
			for i, name := range names {
				if !strings.Contains(name, "半天") && !strings.HasPrefix(name, "活动") {
					continue
				}
				if checked++; outcomes[i] != "一致" {
					t.Errorf("%s is %s", name, outcomes[i])
				}
			}
			if checked < 10 {
				t.Errorf("%d checks of attendance", checked)
			}
		})
	}
}

// attendanceOn is what the reports say of attendance on a day: the activities, and in all those due and those who came, the rate, the half-days due, and
// those of whom nothing is registered.
type attendanceOn struct{ titles, due, came, rate, half, open string }

func (want attendanceOn) compareLedger(t *testing.T, book []byte) {
	t.Helper()
	titles := column(t, book, "会议调研活动台账", "名称")
	titles = slices.DeleteFunc(titles, func(cell string) bool { return cell == "" || cell == "无" || strings.HasPrefix(cell, "合计") })
	if got := strings.Join(titles, " "); !strings.HasPrefix(got, want.titles) || want.titles == "" && strings.Contains(got, "座谈") {
		t.Errorf("activities %q, want %q", got, want.titles)
	}
	for heading, number := range map[string]string{"应到": want.due, "到会": want.came, "未登": want.open} {
		if cells := column(t, book, "会议调研活动台账", heading); len(cells) == 0 || cells[len(cells)-1] != number {
			t.Errorf("11 %s is %v, want %s in all", heading, cells, number)
		}
	}
}

func (want attendanceOn) compareSums(t *testing.T, book []byte) {
	t.Helper()
	kinds, people := column(t, book, "按活动类别出席情况", "活动类别"), column(t, book, "按活动类别出席情况", "人数")
	for i, kind := range kinds { // who was absent from what he might come to took no part
		if kind == "视察" && people[i] != "1" {
			t.Errorf("23 %s 人数 %s", kind, people[i])
		}
	}
	for _, name := range []string{"出席情况统计表", "按界别出席情况", "按活动类别出席情况"} {
		if cells := column(t, book, name, "应到"); len(cells) == 0 || cells[len(cells)-1] != want.half {
			t.Errorf("23 %s 应到 %v, want %s in all", name, cells, want.half)
		}
		if cells := column(t, book, name, "出席率"); want.rate != "" && (len(cells) == 0 || cells[len(cells)-1] != want.rate) {
			t.Errorf("23 %s 出席率 %v, want %s in all", name, cells, want.rate)
		}
	}
}

// Attendance goes by what people were on the day of the activity: who left later stays where he was.
func TestAttendanceStaysWithTheBodiesOfItsDay(t *testing.T) {
	s := sampletest.MustOpen(t)
	attend(t, s)
	date := time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC)
	said := func() (lines []string) {
		book := writePackOn(t, s, date, "23")["23出席情况统计表.xlsx"]
		for sheet, headings := range map[string][]string{"出席情况统计表": {"姓名", "界别"}, "按界别出席情况": {"界别", "人数", "应到", "到会"}, "按专委会出席情况": {"专委会", "人数", "应到", "到会"}} {
			for _, heading := range headings {
				lines = append(lines, sheet+" "+heading+" "+strings.Join(column(t, book, sheet, heading), " "))
			}
		}
		slices.Sort(lines)
		return lines
	}
	before := said()
	err := s.Write(t.Context(), "测试", "辞去", func(ctx context.Context, tx *store.Tx) error {
		ids, err := store.IDs(ctx, tx, "SELECT DISTINCT m.id FROM member m JOIN attendance x ON x.person_id = m.person_id JOIN activity a ON a.id = x.activity_id WHERE a.title = '小组座谈' AND m.deleted_at = '' AND m.sector_id IS NOT NULL")
		if err != nil || len(ids) == 0 {
			t.Fatal(ids, err)
		}
		for _, id := range ids {
			if _, err := roster.Members.Save(ctx, tx, record.Scope{Year: year}, id, record.Values{"status": "辞去", "status_on": "2026-06-10"}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if after := said(); !slices.Equal(sortedWords(after), sortedWords(before)) {
		t.Errorf("after they left:\n%s\nbefore:\n%s", strings.Join(after, "\n"), strings.Join(before, "\n"))
	}
}

// sortedWords are lines with their words in order: who left comes behind those in office.
func sortedWords(lines []string) (sorted []string) {
	for _, line := range lines {
		words := strings.Fields(line)
		slices.Sort(words)
		sorted = append(sorted, strings.Join(words, " "))
	}
	return sorted
}
