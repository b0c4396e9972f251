package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"cppccdesk/data/zh"
)

// KindCount is how many records of a kind there are, those in the bin not counted.
type KindCount struct {
	Title string
	Count int
}

// Contents says what a database holds.
type Contents struct {
	Version int // of the schema
	Kinds   []KindCount
	Writes  int64 // number of the last write that changed data
	LastAt  time.Time
	LastBy  string
	Last    string // its wording
}

// Sentence says what it holds in one line: 委员 120、提案 88。
func (c Contents) Sentence() string {
	var parts []string
	for _, k := range c.Kinds {
		if k.Count > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", k.Title, k.Count))
		}
	}
	if len(parts) == 0 {
		return "没有任何记录"
	}
	return zh.JoinNames(parts)
}

// Sentence says what a copy holds, as far as its manifest tells.
func (c Copy) Sentence() string {
	if c.Rows == nil {
		return "没有核验记录"
	}
	var held Contents
	for _, k := range naming.Main {
		held.Kinds = append(held.Kinds, KindCount{Title: k.Title, Count: int(c.Rows[k.Table])})
	}
	if c.LastWording == "" {
		return held.Sentence()
	}
	return held.Sentence() + "；最后一步：" + c.LastWording
}

// LastSentence says what was done last and when.
func (c Contents) LastSentence() string {
	if c.Writes == 0 {
		return "没有操作记录"
	}
	return fmt.Sprintf("%s %s：%s", c.LastAt.Local().Format("2006-01-02 15:04"), c.LastBy, c.Last)
}

// readContents finds out what a database of any version holds.
func readContents(ctx context.Context, db bun.IConn) (c Contents, err error) {
	if c.Version, err = currentVersion(ctx, db); err != nil {
		return c, err
	}
	for _, k := range naming.Main {
		columns, err := Texts(ctx, db, "SELECT name FROM pragma_table_info(?)", k.Table)
		if err != nil {
			return c, err
		}
		if len(columns) == 0 {
			continue // not in that version
		}
		query := "SELECT count(*) FROM " + QuoteName(k.Table)
		if strings.Contains(" "+strings.Join(columns, " ")+" ", " deleted_at ") {
			query += " WHERE deleted_at = ''"
		}
		count := KindCount{Title: k.Title}
		if err := db.QueryRowContext(ctx, query).Scan(&count.Count); err != nil {
			return c, fmt.Errorf("count %s: %w", k.Table, err)
		}
		c.Kinds = append(c.Kinds, count)
	}
	var at string
	err = db.QueryRowContext(ctx, "SELECT id, at, actor, wording FROM journal_write WHERE last_row >= first_row ORDER BY id DESC LIMIT 1").
		Scan(&c.Writes, &at, &c.LastBy, &c.Last)
	if errors.Is(err, sql.ErrNoRows) {
		return c, nil
	}
	if err != nil {
		return c, fmt.Errorf("last write: %w", err)
	}
	if c.LastAt, err = time.Parse(InstantLayout, at); err != nil {
		return c, fmt.Errorf("last write: %w", err)
	}
	return c, nil
}

// Preview says what restoring a file would do.
type Preview struct {
	Holds Contents  // of the file
	Now   *Contents // of the present database; nil where there is none that can be read

	Undone []string // wordings of the writes of the present database that the file does not have, the newest first
	Others int      // writes of the file that the present database does not have
	Lost   []string // names of the attachments whose file would be missing
}

// PreviewRestore does everything of Restore except replacing anything, and compares the result with the present database of dir, which may be
// open. It fails as Restore would.
func PreviewRestore(ctx context.Context, dir, file string) (Preview, error) {
	return previewRestore(ctx, Options{Dir: dir, Now: time.Now, migrations: Migrations, fileSystem: networkFileSystem}, file)
}

