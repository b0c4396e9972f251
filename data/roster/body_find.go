package roster

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// BodyNames are a term's bodies of one sort by what they are called.
type BodyNames struct {
	own  map[int64]string
	keys [4]map[string][]int64 // by name, short name, former name and the stem of the name, folded
	ids  []int64               // in their order
}

// The ways in which a name finds a body, the surest first.
const (
	byBodyName = iota
	byBodyShort
	byBodyFormer
	byBodyStem
)

// ReadBodyNames reads the bodies of a term that lie in a table: sector, committee, activity_group.
func ReadBodyNames(ctx context.Context, db bun.IDB, table string, termID int64) (*BodyNames, error) {
	b := &BodyNames{own: map[int64]string{}}
	for i := range b.keys {
		b.keys[i] = map[string][]int64{}
	}
	short := "''"
	if table == "committee" {
		short = "short"
	}
	return b, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id int64
		var by int
		var text string
		if err := scan(&id, &by, &text); err != nil {
			return err
		}
		if by == byBodyName {
			b.add(id, text)
		} else {
			b.keys[by][bodyKey(text)] = append(b.keys[by][bodyKey(text)], id)
		}
		return nil
	}, fmt.Sprintf(`SELECT id, by, text FROM (SELECT id, %[1]d AS by, name AS text, sort FROM %[4]s WHERE term_id = ?0 AND deleted_at = ''
		UNION ALL SELECT id, %[2]d, %[5]s, sort FROM %[4]s WHERE term_id = ?0 AND deleted_at = '' AND %[5]s <> ''
		UNION ALL SELECT b.id, %[3]d, n.name, b.sort FROM body_name n JOIN %[4]s b ON b.id = n.body_id WHERE n.body = ?1 AND b.term_id = ?0 AND b.deleted_at = '')
		ORDER BY sort, id`, byBodyName, byBodyShort, byBodyFormer, table, short), termID, table)
}

// rememberedBodyNames are the same, in a write read anew only when there are others.
func rememberedBodyNames(ctx context.Context, db bun.IDB, table string, termID int64) (*BodyNames, error) {
	return store.Remembered(db, fmt.Sprint("names of bodies ", table, termID), []string{table, "body_name"}, func() (*BodyNames, error) {
		return ReadBodyNames(ctx, db, table, termID)
	})
}

func (b *BodyNames) add(id int64, name string) {
	b.own[id], b.ids = name, append(b.ids, id)
	key := bodyKey(name)
	b.keys[byBodyName][key] = append(b.keys[byBodyName][key], id)
	b.keys[byBodyStem][bodyStem(key)] = append(b.keys[byBodyStem][bodyStem(key)], id)
}

// BodySorts are the sorts of bodies that members belong to, with the tables they lie in.
var BodySorts = []struct{ Title, Table string }{{"界别", sectorTable}, {"专委会", committeeTable}, {"活动组", groupTable}}

// SortOfBody is the sort of body of the term that a name finds, "" for none.
func SortOfBody(ctx context.Context, db bun.IDB, termID int64, name string) (string, error) {
	key := bodyKey(name)
	for _, sort := range BodySorts {
		names, err := rememberedBodyNames(ctx, db, sort.Table, termID)
		if err != nil {
			return "", err
		}
		if names.own[names.findBy(name, key)] != "" {
			return sort.Title, nil
		}
	}
	return "", nil
}

// Meet adds a body that is not stored yet.
func (b *BodyNames) Meet(name string) { b.add(-1-int64(len(b.ids)), bodyName(name)) }

// Names are the names of the bodies in their order.
func (b *BodyNames) Names() []string {
	var names []string
	for _, id := range b.ids {
		names = append(names, b.own[id])
	}
	return names
}

// Find is the name of the body that is meant, "" for none: however width, blanks, brackets and numerals are written, and with or without the ending
// that says what it is and the CPPCC it is of.
func (b *BodyNames) Find(name string) string { return b.own[b.find(name)] }

func (b *BodyNames) find(name string) int64 { return b.findBy(name, bodyKey(name)) }

func (b *BodyNames) findBy(name, key string) int64 {
	if id := b.byKey(name, key); id != 0 {
		return id
	}
	if own := bodyOwner.ReplaceAllString(key, ""); own != "" && own != key {
		return b.byKey(name, own)
	}
	return 0
}

// byKey finds by what ways of writing the name have in common.
func (b *BodyNames) byKey(name, key string) int64 {
	for by, of := range b.keys {
		text := key
		if by == byBodyStem {
			text = bodyStem(key)
		}
		if ids := of[text]; len(ids) > 0 {
			if at := slices.IndexFunc(ids, func(id int64) bool { return b.own[id] == bodyName(name) }); at >= 0 {
				return ids[at]
			}
			return ids[0]
		}
	}
	return 0
}

// Like are the bodies that a name which finds none may be meant for, and how it is like the first.
func (b *BodyNames) Like(name string) (names []string, how string) {
	for _, id := range b.ids {
		if why := likeBodies(name, b.own[id]); why != "" {
			if len(names) == 0 {
				how = "与已有的「" + b.own[id] + "」" + why
			}
			names = append(names, b.own[id])
		}
	}
	return names, how
}

