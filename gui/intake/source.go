package intake

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"cppccdesk/data"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

// state is how far a file is.
type state int

const (
	stateWaiting state = iota // not opened yet
	stateFailed               // cannot be opened
	stateUnknown              // opened, but no table of a known kind
	stateRead                 // tables and columns are known
	statePlanned              // every row is decided on
	stateWritten
)

// source is a file, or a block of pasted cells, on its way in. Work beside the window gets a copy and gives a copy back.
type source struct {
	id       int64
	path     string
	headings []string   // over pasted cells
	cells    [][]string // pasted; nil: a file
	scope    record.Scope

	state    state
	kind     *record.Kind // nil: to be guessed
	told     bool         // the kind was chosen, not guessed
	workbook *intake.Workbook
	options  take.Options
	im       *take.Import // nil before stateRead
	rows     []row        // of im as text, once planned
	problem  string       // why it is failed or unknown

	undone   bool // what it wrote was taken back since
	asBlocks bool // it is to be described in blocks of scores
	asTable  bool // it is no blocks, whatever it looks like
}

func (s *source) name() string { return filepath.Base(s.path) }

// open reads the file, guesses its kind unless one was chosen, and reads its tables. What is wrong with the file is its problem, not an
// error.
func (s source) open(ctx context.Context, store *store.Store) (source, error) {
	if s.workbook == nil {
		workbook, err := s.read(ctx, store)
		if err != nil {
			return s.failed(stateFailed, err)
		}
		if err := evaluation.RefuseScoreBook(workbook); err != nil {
			return s.failed(stateFailed, err)
		}
		s.workbook = workbook
	}
	if s.kind == nil {
		kind, err := take.GuessKind(ctx, store, s.scope, s.workbook)
		if err != nil {
			return s.failed(stateUnknown, err)
		}
		s.kind = kind
	}
	return s.readTables(ctx, store)
}

func (s *source) read(ctx context.Context, store *store.Store) (*intake.Workbook, error) {
	if s.cells != nil {
		return take.CellsWorkbook(ctx, store, s.kind, s.scope, s.headings, s.cells)
	}
	return intake.Open(ctx, s.path, intake.Options{})
}

// sheets are those of the file, with a table of its cards where it has some.
func (s *source) sheets() *intake.Workbook {
	if s.im != nil {
		return s.im.Workbook
	}
	return s.workbook
}

// inFolders are the files, and in place of each folder a file for each workbook in it, with one that says what else is there.
func inFolders(sources []source) []source {
	last := int64(0)
	for i := range sources {
		last = max(last, sources[i].id)
	}
	var files []source
	for _, s := range sources {
		if s.state != stateWaiting || s.cells != nil {
			files = append(files, s)
			continue
		}
		paths, unread := intake.InFolders([]string{s.path})
		first := true
		add := func(of source) {
			if !first {
				last++
				of.id = last
			}
			first = false
			files = append(files, of)
		}
		for _, path := range paths {
			of := s
			of.path = path
			add(of)
		}
		for _, u := range unread {
			of := s
			of.state, of.problem = stateFailed, u.Sentence
			add(of)
		}
	}
	leaveTwins(files)
	return files
}

// leaveTwins leaves aside files that are to be read though one before them, which is not written yet, has the same content.
func leaveTwins(files []source) {
	var paths []string
	for i := range files {
		if s := &files[i]; s.cells == nil && s.state != stateWritten && s.state != stateFailed {
			paths = append(paths, s.path)
		}
	}
	_, twins := intake.Once(paths)
	for _, twin := range twins {
		for i := range files {
			if s := &files[i]; s.state == stateWaiting && s.path == twin.Path {
				s.state, s.problem = stateFailed, twin.Sentence
			}
		}
	}
}

// joinCards makes one of all files that hold nothing but cards of one kind, for them to be looked at and written as one table.
func joinCards(ctx context.Context, store *store.Store, sources []source) ([]source, error) {
	var rest []source
	cards := map[*record.Kind][]source{}
	for _, s := range sources {
		if (s.state == stateRead || s.state == statePlanned) && s.cells == nil && s.im.Workbook.OnlyCards() && len(s.options.Frames) == 0 {
			cards[s.kind] = append(cards[s.kind], s)
			continue
		}
		rest = append(rest, s)
	}
	for _, kind := range data.Kinds() {
		of := cards[kind]
		if len(of) == 0 {
			continue
		}
		joined := of[0]
		if len(of) > 1 {
			var workbooks []*intake.Workbook
			for _, s := range of {
				workbooks = append(workbooks, s.workbook)
			}
			joined.workbook = intake.Join(workbooks)
			joined.path, joined.im = joined.workbook.Path, nil
			var err error
			if joined, err = joined.readTables(ctx, store); err != nil {
				return nil, err
			}
		}
		rest = append(rest, joined)
	}
	return rest, nil
}

