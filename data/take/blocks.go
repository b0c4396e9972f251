package take

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// BlocksFrom says how a file came to be read in blocks.
type BlocksFrom int

// The ways.
const (
	BlocksChosen     BlocksFrom = iota + 1 // Options.Blocks says so
	BlocksRemembered                       // as a layout kept before says, which the file has
	BlocksProposed                         // all names in it are on the office's lists
)

// readAsBlocks reads the file in blocks of scores where the kind can come so: as somebody said, as a layout remembered says, or as its names show. done is
// false when it is to be read as tables.
func (im *Import) readAsBlocks(ctx context.Context, s *store.Store, workbook *intake.Workbook, layout intake.Layout) (done bool, err error) {
	switch {
	case im.Kind.Blocks == nil:
		if im.options.Blocks != nil {
			return false, store.Refuse(store.CodeInvalid, "%s不能按评分版式导入，只有评分表可以。", im.Kind.Layout)
		}
		return false, nil
	case im.options.Blocks != nil:
		reading := im.options.Blocks.Find(workbook)
		if len(reading.Blocks) == 0 {
			return false, store.Refuse(store.CodeInvalid, "按所指的版式，文件「%s」里没有找到一个评分块。%s", filepath.Base(workbook.Path), strings.Join(reading.Notes[:min(2, len(reading.Notes))], ""))
		}
		im.BlocksFrom = BlocksChosen
		return true, im.takeBlocks(ctx, s, workbook, layout, reading)
	case len(im.options.Frames) > 0 || hasWholeTable(workbook, layout, im.Kind.Blocks.Fields):
		return false, nil
	}
	reading, from, err := im.recogniseBlocks(ctx, s.DB(), workbook, layout)
	if err != nil {
		return false, err
	}
	if from == 0 {
		if tables, _ := intake.Find(intake.Gather(workbook, layout), layout); len(tables) > 0 || len(reading.Notes) == 0 || reading.Covered() == 0 && len(reading.Blocks) == 0 {
			return false, nil
		}
		return false, store.Refuse(store.CodeInvalid, "文件「%s」像是评委和指标纵横排列的评分表，但%s请改正后再导入，或指明评分版式。", filepath.Base(workbook.Path), strings.Join(reading.Notes[:min(3, len(reading.Notes))], ""))
	}
	im.BlocksFrom = from
	return true, im.takeBlocks(ctx, s, workbook, layout, reading)
}

// hasWholeTable reports whether the file has a table with all required columns, or with one for the judge, one for the target and one of points: each row is
// one judge's of one target.
func hasWholeTable(workbook *intake.Workbook, layout intake.Layout, fields intake.BlockFields) bool {
	tables, _ := intake.Find(intake.Gather(workbook, layout), layout)
	return slices.ContainsFunc(tables, func(t intake.Table) bool {
		points := slices.ContainsFunc(t.Columns, func(c intake.Column) bool { return c.Field != nil && c.Field.Kind == intake.KindDecimal })
		return len(t.Missing) == 0 || points && columnOf(&t, fields.Judge) != nil && columnOf(&t, fields.Target) != nil
	})
}

// recogniseBlocks reads the file as the layout that was remembered and covers most of it, else as its names show.
func (im *Import) recogniseBlocks(ctx context.Context, db bun.IDB, workbook *intake.Workbook, layout intake.Layout) (best intake.BlockReading, from BlocksFrom, err error) {
	remembered, err := BlockLayouts(ctx, db, im.Kind)
	if err != nil {
		return best, 0, err
	}
	most := 0
	for _, l := range remembered {
		l.Kinds = slices.DeleteFunc(slices.Clone(l.Kinds), func(k intake.BlockKind) bool { return len(k.Labels) == 0 })
		if reading := l.Find(workbook); reading.Covered() > most {
			best, from, most = reading, BlocksRemembered, reading.Covered()
		}
	}
	if from != 0 {
		return best, from, nil
	}
	roster, err := im.Kind.Blocks.Open(ctx, db, im.scope)
	if err != nil {
		return best, 0, err
	}
	proposed, sure := intake.ProposeBlocks(workbook, blockWords(im.Kind, layout, roster))
	if sure {
		return proposed.Find(workbook), BlocksProposed, nil
	}
	if len(proposed.Kinds) > 0 {
		best = proposed.Find(workbook)
	}
	return best, 0, nil
}