var (
	bodyFigures = regexp.MustCompile(`\d{1,2}`)
	bodyOrdinal = regexp.MustCompile(`第([一二三四五六七八九十]+)`)
	bodyOwner   = regexp.MustCompile(`^(?:(?:中国人民政治协商会议|政协).{2,12}?委员会|.{0,8}?政协)`) // 县政协提案委员会, 政协云岭县委员会提案委员会
	bodyBracket = regexp.MustCompile(`\([^)]*\)`)
)

// bodyKey is what two ways of writing the name of a body have in common.
func bodyKey(name string) string {
	key := bodyFigures.ReplaceAllStringFunc(fold.Called(name), func(figures string) string {
		if n, err := strconv.Atoi(figures); err == nil && n > 0 {
			return zh.Numeral(n)
		}
		return figures
	})
	return bodyOrdinal.ReplaceAllString(key, "$1")
}

// bodyFold is what finds a body by its name in a list of bodies.
func bodyFold(name string) string { return bodyStem(bodyKey(name)) }

// likeBodies says how two names that differ may be one body's, "" when they may not. Bodies that are numbered differ by their numbers.
func likeBodies(name, known string) string {
	a, b := bodyKey(name), bodyKey(known)
	if numeralsOf(a) != numeralsOf(b) {
		return ""
	}
	if p, q := bodyBracket.ReplaceAllString(a, ""), bodyBracket.ReplaceAllString(b, ""); p != "" && bodyStem(p) == bodyStem(q) {
		return "只差括号里的字"
	}
	if x, y := []rune(a), []rune(b); len(x) == len(y) && len(x) > 1 && fold.SameSound(a, b) {
		return "读音相同"
	}
	if shortens(a, b) || shortens(bodyStem(a), bodyStem(b)) || abridges(bodyStem(a), bodyStem(b)) {
		return "像是全称和简称"
	}
	return ""
}

// shortens reports whether one of two names may be short for the other: 社科界 and 社会科学界, 无党派 and 无党派人士.
func shortens(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y, a, b = y, x, b, a
	}
	return len(x) > 2 && len(x) < len(y) && (strings.HasPrefix(b, a) || x[0] == y[0] && x[len(x)-1] == y[len(y)-1] && withinOrder(x, y))
}

// abridges reports whether one of two names is two characters of the other, next to each other or from its first on: 工会 of 总工会, 科技 of 科学技术.
func abridges(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y, a, b = y, x, b, a
	}
	return len(x) == 2 && len(y) > 2 && (strings.Contains(b, a) || x[0] == y[0] && withinOrder(x, y))
}

// numeralsOf are the numerals in a name.
func numeralsOf(name string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("一二三四五六七八九十", r) {
			return r
		}
		return -1
	}, name)
}

// bodyID finds one of a term's bodies by name, or adds it.
func bodyID(ctx context.Context, tx *store.Tx, table string, termID int64, name string) (int64, error) {
	if name = bodyName(name); name == "" {
		return 0, nil
	}
	names, err := rememberedBodyNames(ctx, tx, table, termID)
	if err != nil {
		return 0, fmt.Errorf("look up %s: %w", table, err)
	}
	if id := names.find(name); id != 0 {
		return id, nil
	}
	sort, err := store.LookUp(ctx, tx, "SELECT COALESCE(max(sort), 0) + 1 FROM "+table+" WHERE term_id = ?", termID)
	if err != nil {
		return 0, err
	}
	return tx.Insert(ctx, table, store.Columns{"term_id": termID, "name": name, "sort": sort})
}

// CallBody makes a name one more former name of the body of a term that is called known.
func CallBody(ctx context.Context, tx *store.Tx, table string, termID int64, known, name string) error {
	names, err := rememberedBodyNames(ctx, tx, table, termID)
	if err != nil {
		return err
	}
	id := names.find(known)
	if id == 0 {
		return store.Refuse(store.CodeNotFound, "「%s」已经不在了，不能把「%s」当作它。", known, name)
	}
	former, err := bodyFormerNames(ctx, tx, table, id)
	if err != nil {
		return err
	}
	return saveBodyNames(ctx, tx, table, id, former, append(slices.Clone(former), bodyName(name)))
}

// bodyName is a name without the blanks that line it up: 教育界 of 教 育 界. Those beside Latin letters stay.
func bodyName(name string) string {
	words := strings.Fields(name)
	var out strings.Builder
	for i, word := range words {
		if i > 0 && (words[i-1][len(words[i-1])-1] < utf8.RuneSelf || word[0] < utf8.RuneSelf) {
			out.WriteByte(' ')
		}
		out.WriteString(word)
	}
	return out.String()
}

// bodyStem is the part of a body's name that tells it apart: 教育 of 教育界, 教育界别; 提案 of 提案委, 提案委员会.
func bodyStem(name string) string {
	for _, ending := range []string{"界别", "界", "专门委员会", "委员会", "专委会", "委", "活动组", "组"} {
		if stem, ok := strings.CutSuffix(name, ending); ok && stem != "" {
			return stem
		}
	}
	return name
}

// committeeID finds or adds one of the term's committees.
func committeeID(ctx context.Context, tx *store.Tx, termID int64, name string) (int64, error) {
	return bodyID(ctx, tx, "committee", termID, name)
}
