package evaluation

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/cell"
	"cppccdesk/data/intake"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Returned is what became of a rater workbook that came back.
type Returned struct {
	File     string
	What     string   // the panel or rater it is of; empty where nobody can tell
	New      int      // sheets taken in; none of a file with a problem
	Same     int      // as they are stored already, or as an earlier file says
	Blank    int      // rows nobody filled in
	Notes    []string // what is unusual about a file that is taken in, one sentence each
	Problems []string // why it is refused, one sentence each; a file with any is not taken in at all

	sheets []returnedSheet
}

type returnedSheet struct {
	targetID   int64
	row        EntryRow
	indicators []Indicator
}

// differences are where two entries of a sheet differ, in words: scores, whether it is void, and what was written.
func (r *EntryRow) differences(other EntryRow, indicators []Indicator) (found []string) {
	blank := func(text string) string { return cmp.Or(text, "没有填") }
	for i, points := range r.Points {
		if points != other.Points[i] {
			label := "得分"
			if i < len(indicators) {
				label = indicators[i].Label
			}
			found = append(found, fmt.Sprintf("「%s」%s，另一份 %s", label, blank(points), blank(other.Points[i])))
		}
	}
	if r.Void != other.Void {
		word := map[bool]string{true: "作废", false: "有效"}
		found = append(found, word[r.Void]+"，另一份"+word[other.Void])
	}
	if mine, theirs := strings.TrimSpace(r.Note), strings.TrimSpace(other.Note); mine != theirs {
		found = append(found, fmt.Sprintf("意见「%s」，另一份「%s」", blank(mine), blank(theirs)))
	}
	return found
}

// WorkbooksIn are the workbooks named and those in the folders named, in the order of their names.
func WorkbooksIn(names []string) (paths []string, err error) {
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil || !info.IsDir() {
			paths = append(paths, name) // whatever is wrong with it is said with the file
			continue
		}
		var found []string
		err = filepath.WalkDir(name, func(path string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() && strings.HasPrefix(strings.ToLower(filepath.Ext(path)), ".xls") && !strings.HasPrefix(entry.Name(), "~") {
				found = append(found, path)
			}
			return err
		})
		if err != nil {
			return nil, store.Failure(store.CodeNotFound, err, "文件夹「%s」读不了，请检查能不能打开。", name)
		}
		if len(found) == 0 {
			return nil, store.Refuse(store.CodeNotFound, "文件夹「%s」里没有工作簿。", name)
		}
		paths = append(paths, found...)
	}
	return paths, nil
}

// ReadReturns reads rater workbooks and says of each what would be taken in. Nothing is stored.
func ReadReturns(ctx context.Context, db bun.IDB, year int, paths []string) ([]Returned, error) {
	found := make([]Returned, len(paths))
	from := map[string][]returnedFrom{} // by row key
	sent := handouts{}
	for i, path := range paths {
		r := &found[i]
		r.File = filepath.Base(path)
		if err := r.read(ctx, db, year, path, sent); err != nil {
			return nil, err
		}
		for j := range r.sheets {
			s := &r.sheets[j]
			key := rowKey(s.targetID, s.row.RaterID)
			from[key] = append(from[key], returnedFrom{r, s})
		}
	}
	for _, all := range from {
		refuseContradictions(all)
	}
	first := map[string]*Returned{} // by row key
	for i := range found {
		if r := &found[i]; len(r.Problems) > 0 {
			r.New = 0
		} else {
			r.leaveTo(first)
		}
	}
	return found, nil
}

// leaveTo leaves out the sheets that an earlier file has too, which says the same.
func (r *Returned) leaveTo(first map[string]*Returned) {
	r.sheets = slices.DeleteFunc(r.sheets, func(s returnedSheet) bool {
		key := rowKey(s.targetID, s.row.RaterID)
		earlier := first[key]
		if earlier == nil {
			first[key] = r
			return false
		}
		r.New--
		r.Same++
		r.note("与「%s」里的相同，只收一次。", earlier.File)
		return true
	})
}