// blockWords are the names that may stand in blocks of the kind.
func blockWords(k *record.Kind, layout intake.Layout, roster record.BlockRoster) intake.BlockWords {
	words := roster.Words()
	fixed := append(slices.Clone(k.Blocks.Fields.Place), k.Blocks.Fields.Target, k.Blocks.Fields.Judge)
	for _, f := range layout.Fields {
		if f.Kind == intake.KindDecimal && !slices.Contains(fixed, f.Key) {
			words.Indicators = append(append(words.Indicators, f.Title), f.Aliases...)
		}
	}
	return words
}

// NamesInBlocks are the names that may stand in the kind's blocks, and the layout that can be made of a workbook by them; it may be a part of it only.
func NamesInBlocks(ctx context.Context, s *store.Store, kind *record.Kind, scope record.Scope, workbook *intake.Workbook) (words intake.BlockWords, proposed intake.BlockLayout, err error) {
	if kind, err = kind.WithExtra(ctx, s.DB(), scope); err != nil {
		return words, proposed, err
	}
	layout, err := layoutOf(ctx, kind, s.DB())
	if err != nil {
		return words, proposed, err
	}
	roster, err := kind.Blocks.Open(ctx, s.DB(), scope)
	if err != nil {
		return words, proposed, err
	}
	words = blockWords(kind, layout, roster)
	proposed, _ = intake.ProposeBlocks(workbook, words)
	return words, proposed, nil
}

// BlockLayouts are the layouts remembered for the kind, the one used last first.
func BlockLayouts(ctx context.Context, db bun.IDB, kind *record.Kind) (layouts []intake.BlockLayout, err error) {
	return layouts, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var name, text string
		if err := scan(&name, &text); err != nil {
			return err
		}
		var l intake.BlockLayout
		if err := json.Unmarshal([]byte(text), &l); err != nil {
			return fmt.Errorf("layout %q: %w", name, err)
		}
		l.Name = name
		layouts = append(layouts, l)
		return nil
	}, "SELECT headings, blocks FROM import_layout WHERE kind = ? AND blocks <> '' ORDER BY used_on DESC, id DESC", kind.Name)
}

// NamedLayout is the layout remembered under the name.
func NamedLayout(ctx context.Context, db bun.IDB, kind *record.Kind, name string) (intake.BlockLayout, error) {
	layouts, err := BlockLayouts(ctx, db, kind)
	if err != nil {
		return intake.BlockLayout{}, err
	}
	var names []string
	for _, l := range layouts {
		if l.Name == name {
			return l, nil
		}
		names = append(names, "「"+l.Name+"」")
	}
	if len(names) == 0 {
		return intake.BlockLayout{}, store.Refuse(store.CodeNotFound, "没有名为「%s」的评分版式，还没有记住过版式。", name)
	}
	return intake.BlockLayout{}, store.Refuse(store.CodeNotFound, "没有名为「%s」的评分版式，有的是：%s。", name, strings.Join(names, ""))
}

// rememberBlocks keeps the layout a file was read in, for the next file of it.
func rememberBlocks(ctx context.Context, tx *store.Tx, im *Import) error {
	text, err := json.Marshal(im.Blocks.Layout)
	if err != nil {
		return fmt.Errorf("layout of %s: %w", im.Kind.Name, err)
	}
	id, err := store.LookUp(ctx, tx, "SELECT id FROM import_layout WHERE kind = ? AND headings = ?", im.Kind.Name, im.Blocks.Layout.Name)
	if err != nil {
		return err
	}
	_, err = tx.Put(ctx, "import_layout", id, store.Columns{
		"kind": im.Kind.Name, "headings": im.Blocks.Layout.Name, "mapping": "{}", "blocks": string(text), "used_on": tx.Today(),
	})
	return err
}

