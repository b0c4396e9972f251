package store

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/uptrace/bun"

	"cppccdesk/data/zh"
)

// checkLines compares all lines with what the records come to.
func (s *Store) checkLines(ctx context.Context, r *Report) error {
	for _, l := range lines {
		wrong, err := l.wrong(ctx, s.Reader)
		if err != nil {
			return fmt.Errorf("check %s: %w", l.Table, err)
		}
		if len(wrong) > 0 {
			r.Lines += len(wrong)
			r.Findings = append(r.Findings, l.words(wrong)+"；请关闭程序的窗口，再检查一次，就会按记录重新汇总。")
		}
	}
	return nil
}

// MendLines computes afresh the lines that are not what their records come to, and says in Chinese sentences which these were.
func (s *Store) MendLines(ctx context.Context) ([]string, error) {
	var mended []string
	for _, l := range lines {
		wrong, err := l.wrong(ctx, s.Reader)
		if err != nil {
			return nil, fmt.Errorf("check %s: %w", l.Table, err)
		}
		if len(wrong) == 0 {
			continue
		}
		if err := s.mend(ctx, l, wrong); err != nil {
			return nil, fmt.Errorf("mend %s: %w", l.Table, err)
		}
		mended = append(mended, l.words(wrong)+"，已按记录重新汇总。")
	}
	return mended, nil
}

// words names the records whose lines are wrong.
func (l *Line) words(wrong []int64) string {
	ids := make([]string, 0, findingsShown)
	for _, id := range wrong[:min(len(wrong), findingsShown)] {
		ids = append(ids, strconv.FormatInt(id, 10))
	}
	more := ""
	if len(wrong) > len(ids) {
		more = "等"
	}
	return fmt.Sprintf("%s有 %d 条在列表和指标里的汇总与记录不一致（记录 %s%s）", sortTitle(l.Of), len(wrong), zh.JoinNames(ids), more)
}

// sortTitle is what people call the rows of a table.
func sortTitle(table string) string {
	for _, sort := range naming.Main {
		if sort.Table == table {
			return sort.Title
		}
	}
	return "表 " + table
}

// mend computes lines afresh and has those who show them read them again.
func (s *Store) mend(ctx context.Context, l *Line, ids []int64) error {
	turn, err := s.acquire(ctx, "检查数据")
	if err != nil {
		return err
	}
	err = s.writer.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error { return l.refresh(ctx, tx, ids) })
	if err == nil {
		s.changes.add(Change{Tables: map[string][]int64{l.Of: ids}})
	}
	turn.release()
	s.changes.drain()
	return err
}

// wrong are the records whose lines are not what they come to, among them those that are gone and still have one. Lines that are not believed anyway
// are not looked at.
func (l *Line) wrong(ctx context.Context, db *bun.DB) (wrong []int64, err error) {
	return wrong, db.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		current, err := l.Current(ctx, tx)
		if err != nil || !current {
			return err
		}
		ids, err := IDs(ctx, tx, "SELECT id FROM "+l.Of+" UNION SELECT id FROM "+l.Table+" ORDER BY 1")
		if err != nil {
			return err
		}
		for some := range slices.Chunk(ids, linesAtOnce) {
			differ, err := l.wrongOf(ctx, tx, some)
			if err != nil {
				return err
			}
			wrong = append(wrong, differ...)
		}
		return nil
	})
}

func (l *Line) wrongOf(ctx context.Context, tx bun.Tx, ids []int64) ([]int64, error) {
	made, err := l.compute(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	want := make(map[int64]*LineRow, len(made))
	for i := range made {
		want[made[i].ID] = &made[i]
	}
	var wrong []int64
	err = ScanRows(ctx, tx, func(scan func(...any) error) error {
		var r LineRow
		if err := scan(&r.ID, &r.Scope, &r.Place, &r.Text); err != nil {
			return err
		}
		is := want[r.ID]
		delete(want, r.ID)
		if is == nil || is.Scope != r.Scope || is.Place != r.Place || !bytes.Equal(is.stored(), r.Text) {
			wrong = append(wrong, r.ID)
		}
		return nil
	}, "SELECT id, scope, place, line FROM "+l.Table+" WHERE id IN (SELECT value FROM json_each(?))", JSONList(ids))
	for id := range want {
		wrong = append(wrong, id)
	}
	slices.Sort(wrong)
	return wrong, err
}
