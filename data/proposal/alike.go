package proposal

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/similar"
	"cppccdesk/data/store"
)

// Alike is a proposal whose title says much the same as another's. Score is from 0 to 1.
type Alike struct {
	docket.Line

	Score float64
}

// Called is the proposal in words: 2025 年第 12 号.
func (a *Alike) Called() string { return calledInYear(a.Year, a.Number, a.Serial) }

// calledInYear names a proposal of any year: by its number, else by its serial.
func calledInYear(year, number int, serial string) string {
	switch {
	case number > 0:
		return fmt.Sprintf("%d 年第 %d 号", year, number)
	case serial != "":
		return fmt.Sprintf("%d 年流水号 %s", year, serial)
	default:
		return fmt.Sprintf("%d 年未编号", year)
	}
}

// Percent is the score as it is shown.
func (a *Alike) Percent() string { return strconv.Itoa(int(a.Score*100+0.5)) + "%" }

// Titles are the titles of all proposals of all years at a moment. They are read once and asked often; any goroutine may ask.
type Titles struct {
	write int64 // the last one before they were read
	index *similar.Index
	apart map[[2]int64]bool
	least float64
}

// mostAlike is how many like proposals are named.
const mostAlike = 5

// TitlesNow are the titles there are: those known, where nothing was written since they were read. nil: none are known.
func TitlesNow(ctx context.Context, db bun.IDB, known *Titles) (*Titles, error) {
	write, err := store.LookUp(ctx, db, "SELECT COALESCE(max(id), 0) FROM journal_write")
	if err != nil || known != nil && known.write == write {
		return known, err
	}
	t, err := ReadTitles(ctx, db)
	if err != nil {
		return known, err
	}
	t.write = write
	return t, nil
}

// ReadTitles reads the titles there are, from which score on the office calls two alike (设置: 相似提案的提示线), and which are told apart.
func ReadTitles(ctx context.Context, db bun.IDB) (*Titles, error) {
	t := &Titles{index: similar.NewIndex(), apart: map[[2]int64]bool{}}
	settings, err := record.SettingMap(ctx, db)
	if err != nil {
		return nil, err
	}
	percent, err := strconv.Atoi(settings["proposal.alike"])
	if err != nil || percent < 1 || percent > 100 {
		percent = 70
	}
	t.least = float64(percent) / 100
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id int64
		var title string
		err := scan(&id, &title)
		t.index.Add(id, title)
		return err
	}, "SELECT id, title FROM proposal WHERE deleted_at = '' ORDER BY id")
	if err != nil {
		return nil, fmt.Errorf("titles of proposals: %w", err)
	}
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var pair [2]int64
		err := scan(&pair[0], &pair[1])
		t.apart[pair] = true
		return err
	}, "SELECT proposal_id, other_id FROM proposal_apart")
	if err != nil {
		return nil, fmt.Errorf("proposals told apart: %w", err)
	}
	return t, nil
}

// pairOf is two proposals in the order in which they are stored as told apart.
func pairOf(a, b int64) [2]int64 { return [2]int64{min(a, b), max(a, b)} }

// matches are the proposals whose title is like the one of proposal id, 0 for a new one, the likest first.
func (t *Titles) matches(id int64, title string) []similar.Match {
	found := t.index.Like(title, t.least, mostAlike+1+len(t.apart))
	found = slices.DeleteFunc(found, func(m similar.Match) bool { return m.ID == id || t.apart[pairOf(id, m.ID)] })
	return found[:min(mostAlike, len(found))]
}

