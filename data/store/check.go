package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"
)

// findingsShown is how many rows of one table a check names before it only counts them.
const findingsShown = 20

// Report is the outcome of Check.
type Report struct {
	Tables, Rows int      // what was looked at
	Findings     []string // Chinese sentences; none when all is well
	Lines        int      // how many lines are not what their records come to; MendLines mends them
	Notices      []string // sentences on what is not damage and yet wants somebody's hand
}

// Check examines the whole database: the file (integrity), that every reference has its record (foreign keys), that every
// table has its journal triggers, that every row is as its journal last says, that every line is what its record comes to, and that the file of every attachment and every copy in the backups folder is there and whole.
func (s *Store) Check(ctx context.Context) (Report, error) {
	var r Report
	conn, err := s.Reader.DB.Conn(ctx)
	if err != nil {
		return r, fmt.Errorf("check: %w", err)
	}
	defer func() { _ = conn.Close() }() // only read
	err = InReadTransaction(ctx, conn, func() error { return r.examine(ctx, conn) })
	if CodeOf(err) == CodeCorrupt && err != nil {
		r.Findings = append(r.Findings, Sentence(err))
		err = nil
	}
	if err != nil {
		return r, err
	}
	if len(r.Findings) == 0 { // lines of damaged records say nothing
		if err := s.checkLines(ctx, &r); err != nil {
			return r, err
		}
	}
	found := len(r.Findings)
	if err := s.checkAttachments(ctx, &r); err != nil {
		return r, err
	}
	return r, s.checkCopies(ctx, &r, len(r.Findings) > found)
}

func (r *Report) examine(ctx context.Context, db bun.IConn) error {
	problems, err := Texts(ctx, db, "PRAGMA integrity_check")
	if err != nil {
		return fmt.Errorf("integrity check: %w", err)
	}
	if len(problems) != 1 || problems[0] != "ok" {
		r.Findings = append(r.Findings, fmt.Sprintf("数据库文件有 %d 处损坏，请从最近的备份恢复。", len(problems)))
	}
	broken, err := brokenKeys(ctx, db)
	if err != nil {
		return err
	}
	r.list(broken, func(row string) string { return fmt.Sprintf("记录指向不存在的记录：%s", row) })
	sound, err := journalIsCurrent(ctx, db)
	if err != nil {
		return err
	}
	if !sound {
		r.Findings = append(r.Findings, "操作日志的触发器缺失或被改动，重新启动程序会自动补上。")
	}
	gap, err := refuseJournal(ctx, db)
	if err != nil {
		return err
	}
	if gap != "" {
		r.Findings = append(r.Findings, "数据库"+gap+"。")
	}
	return r.checkJournal(ctx, db)
}

func (r *Report) checkJournal(ctx context.Context, db bun.IConn) error {
	tables, err := journalledTables(ctx, db)
	if err != nil {
		return err
	}
	for _, table := range tables {
		told, err := newReplay(ctx, db, table)
		if err != nil {
			return err
		}
		found, rows, err := disagreements(ctx, db, table, told)
		if err := errors.Join(err, told.rows.Close()); err != nil {
			return err
		}
		r.Tables++
		r.Rows += rows
		lines := make([]string, 0, len(found))
		for _, d := range found {
			lines = append(lines, d.sentence())
		}
		r.list(lines, func(line string) string { return line })
	}
	return nil
}

func (d disagreement) sentence() string {
	switch d.op {
	case "insert":
		return fmt.Sprintf("表 %s 的记录 %d 在操作日志里没有来历。", d.table, d.id)
	case "delete":
		return fmt.Sprintf("表 %s 的记录 %d 不见了，操作日志里没有删除的记载。", d.table, d.id)
	}
	names := make([]string, 0, len(d.after))
	for name := range d.after {
		names = append(names, name)
	}
	slices.Sort(names)
	return fmt.Sprintf("表 %s 的记录 %d 与操作日志不一致（%s）。", d.table, d.id, strings.Join(names, "、"))
}

// list adds one finding per item, and for very many items only how many more there are.
func (r *Report) list(items []string, sentence func(string) string) {
	for i, item := range items {
		if i == findingsShown {
			r.Findings = append(r.Findings, fmt.Sprintf("……同类问题还有 %d 处。", len(items)-i))
			return
		}
		r.Findings = append(r.Findings, sentence(item))
	}
}
