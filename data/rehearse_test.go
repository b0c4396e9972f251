package data_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"cppccdesk/data"
	"cppccdesk/data/datatest"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

// aside runs do on another goroutine and waits for it, not for ever.
func aside(ctx context.Context, do func(ctx context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- do(ctx) }()
	return <-done
}

// addUnit is a write of somebody else.
func (o office) addUnit(name string) func(context.Context) error {
	return func(ctx context.Context) error {
		return o.Write(ctx, "别人", "登记单位", func(ctx context.Context, tx *store.Tx) error {
			_, err := roster.Units.Save(ctx, tx, in2026, 0, record.Values{"name": name})
			return err
		})
	}
}

// files lists what is in the data folder.
func (o office) files() []string {
	o.tb.Helper()
	entries, err := os.ReadDir(o.Dir())
	if err != nil {
		o.tb.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// Whoever looks at what an import would do keeps nobody from saving, and what he saw is what comes about.
func TestPlanningHoldsNobodyUp(t *testing.T) {
	o := openOffice(t)
	before := o.files()
	var published []store.Change
	defer o.Subscribe(func(c store.Change) { published = append(published, c) })()
	held := false
	im, err := take.PlanWith(t.Context(), o.Store, roster.Members, record.Scope{}, rosterOf(50), take.Options{Progress: func(done, _ int) {
		if done != 25 {
			return
		}
		held = true
		if err := aside(t.Context(), o.addUnit("县档案馆")); err != nil {
			t.Errorf("somebody else saves meanwhile: %v", err)
		}
		if names := o.files(); !slices.Equal(names, before) {
			t.Errorf("in the folder meanwhile: %v, before %v", names, before)
		}
	}})
	if err != nil || !held {
		t.Fatalf("held %v, error %v", held, err)
	}
	if len(published) != 1 || len(published[0].Tables["unit"]) != 1 || published[0].Tables["member"] != nil {
		t.Errorf("published %+v", published)
	}
	if im.Count(take.RowNew) != 50 {
		t.Errorf("planned: %s", im.Summary())
	}
	planned := slices.Clone(im.Rows)
	im.OnProgress(nil)
	if err := take.Apply(t.Context(), o.Store, "测试", im); err != nil {
		t.Fatal(err)
	}
	for i, row := range im.Rows {
		if row.ID != planned[i].ID || row.Outcome != planned[i].Outcome || row.ID == 0 {
			t.Errorf("row %d: planned %s %d, came about %s %d", row.Line, planned[i].Outcome, planned[i].ID, row.Outcome, row.ID)
		}
	}
}

// Turnover and merger are looked at beside a write that goes on.
func TestPlansBesideAWrite(t *testing.T) {
	o, members := termOffice(t)
	o.write(func(context.Context, *store.Tx) error {
		return aside(t.Context(), func(ctx context.Context) error {
			_, merger := data.PlanMerge(ctx, o.Store, 2, 4, "2026-11-20")
			_, turnover := roster.PlanTurnover(ctx, o.Store, nextTerm(members))
			return errors.Join(merger, turnover)
		})
	})
}

func TestNothingIsLeftOfARehearsal(t *testing.T) {
	o := openOffice(t)
	before, names := o.files(), o.texts("SELECT name FROM unit ORDER BY id")
	add := func(ctx context.Context, tx *store.Tx) error {
		_, err := roster.Units.Save(ctx, tx, in2026, 0, record.Values{"name": "县档案馆"})
		return err
	}
	refused := errors.New("refused")
	ctx, cancel := context.WithCancel(t.Context())
	for what, rehearse := range map[string]func() error{
		"done": func() error {
			return o.Rehearse(t.Context(), func(ctx context.Context, tx *store.Tx) error { return add(ctx, tx) })
		},
		"refused": func() error {
			return o.Rehearse(t.Context(), func(ctx context.Context, tx *store.Tx) error { return errors.Join(add(ctx, tx), refused) })
		},
		"canceled": func() error {
			return o.Rehearse(ctx, func(ctx context.Context, tx *store.Tx) error { cancel(); return add(ctx, tx) })
		},
		"panic": func() (err error) {
			defer func() { err = fmt.Errorf("recovered %v", recover()) }()
			return o.Rehearse(t.Context(), func(context.Context, *store.Tx) error { panic("at the disco") })
		},
	} {
		err := rehearse()
		switch {
		case what == "done" && err != nil, what == "refused" && !errors.Is(err, refused), what == "canceled" && !errors.Is(err, context.Canceled),
			what == "panic" && !strings.Contains(fmt.Sprint(err), "disco"):
			t.Errorf("%s: %v", what, err)
		}
		if now := o.files(); !slices.Equal(now, before) {
			t.Errorf("%s: in the folder %v, before %v", what, now, before)
		}
		if now := o.texts("SELECT name FROM unit ORDER BY id"); !slices.Equal(now, names) {
			t.Errorf("%s: units %v", what, now)
		}
		if err := o.addUnit("县" + what + "局")(t.Context()); err != nil {
			t.Errorf("%s: nobody can save afterwards: %v", what, err)
		}
		names = append(names, "县"+what+"局")
	}
}

func TestRehearsalsAreRefused(t *testing.T) {
	o := openOffice(t)
	nothing := func(context.Context, *store.Tx) error { return nil }
	if err := o.Rehearse(t.Context(), func(ctx context.Context, _ *store.Tx) error { return o.Write(ctx, "测试", "保存", nothing) }); store.CodeOf(err) != store.CodeNested {
		t.Errorf("a write inside: %v", err)
	}
	if err := o.Write(t.Context(), "测试", "保存", func(ctx context.Context, _ *store.Tx) error { return o.Rehearse(ctx, nothing) }); store.CodeOf(err) != store.CodeNested {
		t.Errorf("inside a write: %v", err)
	}
	full := o.Rehearse(t.Context(), func(ctx context.Context, tx *store.Tx) error {
		_, err := tx.ExecContext(ctx, "PRAGMA max_page_count = 1; INSERT INTO unit (name, note) VALUES ('县档案馆', hex(zeroblob(100000)))")
		return err
	})
	if store.CodeOf(full) != store.CodeDiskFull || !strings.HasPrefix(store.Sentence(full), "临时文件夹所在的磁盘已满") {
		t.Errorf("a full disk: %v", full)
	}
	reading, err := store.Open(t.Context(), store.Options{Dir: o.Dir(), ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := reading.Rehearse(t.Context(), nothing); store.CodeOf(err) != store.CodeReadOnly {
		t.Errorf("read-only: %v", err)
	}
	if err := reading.Close(); err != nil {
		t.Error(err)
	}
}

// A store that closes ends the rehearsals that go on, and begins none.
func TestClosingEndsRehearsals(t *testing.T) {
	s, err := store.Open(t.Context(), store.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	closed := make(chan error, 1)
	err = s.Rehearse(t.Context(), func(ctx context.Context, tx *store.Tx) error {
		go func() { closed <- s.Close() }()
		for { // until it is ended
			if _, err := tx.ExecContext(ctx, "SELECT 1"); err != nil {
				return err
			}
		}
	})
	if err == nil {
		t.Error("it was not ended")
	}
	if err := <-closed; err != nil {
		t.Errorf("close: %v", err)
	}
	if err := s.Rehearse(t.Context(), func(context.Context, *store.Tx) error { return nil }); store.CodeOf(err) != store.CodeCanceled {
		t.Errorf("of a closed store: %v", err)
	}
}

// What is rehearsed on is the database of one moment, however much is written meanwhile.
func TestRehearsalsSeeWholeWrites(t *testing.T) {
	o := office{datatest.MustOpen(t), t}
	var writer sync.WaitGroup
	enough := make(chan struct{})
	writer.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-enough:
				return
			default:
			}
			err := o.Write(t.Context(), "测试", "登记", func(ctx context.Context, tx *store.Tx) error {
				for _, name := range []string{"甲", "乙"} {
					if _, err := tx.ExecContext(ctx, "INSERT INTO unit (name) VALUES (?)", fmt.Sprint(name, i)); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Error(err)
				return
			}
		}
	})
	for range 20 {
		err := o.Rehearse(t.Context(), func(ctx context.Context, tx *store.Tx) error {
			var units, left int
			var sound string
			if err := tx.QueryRowContext(ctx, "SELECT count(*), count(*) % 2 FROM unit").Scan(&units, &left); err != nil {
				return err
			}
			if err := tx.QueryRowContext(ctx, "PRAGMA quick_check").Scan(&sound); err != nil {
				return err
			}
			if left != 0 || sound != "ok" {
				t.Errorf("%d units, %s", units, sound)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	close(enough)
	writer.Wait()
}

// BenchmarkWritesBesideAPlan measures the longest of the writes that follow each other while an import is planned.
func BenchmarkWritesBesideAPlan(b *testing.B) {
	for range b.N {
		o := office{datatest.MustOpen(b), b}
		var longest time.Duration
		var writer sync.WaitGroup
		enough := make(chan struct{})
		writer.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-enough:
					return
				default:
				}
				start := time.Now()
				if err := o.addUnit(fmt.Sprint("县", i, "局"))(b.Context()); err != nil {
					b.Error(err)
					return
				}
				longest = max(longest, time.Since(start))
			}
		})
		start := time.Now()
		if _, err := take.PlanWith(b.Context(), o.Store, roster.Members, record.Scope{}, rosterOf(2000), take.Options{}); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(time.Since(start).Milliseconds()), "ms/plan")
		close(enough)
		writer.Wait()
		b.ReportMetric(float64(longest.Milliseconds()), "ms/longest_write")
	}
}
