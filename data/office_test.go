package data_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"cppccdesk/data/datatest"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// office is a store with what records refer to, and short ways to save and to be refused.
type office struct {
	*store.Store
	tb testing.TB
}

var in2026 = record.Scope{Year: 2026}

func openOffice(tb testing.TB) office {
	tb.Helper()
	return furnish(office{datatest.MustOpen(tb), tb})
}

// openOfficeAt is openOffice under a clock the test moves.
func openOfficeAt(tb testing.TB, now *time.Time) office {
	tb.Helper()
	s, err := store.Open(tb.Context(), store.Options{Dir: tb.TempDir(), Now: func() time.Time { return *now }})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Errorf("close store: %v", err)
		}
	})
	return furnish(office{s, tb})
}

func furnish(o office) office {
	o.tb.Helper()
	o.do(
		"INSERT INTO term (id, ordinal, name) VALUES (1, 10, '第十届')",
		"INSERT INTO session (id, term_id, ordinal, name, year) VALUES (1, 1, 5, '五次会议', 2026), (2, 1, 4, '四次会议', 2025)",
		"INSERT INTO unit (id, name, short) VALUES (1, '县教育局', '教育局'), (2, '县水务局', '水务局'), (3, '县卫生健康局', '卫健局'), (4, '县公安局', '')",
		"INSERT INTO unit_name (unit_id, name) VALUES (2, '县水利局')",
		"INSERT INTO proposal (id, session_id, number, title, conclusion, status) VALUES (1, 1, 12, '关于治理城区内涝的建议', '立案', '已立案'), (2, 1, 15, '关于校门口交通的建议', '立案', '已立案'), (3, 1, 20, '关于村卫生室的建议', '立案', '已立案')",
		"INSERT INTO proposal_proposer (proposal_id, ordinal, role, name) VALUES (1, 1, '提案人', '民建县委'), (2, 1, '提案人', '民盟县委'), (3, 1, '提案人', '农工党县委')",
		"INSERT INTO assignment (proposal_id, unit_id, role) VALUES (1, 2, '主办'), (2, 1, '主办')",
	)
	return o
}

func (o office) do(statements ...string) {
	o.tb.Helper()
	o.write(func(ctx context.Context, tx *store.Tx) error {
		for _, statement := range statements {
			if _, err := tx.ExecContext(ctx, statement); err != nil {
				return fmt.Errorf("%s: %w", statement, err)
			}
		}
		return nil
	})
}

func (o office) write(fn func(ctx context.Context, tx *store.Tx) error) {
	o.tb.Helper()
	err := o.Write(o.tb.Context(), "测试", "准备数据", fn)
	if err != nil {
		o.tb.Fatal(err)
	}
}

// try matches and saves v as intake does and gives the sentence of a refusal.
func (o office) try(k *record.Kind, v record.Values) (id int64, sentence string) {
	o.tb.Helper()
	ctx := o.tb.Context()
	records, err := o.with(k).Records(ctx, o.DB(), in2026)
	if err != nil {
		o.tb.Fatal(err)
	}
	id, err = k.Match(v, func(key, value string) (found []record.Record) {
		for _, r := range records {
			if value != "" && r.Values[key] == value {
				found = append(found, r)
			}
		}
		return found
	})
	if err != nil {
		return 0, store.Sentence(err)
	}
	return o.saveAs(k, id, v)
}

func (o office) saveAs(k *record.Kind, id int64, v record.Values) (saved int64, sentence string) {
	o.tb.Helper()
	err := o.Write(o.tb.Context(), "测试", "保存"+k.Title, func(ctx context.Context, tx *store.Tx) error {
		var err error
		saved, err = k.Save(ctx, tx, in2026, id, v)
		return err
	})
	return saved, store.Sentence(err)
}

// save is try that must not be refused.
func (o office) save(k *record.Kind, v record.Values) int64 {
	o.tb.Helper()
	id, sentence := o.try(k, v)
	if sentence != "" {
		o.tb.Fatalf("save %v: %s", v, sentence)
	}
	return id
}

// with gives the kind with the fields known only from the data.
func (o office) with(k *record.Kind) *record.Kind {
	o.tb.Helper()
	if k.Extra == nil {
		return k
	}
	extra, err := k.Extra(o.tb.Context(), o.DB(), in2026)
	if err != nil {
		o.tb.Fatal(err)
	}
	full := *k
	full.Fields = append(append([]record.Field(nil), k.Fields...), extra...)
	return &full
}

// expect compares the fields named in want.
func (o office) expect(k *record.Kind, id int64, want record.Values) {
	o.tb.Helper()
	got, err := o.with(k).Record(o.tb.Context(), o.DB(), id)
	if err != nil {
		o.tb.Fatal(err)
	}
	for key, value := range want {
		if got.Values[key] != value {
			o.tb.Errorf("%s of %s %d: got %q, want %q", key, k.Name, id, got.Values[key], value)
		}
	}
}

// supervisors saves supervisors with these names, each with a workplace of his own.
func (o office) supervisors(names ...string) {
	o.tb.Helper()
	for _, name := range names {
		o.save(roster.Supervisors, record.Values{"name": name, "workplace": name + "工作室"})
	}
}
