package evaluation

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

// SheetPaper is the score sheet of a panel as it is printed to be filled in by hand: what is judged by what. All that are printed of it are alike.
type SheetPaper struct {
	Evaluation string
	Number     int64  // of the panel
	Panel      string // what it is called
	Rubric     Rubric
	Targets    []PaperTarget // those of a class together
	Raters     int           // who fill one in

	year         int
	evaluationID int64
}

// PaperTarget is what is judged.
type PaperTarget struct {
	Unit           string
	ProposalNumber int64 // 0: the unit as a whole
	ProposalTitle  string
	Class          string

	unitID, proposalID int64
}

// SheetPapers are the score sheets of an evaluation of the year, one for each panel, or that of one panel with a number. Results that are locked take no more.
func SheetPapers(ctx context.Context, db bun.IDB, year int, evaluation string, number int64) ([]SheetPaper, error) {
	id, err := store.LookUp(ctx, db, "SELECT id FROM evaluation WHERE year = ? AND name = ? AND deleted_at = ''", year, evaluation)
	if err != nil {
		return nil, err
	}
	if id == 0 {
		return nil, store.Refuse(store.CodeNotFound, "%d 年没有评议「%s」。", year, evaluation)
	}
	locks, err := ReadLocks(ctx, db, id, "")
	if err != nil {
		return nil, err
	}
	if l := Standing(locks); l != nil {
		return nil, store.Refuse(store.CodeConflict, "评议「%s」的结果已于 %s 锁定，不再印评分表。", evaluation, l.On)
	}
	papers, err := readPapers(ctx, db, year, id, evaluation)
	if err != nil {
		return nil, err
	}
	if number != 0 {
		papers = slices.DeleteFunc(papers, func(p SheetPaper) bool { return p.Number != number })
	}
	switch {
	case len(papers) == 0 && number != 0:
		return nil, store.Refuse(store.CodeNotFound, "评议「%s」的第 %d 组还没有评议对象，或没有这个小组。", evaluation, number)
	case len(papers) == 0:
		return nil, store.Refuse(store.CodeNotFound, "评议「%s」还没有评议对象，请先在「评委」里登记小组、评委和评议案号（票决的在「票务」里印评议票）。", evaluation)
	case len(papers[0].Rubric.Indicators) == 0:
		return nil, store.Refuse(store.CodeInvalid, "评议「%s」的评分方案没有要评委打分的指标，没有评分表可印。", evaluation)
	}
	return papers, nil
}

func readPapers(ctx context.Context, db bun.IDB, year int, id int64, evaluation string) (papers []SheetPaper, err error) {
	rubrics, err := Rubrics(ctx, db)
	if err != nil {
		return nil, err
	}
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		p := SheetPaper{Evaluation: evaluation, year: year, evaluationID: id}
		var t PaperTarget
		var rubricID int64
		err := scan(&p.Number, &p.Panel, &rubricID, &p.Raters, &t.unitID, &t.Unit, &t.proposalID, &t.ProposalNumber, &t.ProposalTitle, &t.Class)
		if len(papers) == 0 || papers[len(papers)-1].Number != p.Number {
			if i := slices.IndexFunc(rubrics, func(r Rubric) bool { return r.ID == rubricID }); i >= 0 {
				p.Rubric = rubrics[i]
			}
			papers = append(papers, p)
		}
		last := &papers[len(papers)-1]
		last.Targets = append(last.Targets, t)
		return err
	}, `SELECT t.panel_number, t.panel, t.rubric_id, (SELECT count(*) FROM rater r WHERE r.panel_id = t.panel_id AND r.excused = 0 AND `+rates+`),
		t.unit_id, t.unit, t.proposal_id, t.proposal_number, t.proposal_title, g.class
		FROM target_list t JOIN evaluation_target g ON g.id = t.id WHERE t.evaluation_id = ? ORDER BY t.panel_number, t.proposal_number, t.id`, id)
	for i := range papers {
		together(papers[i].Targets, func(t PaperTarget) string { return t.Class })
	}
	return papers, err
}

// Batch names all sheets printed for the panel, in capital letters, digits and hyphens. Its end follows from what is on them: paper printed before that was
// changed has another. It says nothing of a single sheet.
func (p *SheetPaper) Batch() string {
	sum := sha256.New()
	for _, t := range p.Targets {
		_, _ = fmt.Fprintf(sum, "%d %d\n", t.unitID, t.proposalID)
	}
	for _, i := range p.Rubric.Indicators {
		_, _ = fmt.Fprintf(sum, "%s %d %s %t %d\n", i.Label, i.Max, i.Choices, i.Deducts, i.Step)
	}
	return batch("PF", p.year, p.evaluationID, p.Number, sum)
}

// PaperBatch names the sheets that are printed for the panel whose sheets are typed in.
func PaperBatch(ctx context.Context, db bun.IDB, year int, e Entry) (string, error) {
	papers, err := readPapers(ctx, db, year, e.evaluationID, e.Evaluation)
	i := slices.IndexFunc(papers, func(p SheetPaper) bool { return p.Number == e.Number })
	if err != nil || i < 0 {
		return "", err
	}
	return papers[i].Batch(), nil
}
