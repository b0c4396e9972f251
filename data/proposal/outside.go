package proposal

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/uptrace/bun"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// outsiders is the dictionary of the people who are named as proposers on purpose although they are no members.
const outsiders = "outside_proposer"

// outsideMark behind a name says that nobody of the roster is meant.
const outsideMark = "名册外"

// Outside is how somebody is named as a proposer on purpose who is no member: 张三（名册外）. A body is named as it is.
func Outside(name string) string {
	if plain, told := roster.NameAndWorkplace(name); told == "" && !namesBody(name) {
		return plain + "（" + outsideMark + "）"
	}
	return name
}

// withoutMark is the name without the mark of an outsider, and whether it bears that.
func withoutMark(text string) (name string, marked bool) {
	if plain, told := roster.NameAndWorkplace(text); told == outsideMark {
		return plain, true
	}
	return text, false
}

// nobody settles the name of a proposer who is no member. One that is like a member's is refused, unless it is marked as meant so, or was before.
func nobody(ctx context.Context, tx *store.Tx, termID int64, text string) (name string, err error) {
	name, marked := withoutMark(text)
	if body, err := isBody(ctx, tx, termID, name); err != nil || body {
		return name, err
	}
	plain, _ := roster.NameAndWorkplace(name)
	known, err := record.Words(ctx, tx, outsiders)
	switch {
	case err != nil || slices.Contains(known, plain):
		return name, err
	case marked:
		return name, record.AddWord(ctx, tx, outsiders, plain, "")
	}
	if _, err := intake.ReadName(plain); err != nil {
		return "", store.Refuse(store.CodeInvalid, "提案人「%s」%s。", text, err)
	}
	like, err := membersLike(ctx, tx, termID, plain)
	if err == nil && len(like) > 0 {
		err = record.UnknownWord(outsiders, text, store.Refuse(store.CodeNotFound, "提案人「%s」%s；是他请改正，不是本届委员、要照写录入的请写成「%s」。", name, likeWords(like), Outside(plain)))
	}
	if err == nil {
		tx.RemarkOn("提案人不在本届委员名册中，也不是单位或团体的名称，照写的录入", name)
	}
	return name, err
}

// likeWords says whom a name is like.
func likeWords(like []string) string {
	return "不在本届委员名册中，与委员「" + strings.Join(like[:min(3, len(like))], "」「") + "」相近"
}

// membersLike are the members of the term whose names are like the name that none of them has, as they are told apart.
func membersLike(ctx context.Context, db bun.IDB, termID int64, name string) ([]string, error) {
	type names struct {
		all  []string
		book *roster.NameBook
	}
	members, err := store.Remembered(db, fmt.Sprint("names of members of ", termID), []string{"member", "person"}, func() (names, error) {
		all, err := store.Texts(ctx, db, "SELECT DISTINCT h.name FROM member m JOIN person h ON h.id = m.person_id WHERE m.deleted_at = '' AND m.term_id = ? ORDER BY h.name", termID)
		return names{all, roster.NewNameBook(all)}, err
	})
	if err != nil {
		return nil, err
	}
	var like []string
	for _, at := range members.book.Like(name) {
		called, err := namesakes(ctx, db, termID, members.all[at])
		if err != nil {
			return nil, err
		}
		for _, n := range called {
			like = append(like, n.title)
		}
	}
	return like, nil
}

// proposersMeant finds whom a row of a sheet names as its proposers: a name that is no member's, but like one, is asked about.
func proposersMeant(ctx context.Context, db bun.IDB, scope record.Scope) (func(v record.Values, text string) (record.Meant, error), error) {
	termID, err := scope.TermID, error(nil)
	if termID == 0 {
		termID, err = roster.CurrentTerm(ctx, db)
	}
	if err != nil {
		return nil, err
	}
	return func(_ record.Values, text string) (record.Meant, error) {
		name, seconds := withoutSeconds(text)
		meant, err := findMeant(ctx, db, termID, name)
		if seconds && err == nil {
			meant = meantSeconds(meant)
		}
		return meant, err
	}, nil
}

// findMeant is whom one name of a cell means.
func findMeant(ctx context.Context, db bun.IDB, termID int64, text string) (record.Meant, error) {
	is := func(name string) (bool, error) {
		found, err := namesakes(ctx, db, termID, name)
		return len(found) > 0, err
	}
	if told, err := proposersTold(text, is); err != nil || told != text {
		return record.Meant{Name: told}, err
	}
	name, marked := withoutMark(text)
	if _, count := countedProposers(name); marked || count > 1 {
		return record.Meant{Name: text}, nil
	}
	if body, err := isBody(ctx, db, termID, name); err != nil || body {
		return record.Meant{Name: text}, err
	}
	plain, _ := roster.NameAndWorkplace(name)
	known, err := record.Words(ctx, db, outsiders)
	if err != nil || slices.Contains(known, plain) {
		return record.Meant{Name: text}, err
	}
	found, err := namesakes(ctx, db, termID, plain)
	if err != nil || len(found) > 0 {
		return record.Meant{Name: text}, err
	}
	like, err := membersLike(ctx, db, termID, plain)
	if err != nil || len(like) == 0 {
		return record.Meant{Name: text}, err
	}
	return record.Meant{Likely: like, Why: likeWords(like), Other: Outside(plain)}, nil
}

var (
	// proposerLabel is what stands before a name in a cell of its own heading: 第一提案人：郭春.
	proposerLabel = regexp.MustCompile(`^(?:第?[一二三四五六七八九十\d]*|领衔|主|首席|牵头)(?:提案|联名|附议|联署|领衔)(?:人|者|委员)?[:：]\s*`)
	// proposerPart is what somebody does as a proposer, in brackets behind his name.
	proposerPart = regexp.MustCompile(`\s*[（(](?:领衔|领衔人|牵头|联名|联名人|联署|第一提案人|提案人|执笔|执笔人|委员|政协委员)[）)]$`)
)

// proposersTold is the text as lists name proposers, without what they are called beside their names: 郭春委员, 郭春（领衔）, 第一提案人：郭春. Several
// parted by blanks or strokes alone are several where all are members or bodies; is reports whether somebody is.
func proposersTold(text string, is func(name string) (bool, error)) (string, error) {
	told := proposerPart.ReplaceAllString(proposerLabel.ReplaceAllString(text, ""), "")
	if plain, found := strings.CutSuffix(told, "委员"); found && plain != "" {
		if member, err := is(plain); err != nil || member {
			return plain, err
		}
	}
	names := strings.FieldsFunc(told, func(r rune) bool { return unicode.IsSpace(r) || r == '/' || r == '\uff0f' })
	if len(names) < 2 {
		return told, nil
	}
	for _, name := range names {
		if namesBody(name) {
			continue
		}
		if member, err := is(name); err != nil || !member {
			return told, err
		}
	}
	return zh.JoinNames(names), nil
}