// Alike are the proposals of any year whose title is like the one of proposal id, 0 for one that is not stored yet, as they are on the day
// (YYYY-MM-DD); the likest first, at most five. Those told apart from it are left out.
func (t *Titles) Alike(ctx context.Context, db bun.IDB, id int64, title, day string) ([]Alike, error) {
	matches := t.matches(id, title)
	if len(matches) == 0 {
		return nil, nil
	}
	ids := make([]int64, len(matches))
	for i, m := range matches {
		ids[i] = m.ID
	}
	lines, err := Find(ctx, db, Filter{IDs: append(ids, id)}, day)
	if err != nil {
		return nil, err
	}
	of := func(id int64) *docket.Line {
		if at := slices.IndexFunc(lines, func(l docket.Line) bool { return l.ID == id }); at >= 0 {
			return &lines[at]
		}
		return nil // binned since, or not stored yet
	}
	var found []Alike
	for _, m := range matches {
		if other := of(m.ID); other != nil && !mergedInto(of(id), other) {
			found = append(found, Alike{*other, m.Score})
		}
	}
	return found, nil
}

// mergedInto reports whether one of two proposals was merged into the other, or both into a third: that they are alike is settled.
func mergedInto(a, b *docket.Line) bool {
	return a != nil && (a.MergedInto == b.ID || b.MergedInto == a.ID || a.MergedInto != 0 && a.MergedInto == b.MergedInto)
}

// TellApart notes that two proposals are no repetition of each other, and are not to be called alike again.
func TellApart(ctx context.Context, tx *store.Tx, a, b int64) error {
	pair := pairOf(a, b)
	known, err := store.LookUp(ctx, tx, "SELECT id FROM proposal_apart WHERE proposal_id = ? AND other_id = ?", pair[0], pair[1])
	if err != nil || known != 0 {
		return err
	}
	if a == b {
		return store.Refuse(store.CodeInvalid, "是同一件提案，不用区分。")
	}
	_, err = tx.Insert(ctx, "proposal_apart", store.Columns{"proposal_id": pair[0], "other_id": pair[1]})
	return err
}

// likeOthers says which of the proposals added from a file are like one that was there before, or like each other.
func likeOthers(ctx context.Context, db bun.IDB, added []int64) ([]string, error) {
	titles, err := ReadTitles(ctx, db)
	if err != nil {
		return nil, err
	}
	at, matches, err := titles.linesAlike(ctx, db, added)
	if err != nil {
		return nil, err
	}
	var sentences []string
	told, more := map[[2]int64]bool{}, 0
	for _, id := range added {
		for _, m := range matches[id] {
			l, other, pair := at[id], at[m.ID], pairOf(id, m.ID)
			if other == nil || told[pair] || mergedInto(l, other) {
				continue
			}
			if told[pair] = true; len(sentences) == mostNamed {
				more++
				continue
			}
			like := Alike{*other, m.Score}
			sentences = append(sentences, fmt.Sprintf("%s「%s」与%s「%s」相似（%s），看是否重复", calledInYear(l.Year, l.Number, l.Serial), l.Title, like.Called(), other.Title, like.Percent()))
		}
	}
	if more > 0 {
		sentences = append(sentences, fmt.Sprintf("另有 %d 对提案的案由相似，导入后在提案的详情里看", more))
	}
	return sentences, nil
}

// linesAlike are what the proposals with these ids are like, and by id the lines of those that are like another, and of the others.
func (t *Titles) linesAlike(ctx context.Context, db bun.IDB, ids []int64) (at map[int64]*docket.Line, matches map[int64][]similar.Match, err error) {
	matches = map[int64][]similar.Match{}
	met := []int64{}
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id int64
		var title string
		if err := scan(&id, &title); err != nil {
			return err
		}
		found := t.matches(id, title)
		if len(found) == 0 {
			return nil
		}
		matches[id], met = found, append(met, id)
		for _, m := range found {
			met = append(met, m.ID)
		}
		return nil
	}, "SELECT id, title FROM proposal WHERE id IN (SELECT value FROM json_each(?)) AND deleted_at = ''", store.JSONList(ids))
	if err != nil {
		return nil, nil, fmt.Errorf("titles of proposals: %w", err)
	}
	lines, err := Find(ctx, db, Filter{IDs: met}, docket.EndOfTime)
	at = make(map[int64]*docket.Line, len(lines))
	for i := range lines {
		at[lines[i].ID] = &lines[i]
	}
	return at, matches, err
}

// mostNamed is how many pairs of like proposals are named of a file.
const mostNamed = 10