// TakingWords say what taking the workbooks in does: those without a new sheet are none of it.
func TakingWords(returned []Returned) string {
	n := 0
	for i := range returned {
		if returned[i].New > 0 {
			n++
		}
	}
	return fmt.Sprintf("收回评分工作簿 %d 份", n)
}

// returnedFrom is a sheet with the file it came in.
type returnedFrom struct {
	in    *Returned
	sheet *returnedSheet
}

// refuseContradictions has none of the files taken whose sheets of one rater on one target say different things, in whatever order they came.
func refuseContradictions(all []returnedFrom) {
	for _, a := range all {
		other := slices.IndexFunc(all, func(b returnedFrom) bool {
			return len(a.sheet.row.differences(b.sheet.row, nil)) > 0
		})
		if other >= 0 {
			of := all[other]
			what := a.sheet.row.differences(of.sheet.row, a.sheet.indicators)
			a.in.problem("评委「%s」的评分表与「%s」里的不同（%s），两份都没有收，请核对后只留一份。", a.sheet.row.Rater, of.in.File, strings.Join(what, "；"))
		}
	}
}

// handouts are those of a year that were read, by evaluation and whether each rater has his own.
type handouts map[string][]Handout

func (h handouts) of(ctx context.Context, db bun.IDB, year int, evaluation string, each bool) ([]Handout, error) {
	key := fmt.Sprint(each, evaluation)
	if all, known := h[key]; known {
		return all, nil
	}
	all, err := Handouts(ctx, db, year, evaluation, each)
	if err == nil {
		h[key] = all
	}
	return all, err
}

func (r *Returned) problem(format string, args ...any) { r.Problems = once(r.Problems, format, args) }

func (r *Returned) note(format string, args ...any) { r.Notes = once(r.Notes, format, args) }

func once(sentences []string, format string, args []any) []string {
	if text := fmt.Sprintf(format, args...); !slices.Contains(sentences, text) {
		sentences = append(sentences, text)
	}
	return sentences
}

// read reads one file. The error is of the database; whatever is wrong with the file is a problem of it.
func (r *Returned) read(ctx context.Context, db bun.IDB, year int, path string, sent handouts) error {
	wb, err := intake.Open(ctx, path, intake.Options{})
	if err != nil {
		r.problem("%s", store.Sentence(err))
		return nil
	}
	h, err := r.handout(ctx, db, year, wb, sent)
	if err != nil || h == nil {
		return err
	}
	var tables []*intake.Sheet
	for i := range wb.Sheets {
		switch s := &wb.Sheets[i]; {
		case s.Name == StampSheet:
		case headRow(s) >= 0:
			tables = append(tables, s)
		case len(s.Rows) > 0:
			r.note("工作表「%s」不是发出的评分表，里面的内容没有收。", s.Name)
		}
	}
	switch len(tables) {
	case 0:
		r.problem("表头被改动过，找不到「%s」「%s」两栏；请用原来的工作簿填写。", rowColumn, raterColumn)
	case 1:
		r.rows(h, tables[0], headRow(tables[0]))
	default:
		names := make([]string, len(tables))
		for i, s := range tables {
			names[i] = "「" + s.Name + "」"
		}
		r.problem("有 %d 张评分表（工作表%s），看不出以哪一张为准；请只留一张，再收。", len(tables), zh.JoinNames(names))
	}
	return nil
}

// stampIn are the parts of the stamp of a rater workbook, nil for another workbook.
func stampIn(wb *intake.Workbook) []string {
	for i := range wb.Sheets {
		if s := &wb.Sheets[i]; s.Name == StampSheet && len(s.Rows) > 0 && len(s.Rows[0]) > 0 {
			if stamp := strings.Split(s.Rows[0][0].String(), "\t"); len(stamp) == 6 && stamp[0] == stampMark {
				return stamp
			}
		}
	}
	return nil
}