// takeBlocks makes the tables of the blocks found, each row with the place of its block.
func (im *Import) takeBlocks(ctx context.Context, s *store.Store, workbook *intake.Workbook, layout intake.Layout, reading intake.BlockReading) error {
	im.Workbook, im.Blocks = workbook, &reading
	im.Tables = reading.Tables(layout, im.Kind.Blocks.Fields)
	im.Notes = append(im.Notes, im.blockNote())
	im.Notes = append(im.Notes, reading.Notes...)
	years, err := im.readYears(ctx, s.DB(), s.Now())
	if err != nil {
		return err
	}
	p := &blockPlacing{im: im, fields: im.Kind.Blocks.Fields, rosters: map[int]record.BlockRoster{}}
	for t := range im.Tables {
		scope := im.placeOf(years, t, "").scope
		if scope.Year, err = record.WorkingYear(ctx, s.DB(), scope, s.Now()); err != nil {
			return err
		}
		if p.rosters[scope.Year] == nil {
			if p.rosters[scope.Year], err = im.Kind.Blocks.Open(ctx, s.DB(), scope); err != nil {
				return err
			}
		}
		p.year, p.roster, p.found = scope.Year, p.rosters[scope.Year], map[placeOfBlock]record.BlockPlace{}
		for i := range im.Tables[t].Rows {
			if err := p.place(&im.Tables[t].Rows[i]); err != nil {
				return err
			}
			im.refuseOutside(&im.Tables[t], &im.Tables[t].Rows[i])
		}
	}
	return nil
}

// blockNote says by what layout the file is read and what was found.
func (im *Import) blockNote() string {
	how := "按指明的版式"
	switch im.BlocksFrom {
	case BlocksRemembered:
		how = "按上次的版式「" + im.Blocks.Layout.Name + "」"
	case BlocksProposed:
		how = "评委、指标和被评对象都认识，按它们的位置"
	}
	first, last := &im.Blocks.Blocks[0], &im.Blocks.Blocks[len(im.Blocks.Blocks)-1]
	text := fmt.Sprintf("%s读取，共 %d 块：第一块 %s（%s）", how, len(im.Blocks.Blocks), first.Where(), first.About())
	if len(im.Blocks.Blocks) > 1 {
		text += fmt.Sprintf("，最后一块 %s（%s）", last.Where(), last.About())
	}
	return text + "。"
}

// placeOfBlock is what the rows of one target of a block have in common.
type placeOfBlock struct{ block, target int }

// blockPlacing finds out for the rows of blocks which target and judge of the office's they are of.
type blockPlacing struct {
	im      *Import
	fields  intake.BlockFields
	year    int
	roster  record.BlockRoster
	rosters map[int]record.BlockRoster
	found   map[placeOfBlock]record.BlockPlace
}

func (p *blockPlacing) place(row *intake.Row) error {
	key := placeOfBlock{row.Of.Block, row.Of.Target}
	place, known := p.found[key]
	if !known {
		var err error
		if place, err = p.find(row); err != nil {
			return err
		}
		p.found[key] = place
	}
	target, judge := row.Text(p.fields.Target), row.Text(p.fields.Judge)
	if place.Values == nil {
		q := p.ask(p.fields.Target, target, place.Targets)
		p.refuse(row, q, fmt.Sprintf("%s「%s」%s不在 %d 年的评议对象中，或不止一个", intake.RoleTarget.Title(), target, atCell(row, p.fields.Target), p.year))
		return nil
	}
	for key, value := range place.Values {
		row.Set(key, value)
	}
	if at := slices.IndexFunc(place.Judges, func(name string) bool { return sameName(name, judge) }); at >= 0 {
		row.Set(p.fields.Judge, place.Judges[at])
	} else {
		q := p.ask(p.fields.Judge, judge, place.Judges)
		if q.Answer.Do != WordIs {
			p.refuse(row, q, fmt.Sprintf("「%s」%s不是%s的评委", judge, atCell(row, p.fields.Judge), place.Where))
			return nil
		}
		row.Set(p.fields.Judge, q.Answer.Word)
	}
	p.settle(row, place)
	return nil
}

// atCell says in which cell a name stands.
func atCell(row *intake.Row, key string) string {
	if cell := row.Place(key); cell != "" {
		return "（" + cell + "）"
	}
	return ""
}

// sameName reports whether a name is written on a sheet as on the list, or with more around it that the reader of names takes off, or a note in brackets
// behind it: 张三（组长）.
func sameName(listed, written string) bool {
	if fold.Unify(listed) == fold.Unify(intake.WithoutNote(written)) {
		return true
	}
	if parsed, err := intake.ParseName(written); err == nil {
		written = parsed
	}
	return fold.Unify(listed) == fold.Unify(written)
}