// failed makes a refusal the file's problem; any other error is one.
func (s source) failed(to state, err error) (source, error) {
	if isFailure(err) {
		return s, err
	}
	s.state, s.problem, s.im = to, take.InWindow(store.Sentence(err)), nil
	return s, nil
}

// isFailure tells what is not the file's fault, such as a database that cannot be read.
func isFailure(err error) bool {
	switch store.CodeOf(err) {
	case store.CodeInvalid, store.CodeNotFound, store.CodeConflict, store.CodeDuplicate, store.CodeReadOnly:
		return false
	default:
		return true
	}
}

// readTables reads tables and columns anew, after kind, place or columns changed.
func (s source) readTables(ctx context.Context, store *store.Store) (source, error) {
	s.problem = ""
	im, err := take.ReadTables(ctx, store, s.kind, s.workScope(), s.workbook, s.options)
	if err != nil {
		return s.failed(stateUnknown, err)
	}
	if s.im == nil && s.options.Match == "" {
		rule, ok, err := take.RememberedMatch(ctx, store.DB(), s.kind, im.Tables[0].Signature)
		if err != nil {
			return s, err
		}
		if ok {
			s.options.Match = rule
		}
	}
	im.InWindow()
	s.im, s.state = im, stateRead
	return s, nil
}

// workScope leaves the year of proposals open: each row's own date says which year it belongs to.
func (s *source) workScope() record.Scope {
	scope := s.scope
	if s.kind == proposal.Proposals {
		scope.Year = 0
	}
	return scope
}

// plan decides on every row.
func (s source) plan(ctx context.Context, store *store.Store, progress func(done, total int)) (source, error) {
	options := s.options
	options.Ask, options.Progress = true, progress
	if options.Decided == nil {
		options.Decided = map[take.RowKey]take.Decision{}
	}
	im, err := take.PlanWith(ctx, store, s.kind, s.workScope(), s.workbook, options)
	if err != nil {
		return s.failed(stateUnknown, err)
	}
	im.InWindow()
	options.Progress = nil
	s.options, s.im, s.state, s.problem = options, im, statePlanned, ""
	s.rows = rowsOf(im)
	return s, nil
}

// as makes the file one of another kind: what was laid down for its columns and rows is forgotten, its place in the sheet is not.
func (s source) as(kind *record.Kind) source {
	s.kind, s.told, s.im = kind, true, nil
	s.options.Assigned, s.options.Match, s.options.Decided, s.options.Words, s.options.Without = nil, "", nil, nil, 0
	s.options.Blocks, s.asBlocks, s.asTable = nil, false, false
	return s
}

// teaches reports whether the file was read in a way that other files may have to be read in too: by columns or blocks that were pointed at.
func (s *source) teaches() bool { return s.options.Assigned != nil || s.options.Blocks != nil }

// untouched reports whether nobody has laid down anything for the file yet.
func (s *source) untouched() bool {
	return (s.state == stateUnknown || s.state == stateRead) && s.cells == nil && !s.asBlocks && !s.asTable && !s.teaches() &&
		s.options.Frames == nil && s.options.Match == "" && s.options.Words == nil
}

// afresh is the file before its tables were looked for.
func (s source) afresh() source {
	of := source{id: s.id, path: s.path, scope: s.scope, workbook: s.workbook, options: take.Options{Beside: s.options.Beside}}
	if s.told {
		of.kind, of.told = s.kind, true
	}
	return of
}

// step is one of the steps of the page.
type step int

const (
	stepFiles step = iota
	stepTable
	stepColumns
	stepRows
	stepWritten
)

var stepTitles = []string{"① 文件", "② 表格", "③ 列", "④ 核对", "⑤ 写入"}

// landing is the first step at which the user is needed: none before the rows when everything was recognised.
func (s *source) landing() step {
	switch {
	case s.state <= stateFailed:
		return stepFiles
	case s.im == nil || len(s.im.Tables) == 0:
		return stepTable
	case s.inBlocks() && s.im.Blocks == nil:
		return stepTable
	case len(missing(s.im)) > 0 && s.reaches(stepColumns):
		return stepColumns
	case s.state == stateWritten:
		return stepWritten
	default:
		return stepRows
	}
}