// RefuseScoreBook refuses a rater workbook where lists are taken in.
func RefuseScoreBook(wb *intake.Workbook) error {
	if stampIn(wb) == nil {
		return nil
	}
	return store.Refuse(store.CodeInvalid, "文件「%s」是本程序发出的评分工作簿，不在这里导入；请到「评议」的「评分录入」，按「评分表」→「收回一个文件夹…」收回（命令用 score-returns）。", filepath.Base(wb.Path))
}

// handout is what the file says it is of, nil with a problem where it is none of ours or of an earlier version.
func (r *Returned) handout(ctx context.Context, db bun.IDB, year int, wb *intake.Workbook, sent handouts) (*Handout, error) {
	stamp := stampIn(wb)
	if stamp == nil {
		r.problem("不是本程序发出的评分工作簿；别的版式的评分表请用「导入」。")
		return nil, nil
	}
	if stamp[1] != fmt.Sprint(year) {
		r.problem("是 %s 年的评议「%s」，现在收的是 %d 年。", stamp[1], stamp[2], year)
		return nil, nil
	}
	each := stamp[4] != "0"
	all, err := sent.of(ctx, db, year, stamp[2], each)
	if store.CodeOf(err) == store.CodeInvalid {
		r.problem("%s", store.Sentence(err))
		return nil, nil
	}
	if store.CodeOf(err) == store.CodeNotFound {
		r.problem("%d 年没有评议「%s」，或它没有要打分的评委。", year, stamp[2])
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	for i := range all {
		if h := &all[i]; fmt.Sprint(h.Number) == stamp[3] && fmt.Sprint(h.RaterID) == stamp[4] {
			r.What = fmt.Sprintf("第 %d 组", h.Number)
			if each {
				r.What += " " + h.Rater
			}
			if h.Stamp() != strings.Join(stamp, "\t") {
				r.problem("发出以后评分方案、评议对象或评委名单改过，版本不对；请重新生成，再填一遍。")
				return nil, nil
			}
			return h, nil
		}
	}
	r.problem("评议「%s」已没有这个小组或评委，版本不对；请重新生成。", stamp[2])
	return nil, nil
}

// headRow is the row with the heads of the table, −1 where there is none.
func headRow(s *intake.Sheet) int {
	return slices.IndexFunc(s.Rows, func(row []intake.Cell) bool {
		return len(row) > 2 && row[0].String() == rowColumn && row[2].String() == raterColumn
	})
}

// rows reads the rows under the heads.
func (r *Returned) rows(h *Handout, s *intake.Sheet, head int) {
	heads := h.Heads()
	for j, want := range heads {
		if j >= len(s.Rows[head]) || s.Rows[head][j].String() != want {
			r.problem("%s%d 的表头应是「%s」，被改动过；请用原来的工作簿填写。", intake.ColumnName(j+1), head+1, want)
			return
		}
	}
	expected, labels := map[string]returnedSheet{}, map[int64]string{}
	for _, e := range h.Entries {
		for _, row := range e.Rows {
			expected[rowKey(e.TargetID, row.RaterID)] = returnedSheet{e.TargetID, row, h.Rubric().Indicators}
			labels[e.TargetID] = e.Label
		}
	}
	for i := head + 1; i < len(s.Rows); i++ {
		key := text(s, i, 0)
		if !strings.HasPrefix(key, "T") {
			continue // notes below the table
		}
		sheet, ok := expected[key]
		if !ok || !strings.HasPrefix(text(s, i, 1), labels[sheet.targetID]) || text(s, i, 2) != sheet.row.Rater {
			r.problem("第 %d 行的评委或评议对象被改动过，或写了两行；请用原来的工作簿填写。", i+1)
			continue
		}
		delete(expected, key)
		r.sheet(h, s, i, sheet)
	}
	if len(expected) > 0 {
		var names []string
		for _, left := range expected {
			names = append(names, left.row.Rater)
		}
		slices.Sort(names)
		r.problem("少了 %d 行（%s）；请用原来的工作簿填写。", len(expected), zh.JoinNames(slices.Compact(names)))
	}
}

func text(s *intake.Sheet, row, col int) string {
	if row >= len(s.Rows) || col >= len(s.Rows[row]) {
		return ""
	}
	return strings.TrimSpace(s.Rows[row][col].String())
}

// pointsIn are the points in a cell: of a number what it is and not what is shown of it, unless it is shown with an exponent, a sign or as a percentage.
func pointsIn(s *intake.Sheet, row, col int) string {
	shown := text(s, row, col)
	if shown == "" {
		return ""
	}
	if exact, ok := s.Rows[row][col].Exact(); ok && s.Rows[row][col].Type == intake.CellNumber && !strings.ContainsAny(shown, "Ee-%") {
		return exact
	}
	return plainPoints(shown)
}

// sheet reads one row into the sheet of a rater.
func (r *Returned) sheet(h *Handout, s *intake.Sheet, i int, sheet returnedSheet) {
	indicators := h.Rubric().Indicators
	row, stored := sheet.row, sheet.row
	row.Points = make([]string, len(indicators))
	var left []string
	for j, indicator := range indicators {
		given := indicator.Given(pointsIn(s, i, 3+j))
		if row.Points[j] = given; given == "" {
			left = append(left, indicator.Label)
			continue
		}
		if err := checkPoints(indicator, given); err != nil {
			r.problem("%s%d「%s」填了 %s，%s。", intake.ColumnName(4+j), i+1, indicator.Label, given, err)
		}
	}
	why, word := text(s, i, 3+len(indicators)), text(s, i, 4+len(indicators))
	where := fmt.Sprintf("第 %d 行（%s，评委%s）", i+1, text(s, i, 1), row.Rater)
	r.refuseUnseen(h, i, 3+len(indicators), why, word)
	switch {
	case why != "" && !slices.Contains(WhyNot, why):
		r.problem("%s的「%s」只能选%s。", where, whyColumn, zh.JoinNames(WhyNot))
	case why != "" && len(left) < len(indicators):
		r.problem("%s写了未评原因「%s」，又打了分；请只留一样。", where, why)
	case why != "":
		row.Void, row.Note = true, why
	case len(left) == len(indicators):
		r.Blank++
		return
	case len(left) > 0:
		r.problem("%s漏填 %s；每项都要打分，不打的在「%s」里选。", where, zh.JoinNames(left), whyColumn)
	default:
		row.Void = false
		row.Note = word
	}
	switch differs := row.differences(stored, indicators); {
	case stored.SheetID != 0 && len(differs) == 0:
		r.Same++
	case stored.SheetID != 0:
		r.problem("%s已有评分表，与这份不同：%s（另一份是已有的）；确要改的请在「评分录入」里改。", where, strings.Join(differs, "；"))
	default:
		r.New++
		r.sheets = append(r.sheets, returnedSheet{sheet.targetID, row, indicators})
	}
}

// refuseUnseen has the cells of row i from the column on named that hold a character nobody sees, which no field takes.
func (r *Returned) refuseUnseen(h *Handout, i, column int, said ...string) {
	for j, text := range said {
		if mark := cell.Unseen(text); mark != "" {
			r.problem("%s%d「%s」里%s。", intake.ColumnName(column+j+1), i+1, h.Heads()[column+j], store.UnseenFault(mark))
		}
	}
}

// Take stores the sheets of the workbooks that have no problem and reports how many.
func Take(ctx context.Context, tx *store.Tx, returned []Returned) (taken int, err error) {
	byTarget := map[int64][]EntryRow{}
	var order []int64
	for _, r := range returned {
		if len(r.Problems) > 0 {
			continue
		}
		for _, s := range r.sheets {
			if byTarget[s.targetID] == nil {
				order = append(order, s.targetID)
			}
			byTarget[s.targetID] = append(byTarget[s.targetID], s.row)
			taken++
		}
	}
	for _, id := range order {
		if err := SaveEntry(ctx, tx, id, Typing{Pass: FirstPass}, byTarget[id]); err != nil {
			return 0, err
		}
	}
	return taken, nil
}