// find finds the place of a block's target, by what was answered about its name where that is not known.
func (p *blockPlacing) find(row *intake.Row) (record.BlockPlace, error) {
	var judges []string
	for _, name := range p.im.Blocks.Blocks[row.Of.Block].Names[intake.RoleJudge] {
		judges = append(judges, name.Name)
	}
	target := row.Text(p.fields.Target)
	place, err := p.roster.Find(target, judges)
	if err != nil || place.Values != nil {
		return place, err
	}
	if answer := p.im.nameAnswer(p.fields.Target, target, place.Targets); answer.Do == WordIs {
		meant, err := p.roster.Find(answer.Word, judges)
		if err != nil || meant.Values != nil {
			p.ask(p.fields.Target, target, place.Targets)
			return meant, err
		}
	}
	return place, nil
}

// nameAnswer is what was answered about a name, where it is one of the known.
func (im *Import) nameAnswer(key, text string, known []string) WordAnswer {
	for _, list := range []string{blockList + key, ""} {
		answer := im.options.Words[NewWordKey(list, text)]
		if answer.Do == WordRefuse || answer.Do == WordIs && slices.Contains(known, answer.Word) {
			return answer
		}
	}
	return WordAnswer{}
}

// blockList begins the list of a question about a name of a block, which is no dictionary.
const blockList = "block:"

// ask finds or adds the question about a name. Answers hold for this file only.
func (p *blockPlacing) ask(key, text string, known []string) *WordQuestion {
	im, f := p.im, p.im.Kind.Field(key)
	at := NewWordKey(blockList+key, text)
	for _, q := range im.strangers {
		if q.Key == at {
			q.Rows++
			q.Known = union(q.Known, known)
			q.Answer = im.nameAnswer(key, text, q.Known)
			return q
		}
	}
	q := &WordQuestion{
		Key: at, Text: text, Heading: f.Title, Field: f.Title, Rows: 1, Known: slices.Clone(known), Closed: true, Required: true, Named: true,
		Answer: im.nameAnswer(key, text, known),
	}
	im.strangers = append(im.strangers, q)
	return q
}

func union(a, b []string) []string {
	for _, text := range b {
		if !slices.Contains(a, text) {
			a = append(a, text)
		}
	}
	return a
}

// refuse keeps a row out until its name is known.
func (p *blockPlacing) refuse(row *intake.Row, q *WordQuestion, why string) {
	if row.Refused != "" {
		return
	}
	row.Refused = why + "；请指明当作哪一个，或改正后再导入。"
	if q.Answer.Do == WordRefuse {
		row.Refused = why + "，按您的选择退回。"
	}
}

// refuseOutside keeps a row out that has points under a name which is no indicator: without them the sheet would be another.
func (im *Import) refuseOutside(table *intake.Table, row *intake.Row) {
	names := im.Blocks.Blocks[row.Of.Block].Names[intake.RoleIndicator]
	fixed := len(row.Raw) - len(names)
	for _, c := range table.Columns {
		i := c.Index - fixed
		if row.Refused != "" || c.Field != nil || c.Reason != "" || i < 0 || c.Index >= len(row.Raw) || row.Raw[c.Index] == "" {
			continue
		}
		where := ""
		if cell := names[i].Cell(); cell != "" {
			where = "（" + cell + "）"
		}
		row.Refused = fmt.Sprintf("「%s」%s下有分数「%s」，评分方案里没有这一项指标；请改正指标的名称，或指明这一项当作哪一列、不导入。", names[i].Name, where, row.Raw[c.Index])
	}
}

// settle takes back a doubt about a printed total that is the total by the rules the sheet is scored with.
func (p *blockPlacing) settle(row *intake.Row, place record.BlockPlace) {
	if row.Doubt == "" || place.Total == nil {
		return
	}
	values := record.Values{}
	for key := range row.Cells {
		if f := p.im.Kind.Field(key); f != nil && f.Typed().Sheet() == intake.KindDecimal {
			values[key], _ = f.Typed().Cell(*row, key) // what is no number is refused later
		}
	}
	if total, ok := place.Total(values); ok {
		row.Settle(total)
	}
}

// askDoubt has a row wait whose printed total does not fit its points.
func (im *Import) askDoubt(row intake.Row, values record.Values, decided DecisionKind, result *Row) (waits bool) {
	if row.Doubt == "" {
		return false
	}
	result.Doubt = row.Doubt + "，请核对分数"
	result.Values = maps.Clone(values)
	switch decided {
	case DecideNew, DecideSame:
		return false
	case DecideSkip:
		result.Outcome = RowSkipped
	default:
		result.Outcome, result.Reason = RowAsked, result.Doubt+"；分数没有错请选择照样录入，否则跳过，改正后再导入。"
	}
	return true
}