func previewRestore(ctx context.Context, o Options, file string) (p Preview, err error) {
	s, err := closedStore(o)
	if err != nil {
		return p, err
	}
	made, err := s.rebuild(ctx, file)
	if err != nil {
		return p, err
	}
	defer func() { err = errors.Join(err, made.remove()) }()
	p.Holds = made.holds
	db, err := OpenPool(ctx, made.path, immutable, 1)
	if err != nil {
		return p, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if p.Lost, err = s.lostAttachments(ctx, db, filepath.Join(filepath.Dir(file), attachmentsName)); err != nil {
		return p, err
	}
	if err := s.compareNow(ctx, &p, db); err != nil && ctx.Err() != nil {
		return p, ctx.Err()
	} else if err != nil {
		p.Now, p.Undone, p.Others = nil, nil, 0 // damaged: that is what restoring is for
	}
	return p, nil
}

// compareNow fills in the difference to the present database.
func (s *Store) compareNow(ctx context.Context, p *Preview, then bun.IConn) (err error) {
	if _, err := os.Stat(s.Path()); err != nil {
		return err
	}
	db, err := OpenPool(ctx, s.Path(), ReadOnly, 1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := s.recognise(ctx, db); err != nil {
		return err
	}
	now, err := readContents(ctx, db)
	if err != nil {
		return err
	}
	const writes = "SELECT id || ' ' || at || ' ' || wording FROM journal_write WHERE last_row >= first_row ORDER BY id DESC"
	mine, err := Texts(ctx, db, writes)
	if err != nil {
		return err
	}
	theirs, err := Texts(ctx, then, writes)
	if err != nil {
		return err
	}
	common := map[string]bool{}
	for _, write := range mine {
		common[write] = true
	}
	for _, write := range theirs {
		if !common[write] {
			p.Others++
		}
		delete(common, write)
	}
	for _, write := range mine {
		if common[write] {
			parts := strings.SplitN(write, " ", 3)
			p.Undone = append(p.Undone, parts[2])
		}
	}
	p.Now = &now
	return nil
}

// Difference is how the number of records of a kind would change.
type Difference struct {
	Title     string
	Then, Now int
	Known     bool // whether Now is
}

// Differences compares the kinds of the file with those of the present database.
func (p Preview) Differences() []Difference {
	var all []Difference
	for _, k := range p.Holds.Kinds {
		d := Difference{Title: k.Title, Then: k.Count}
		if p.Now != nil {
			for _, n := range p.Now.Kinds {
				if n.Title == k.Title {
					d.Now, d.Known = n.Count, true
				}
			}
		}
		all = append(all, d)
	}
	return all
}

// Text says how many there would be and how that differs: 120（比现在少 3）.
func (d Difference) Text() string {
	switch change := d.Then - d.Now; {
	case !d.Known:
		return fmt.Sprint(d.Then)
	case change == 0:
		return fmt.Sprintf("%d（不变）", d.Then)
	default:
		return fmt.Sprintf("%d（比现在%s %d）", d.Then, [...]string{"少", "", "多"}[cmp.Compare(change, 0)+1], max(change, -change))
	}
}

// undoneShown is how many writes Sentences names.
const undoneShown = 3

// Sentences says what would be lost and what cannot be had.
func (p Preview) Sentences() []string {
	var all []string
	switch n := len(p.Undone); {
	case p.Now == nil:
		all = append(all, "现在没有读得出的数据库，无从比较。")
	case n == 0 && p.Others == 0:
		all = append(all, "与现在的数据相同。")
	case n == 0:
		all = append(all, "现在的数据都在这个备份里。")
	default:
		sentence := fmt.Sprintf("现在的数据里有 %d 步操作不在这个备份里，恢复后就没有了：%s", n, strings.Join(p.Undone[:min(n, undoneShown)], "；"))
		if n > undoneShown {
			sentence += "；……"
		}
		all = append(all, sentence+"。")
	}
	if p.Others > 0 && p.Now != nil {
		all = append(all, fmt.Sprintf("备份里有 %d 步操作是现在的数据里没有的。", p.Others))
	}
	if len(p.Lost) > 0 {
		all = append(all, LostSentence(p.Lost))
	}
	return all
}

// LostSentence says of which attachments the file cannot be had.
func LostSentence(names []string) string {
	shown := zh.JoinNames(names[:min(len(names), findingsShown)])
	if len(names) > findingsShown {
		shown += "等"
	}
	return fmt.Sprintf("%d 个附件的文件找不回来：%s。", len(names), shown)
}
