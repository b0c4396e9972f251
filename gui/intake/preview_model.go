package intake

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"cppccdesk/data"
	"cppccdesk/data/fold"
	"cppccdesk/data/intake"
	"cppccdesk/gui/kit"
)

// row is one line of the preview as text.
type row struct {
	id      int64
	line    string
	outcome data.Outcome
	name    string
	what    string // old → new, or why it is refused
	search  string
	tone    kit.Tone
}

// plan is a file with what taking it in would do.
type plan struct {
	workbook *intake.Workbook
	im       *data.Import // nil when the file could not be planned as the kind chosen
	rows     []row
	notes    string // what wants reading before the rows
	problem  string // why there is nothing to take in
}

// request names the file and, once the user has chosen one, the kind.
type request struct {
	path     string
	workbook *intake.Workbook // nil: not opened yet
	kind     *data.Kind       // nil: to be guessed
	headings []string         // over pasted cells
	cells    [][]string       // pasted; nil: the file is opened
	scope    data.Scope
}

// read opens the file, finds out what it holds and rehearses taking it in. A file that can be opened but not taken in as this kind gives
// a plan with a problem, so that the user can choose another kind.
func read(ctx context.Context, store *data.Store, r request) (plan, error) {
	p := plan{workbook: r.workbook}
	if r.cells != nil {
		workbook, err := store.CellsWorkbook(ctx, r.kind, r.scope, r.headings, r.cells)
		if err != nil {
			return asProblem(p, err)
		}
		p.workbook = workbook
	}
	if p.workbook == nil {
		workbook, err := intake.Open(ctx, r.path, intake.Options{})
		if err != nil {
			return plan{}, err
		}
		p.workbook = workbook
	}
	kind := r.kind
	if kind == nil {
		guessed, err := store.GuessKind(ctx, r.scope, p.workbook)
		if err != nil {
			return asProblem(p, err)
		}
		kind = guessed
	}
	if kind == data.Proposals {
		r.scope.Year = 0 // each row's own date says which year it belongs to
	}
	im, err := store.PlanWorkbook(ctx, kind, r.scope, p.workbook)
	if err != nil {
		return asProblem(p, err)
	}
	p.im = im
	p.rows = rowsOf(im)
	p.notes = notesOf(im)
	return p, nil
}

func asProblem(p plan, err error) (plan, error) {
	if data.CodeOf(err) != data.CodeInvalid {
		return plan{}, err
	}
	p.problem = data.Sentence(err)
	return p, nil
}

var outcomeTones = map[data.Outcome]kit.Tone{
	data.RowNew: kit.ToneDone, data.RowChanged: kit.ToneDue, data.RowSame: kit.ToneMuted, data.RowRejected: kit.ToneLate,
}

func rowsOf(im *data.Import) []row {
	sheets := map[string]bool{}
	for i := range im.Rows {
		sheets[im.Rows[i].Sheet] = true
	}
	rows := make([]row, len(im.Rows))
	for i := range im.Rows {
		r := &im.Rows[i]
		line := fmt.Sprintf("%d", r.Line)
		if len(sheets) > 1 {
			line = r.Sheet + " " + line
		}
		rows[i] = row{id: int64(i + 1), line: line, outcome: r.Outcome, name: r.Name, what: whatOf(im.Kind, r), tone: outcomeTones[r.Outcome]}
		rows[i].search = fold.Key(r.Name, rows[i].what)
	}
	return rows
}

// whatOf says why a row is refused, what it changes, or what a new record brings.
func whatOf(kind *data.Kind, r *data.ImportRow) string {
	switch r.Outcome {
	case data.RowRejected:
		return r.Reason
	case data.RowNew:
		return broughtBy(kind, r)
	}
	var changes []string
	for _, c := range r.Changes {
		old := c.Old
		if old == "" {
			old = "空"
		}
		changes = append(changes, fmt.Sprintf("%s:%s → %s", c.Title, old, c.New))
	}
	return strings.Join(changes, ";")
}

// broughtBy lists the cells of a new row, so that columns taken for the wrong thing are seen; ID and phone numbers stay off the screen.
func broughtBy(kind *data.Kind, r *data.ImportRow) string {
	var cells []string
	for i, cell := range r.Raw {
		if cell == "" || cell == r.Name || i >= len(r.Headers) || r.Headers[i] == "" || isSensitive(kind, r.Headers[i]) {
			continue
		}
		cells = append(cells, cell)
	}
	return strings.Join(cells, " · ")
}

func isSensitive(kind *data.Kind, header string) bool {
	return slices.ContainsFunc(kind.Fields, func(f data.Field) bool {
		return f.Sensitive && (f.Title == header || slices.Contains(f.Aliases, header))
	})
}

func notesOf(im *data.Import) string {
	var notes []string
	if len(im.Unknown) > 0 {
		notes = append(notes, "这些列没有对应的项目,不会导入:"+strings.Join(im.Unknown, "、")+"。")
	}
	return strings.Join(append(notes, im.Notes...), "\n")
}

// rejected are the rows that are refused.
func rejected(im *data.Import) []data.ImportRow {
	var rows []data.ImportRow
	for _, r := range im.Rows {
		if r.Outcome == data.RowRejected {
			rows = append(rows, r)
		}
	}
	return rows
}

// rejectsName is the name proposed for the workbook of refused rows.
func rejectsName(path string) string {
	base := filepath.Base(path)
	return strings.TrimSuffix(base, filepath.Ext(base)) + "(退回).xlsx"
}
