package data

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// Findable is one thing the finder knows by its name.
type Findable struct {
	Kind  *record.Kind
	ID    int64
	Year  int    // the year it belongs to, 0: any
	Title string // 张小明; 关于……的建议
	Note  string // 教育界 · 县第一中学
	// ByPhone says that it answers to the end of a number that is masked: whoever sees it knows whose number that is. Show it only once
	// DiscloseFound has noted it.
	ByPhone bool

	head   string // folded forms of the names it is called by, each after a space
	tail   string // folded text of what else is known of it
	number string // by which it is asked for: a proposal's, a member's
	phones string // digits, each number followed by a space: its last digits find it
	masked string // the same of those that are masked
}

// Finder finds records by what is typed: 汉字, full pinyin, initials, a number, the last digits of a telephone. It is a picture of the data
// at one moment and never changes, so any goroutine may use it.
type Finder struct {
	all   []Findable
	folds map[string]string // name -> folded forms, taken over by the next finder
}

// ReadFinder reads what can be found within scope; former, which may be nil, saves it the folding of names it knew.
func ReadFinder(ctx context.Context, s *store.Store, scope record.Scope, former *Finder) (*Finder, error) {
	f := &Finder{folds: map[string]string{}}
	known := func(key string, folding func() string) string {
		form, ok := f.folds[key]
		if !ok && former != nil {
			form, ok = former.folds[key]
		}
		if !ok {
			form = folding()
		}
		f.folds[key] = form
		return form
	}
	kinds := slices.DeleteFunc(Kinds(), func(k *record.Kind) bool { return k.Found == nil })
	slices.SortStableFunc(kinds, func(a, b *record.Kind) int { // of equal hits people come first
		switch {
		case a.Found.Person == b.Found.Person:
			return 0
		case a.Found.Person:
			return -1
		default:
			return 1
		}
	})
	for _, kind := range kinds {
		err := store.ScanRows(ctx, s.DB(), func(scan func(...any) error) error {
			var r foundRow
			if err := scan(&r.id, &r.year, &r.title, &r.names, &r.note, &r.number, &r.more, &r.phones, &r.masked); err != nil {
				return err
			}
			f.all = append(f.all, r.findable(kind, known))
			return nil
		}, kind.Found.Query, kind.Found.Args(scope)...)
		if err != nil {
			return nil, fmt.Errorf("read %s for the finder: %w", kind.Name, err)
		}
	}
	return f, nil
}

// Len is the number of things that can be found.
func (f *Finder) Len() int { return len(f.all) }

// Record gives what the finder knows of one record; false when it is not there any more.
func (f *Finder) Record(kind string, id int64) (Findable, bool) {
	for i := range f.all {
		if f.all[i].ID == id && f.all[i].Kind.Name == kind {
			return f.all[i], true
		}
	}
	return Findable{}, false
}

// The order in which hits are listed: the nearer to what was typed, the earlier.
const (
	hitNumber   = iota // the number itself
	hitWhole           // one of the names as a whole
	hitBegin           // the beginning of a name
	hitPhone           // the end of a telephone number
	hitMasked          // the end of one that is masked
	hitWithin          // inside a name
	hitAbout           // in what else is known of it
	hitNearness        // how many there are
)

// Find lists at most limit things that answer to query, the nearest first; none for an empty query.
func (f *Finder) Find(query string, limit int) []Findable {
	q := newFindQuery(query)
	if q.plain == "" {
		return nil
	}
	var hits [hitNearness][]int32
	for i := range f.all {
		if near := q.nearness(&f.all[i]); near < hitNearness && len(hits[near]) < limit {
			hits[near] = append(hits[near], int32(i))
		}
	}
	found := make([]Findable, 0, limit)
	for near := range hits {
		if near == hitWithin || near == hitBegin { // among those, short names are nearer to what was typed
			slices.SortStableFunc(hits[near], func(a, b int32) int { return cmp.Compare(len(f.all[a].Title), len(f.all[b].Title)) })
		}
		for _, i := range hits[near] {
			if len(found) == limit {
				return found
			}
			t := f.all[i]
			t.ByPhone = near == hitMasked
			found = append(found, t)
		}
	}
	return found
}

// phoneTail is how many digits the end of a telephone number must have to be asked for: fewer would let somebody find out digit by digit what is
// masked.
const phoneTail = 7

// findQuery is a query folded once for all things it is held against.
type findQuery struct {
	plain, begin, whole string
	number              string // digits of 第23号 or 23
	phone               string
	words               []string
}

func newFindQuery(query string) findQuery {
	q := findQuery{plain: fold.Plain(query)}
	q.begin, q.whole = " "+q.plain, " "+q.plain+" "
	q.number = strings.TrimSuffix(strings.TrimPrefix(q.plain, "第"), "号")
	if strings.Trim(q.number, "0123456789") != "" {
		q.number = ""
	}
	if len(q.number) >= phoneTail {
		q.phone = q.number + " "
	}
	if words := strings.Fields(query); len(words) > 1 {
		for _, word := range words {
			q.words = append(q.words, fold.Plain(word))
		}
	}
	return q
}

func (q *findQuery) nearness(t *Findable) int {
	if q.number != "" && q.number == t.number {
		return hitNumber
	}
	if at := strings.Index(t.head, q.begin); at >= 0 {
		if strings.Contains(t.head[at:], q.whole) {
			return hitWhole
		}
		return hitBegin
	}
	switch {
	case q.phone != "" && strings.Contains(t.phones, q.phone):
		return hitPhone
	case q.phone != "" && strings.Contains(t.masked, q.phone):
		return hitMasked
	case strings.Contains(t.head, q.plain):
		return hitWithin
	case strings.Contains(t.tail, q.plain):
		return hitAbout
	case len(q.words) > 0 && q.everyWord(t):
		return hitAbout
	}
	return hitNearness
}

func (q *findQuery) everyWord(t *Findable) bool {
	for _, word := range q.words {
		if !strings.Contains(t.head, word) && !strings.Contains(t.tail, word) {
			return false
		}
	}
	return true
}

// DiscloseFound notes in the journal that actor was shown whose telephone number ends as he typed: 按电话查到委员 张小明. Call it before the
// records are shown; when it fails they may not be.
func DiscloseFound(ctx context.Context, s *store.Store, actor string, found []Findable) error {
	if len(found) == 0 {
		return nil
	}
	wording := "按电话查到" + found[0].Kind.Title + " " + found[0].Title
	if len(found) > 1 {
		wording += fmt.Sprintf(" 等 %d 条", len(found))
	}
	return s.Write(ctx, actor, wording, func(ctx context.Context, tx *store.Tx) error {
		for _, t := range found {
			if err := tx.Disclose(ctx, t.Kind.Name, t.ID, []string{"电话"}, "按电话查找"); err != nil {
				return err
			}
		}
		return nil
	})
}
