package take

import (
	"context"
	"fmt"
	"regexp"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// titleTerm is the term that a title names: 第九届政协委员名册.
var titleTerm = regexp.MustCompile(`第?([0-9一二三四五六七八九十]{1,3})届`)

// ofTerm reports whether the kind's records are of a term, and of no year.
func ofTerm(k *record.Kind) bool { return k.Field("term_name") != nil && holdsPeople(k) }

// termOver is the term that titles name, 0 for none, and which of them does.
func termOver(titles []title) (ordinal int, by title) {
	for _, over := range titles {
		found := titleTerm.FindAllStringSubmatch(squeezed(over.text), -1)
		if len(found) != 1 {
			continue
		}
		if n, ok := zh.ParseNumber(found[0][1]); ok && n > 0 {
			return n, over
		}
	}
	return 0, title{}
}

// readTerm reads which term the rows are taken into. Where none is registered yet the titles may name the first.
func (im *Import) readTerm(ctx context.Context, db bun.IDB) error {
	im.ordinal, im.firstTerm = 0, 0
	if !ofTerm(im.Kind) {
		return nil
	}
	if im.term != 0 {
		var name string
		if err := db.QueryRowContext(ctx, "SELECT ordinal, name FROM term WHERE id = ?", im.term).Scan(&im.ordinal, &name); err != nil {
			return fmt.Errorf("term %d: %w", im.term, err)
		}
		if name == roster.UnnamedTerm { // which one it is nobody said
			im.ordinal = 0
		}
		return nil
	}
	for t := range im.Tables {
		n := im.captionsOf(t).term
		if n != 0 && im.firstTerm != 0 && n != im.firstTerm {
			im.firstTerm = 0
			return nil
		}
		im.firstTerm = max(n, im.firstTerm)
	}
	return nil
}

// refuseOtherTerm refuses a row of a table whose title names another term than the one worked on.
func (im *Import) refuseOtherTerm(t *taking) error {
	over := im.captionsOf(t.table)
	if im.ordinal == 0 || over.term == 0 || over.term == im.ordinal {
		return nil
	}
	return store.Refuse(store.CodeInvalid, "%s写的是第%s届，现在录入的是第%s届；请在「届次」中登记并换到那一届再导入，或改正标题。", over.termBy.where(), zh.Numeral(over.term), zh.Numeral(im.ordinal))
}

// beginTerm registers the first term as the titles name it.
func (im *Import) beginTerm(ctx context.Context, tx *store.Tx) error {
	if im.firstTerm == 0 {
		return nil
	}
	if id, err := store.LookUp(ctx, tx, "SELECT id FROM term LIMIT 1"); err != nil || id != 0 {
		return err
	}
	if _, err := roster.EnsureTerm(ctx, tx, im.firstTerm); err != nil {
		return err
	}
	im.odd.note("还没有登记届次，按标题登记了", "第"+zh.Numeral(im.firstTerm)+"届")
	return nil
}