// reaches reports whether the user may go to a step.
func (s *source) reaches(to step) bool {
	switch to {
	case stepFiles:
		return true
	case stepTable:
		return s.workbook != nil && s.kind != nil && s.state != stateWritten
	case stepRows:
		return s.im != nil && (s.state != stateWritten || s.im.Count(take.RowAsked) > 0) // what waits can still be decided on
	case stepColumns:
		return s.im != nil && s.state != stateWritten && s.im.Blocks == nil // the layout says what each column of blocks is
	default:
		return s.state == stateWritten
	}
}

// beside is the next step that the user may go to after a step, or before it when by is -1; the one asked for when there is none.
func (s *source) beside(at step, by step) step {
	to := at + by
	for to > stepFiles && to < stepWritten && !s.reaches(to) && s.reaches(to+by) {
		to += by
	}
	return to
}

// missing lists the required columns that no table of the file has.
func missing(im *take.Import) []string {
	var titles []string
	for _, table := range im.Tables {
		for _, title := range table.Missing {
			if !slices.Contains(titles, title) {
				titles = append(titles, title)
			}
		}
	}
	return titles
}

// lackingSheets names the sheets whose tables lack a required column.
func lackingSheets(im *take.Import) []string {
	var sheets []string
	for _, table := range im.Tables {
		if len(table.Missing) > 0 && !slices.Contains(sheets, table.Sheet) {
			sheets = append(sheets, table.Sheet)
		}
	}
	return sheets
}

// inOrder puts files in the order in which their kinds depend on each other; what is not known comes last.
func inOrder(sources []source) {
	rank := func(s source) int {
		if i := slices.Index(data.Kinds(), s.kind); i >= 0 {
			return i
		}
		return len(data.Kinds())
	}
	slices.SortStableFunc(sources, func(a, b source) int { return rank(a) - rank(b) })
}

// stateText says how far the file is.
func (s *source) stateText() string {
	switch s.state {
	case stateFailed:
		return "不能读取"
	case stateUnknown:
		return "没有认出表格"
	case stateRead:
		if len(missing(s.im)) > 0 {
			return "缺少必填的列"
		}
		return "已认出"
	case statePlanned:
		return s.plannedText()
	case stateWritten:
		if s.undone {
			return "已撤销"
		}
		return "已写入"
	default:
		return "等待读取"
	}
}

// plannedText says what can be done with a file of which every row is decided on.
func (s *source) plannedText() string {
	asked, rejected := s.im.Count(take.RowAsked), s.im.Count(take.RowRejected)
	switch {
	case asked > 0:
		return fmt.Sprintf("%d 行待确认", asked)
	case useful(s.im) > 0:
		return "可以写入"
	case rejected > 0 && rejected == len(s.im.Rows):
		return "全部退回"
	default:
		return "没有要写入的"
	}
}

// isSpent reports whether nothing can come of pasted cells any more.
func (s *source) isSpent() bool {
	switch {
	case s.cells == nil:
		return false
	case s.state == statePlanned:
		return useful(s.im) == 0 && s.im.Count(take.RowAsked) == 0
	default:
		return s.state == stateFailed || s.state == stateUnknown
	}
}

// about says what the file holds, or what is wrong with it.
func (s *source) about() string {
	if s.problem != "" {
		return s.problem
	}
	if s.im == nil {
		return ""
	}
	if s.state >= statePlanned {
		return countsOf(s.im)
	}
	if s.im.Blocks != nil {
		return fmt.Sprintf("%d 个评分块", len(s.im.Blocks.Blocks))
	}
	rows := 0
	var sheets []string
	for _, table := range s.im.Tables {
		rows += len(table.Rows)
		if !slices.Contains(sheets, table.Sheet) {
			sheets = append(sheets, table.Sheet)
		}
	}
	return fmt.Sprintf("%s，%d 行", strings.Join(sheets, "、"), rows)
}

// countsOf says how many rows have which outcome, without those nobody has.
func countsOf(im *take.Import) string {
	var parts []string
	for _, o := range outcomes {
		if n := im.Count(o); n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", o, n))
		}
	}
	if len(parts) == 0 {
		return "没有数据行"
	}
	return strings.Join(parts, "，")
}

// useful is how many rows writing would take in.
func useful(im *take.Import) int { return im.Count(take.RowNew) + im.Count(take.RowChanged) }
