package export_test

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"cppccdesk/data/activity"
	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export"
	"cppccdesk/export/sampleyear/sampletest"
)

// hold adds an activity that is over.
func hold(t *testing.T, s *store.Store, title, day string) {
	t.Helper()
	err := s.Write(t.Context(), "李娜", "登记活动「"+title+"」", func(ctx context.Context, tx *store.Tx) error {
		_, err := activity.Activities.Save(ctx, tx, record.Scope{Year: year}, 0, record.Values{"kind": "座谈会", "title": title, "started_on": day, "finished_on": day})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Report 25 splits what is other than in the pack before into what was recorded afterwards for days of that pack and what has happened since, and
// names the records and writes behind the first.
func TestPackIsComparedWithTheOneBefore(t *testing.T) {
	s := sampletest.MustOpen(t)
	june, august := time.Date(year, 6, 30, 0, 0, 0, 0, time.UTC), time.Date(year, 8, 31, 0, 0, 0, 0, time.UTC)
	const file, sheet = "25与上次上报对照表.xlsx", "与上次上报对照表"

	before := figuresOn(t, s, "2026-06-30")
	first := writePackOn(t, s, june)
	if names := column(t, first[file], sheet, "指标"); len(names) > 0 {
		t.Errorf("the first pack is compared: %q", names)
	}
	hold(t, s, "补登的座谈会", "2026-05-20")
	hold(t, s, "七月的座谈会", "2026-07-20")
	then, now := figuresOn(t, s, "2026-06-30"), figuresOn(t, s, "2026-08-31")

	second := writePackOn(t, s, august)
	names := column(t, second[file], sheet, "指标")
	cells := map[string][]string{}
	for _, heading := range []string{"上次上报（6月30日）", "补记更正", "本期增减", "本次上报"} {
		cells[heading] = column(t, second[file], sheet, heading)
	}
	differ := 0
	for _, f := range now {
		if f.IsRate || measure.Of(before, f.Code).Num == f.Num && measure.Of(then, f.Code).Num == f.Num {
			continue
		}
		differ++
		i := slices.Index(names, f.Name)
		if i < 0 {
			t.Errorf("%s differs and is not listed", f.Name)
			continue
		}
		was, recounted := measure.Of(before, f.Code).Num, measure.Of(then, f.Code).Num
		for heading, want := range map[string]int64{"上次上报（6月30日）": was, "补记更正": recounted - was, "本期增减": f.Num - recounted, "本次上报": f.Num} {
			if got := cells[heading][i]; got != strconv.FormatInt(want, 10) {
				t.Errorf("%s of %s is %s, want %d", heading, f.Name, got, want)
			}
		}
	}
	if differ < 10 {
		t.Errorf("only %d figures differ", differ)
	}
	mended := column(t, second[file], "补记更正明细表", "记录")
	writes := column(t, second[file], "补记更正明细表", "上次上报以后的操作")
	if len(mended) == 0 || !strings.Contains(mended[0], "补登的座谈会") || !strings.Contains(writes[0], "李娜 登记活动「补登的座谈会」") {
		t.Errorf("mended %q by %q", mended, writes)
	}
	if strings.Contains(strings.Join(mended, ""), "七月") {
		t.Error("what happened since is among what was put right")
	}

	// The same day is not compared with itself, and one report alone is not the pack.
	hold(t, s, "八月的座谈会", "2026-08-20")
	writePackOn(t, s, august, "03")
	for day, want := range map[time.Time]time.Time{august: june, august.AddDate(0, 1, 0): august} {
		laid, err := export.Lay(t.Context(), s, year, day)
		if err != nil || !laid.Sent.Date.Equal(want) {
			t.Errorf("the pack of %v is compared with %v, %v", day, laid.Sent, err)
		}
	}
}
