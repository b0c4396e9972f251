package intake

import (
	"cmp"
	"slices"
	"strings"
)

// BlockWords are the names that may stand in blocks: what an office has on its lists.
type BlockWords struct {
	Judges     []string
	Indicators []string // with all other ways of writing them
	Targets    []string
}

// Pattern is what is written around a known name in a text, or around what follows a colon; "" where the text is the name alone.
func (w BlockWords) Pattern(role Role, text string) string {
	text = oneLine(text)
	if role == RoleTarget {
		longest := ""
		for _, name := range w.Targets {
			if len(name) > len(longest) && PatternOf(text, name) != "" {
				longest = name
			}
		}
		if longest != "" {
			return PatternOf(text, longest)
		}
	}
	for _, mark := range []string{"：", ":"} {
		if before, _, found := strings.Cut(text, mark); found {
			return before + mark + "*"
		}
	}
	return ""
}

// proposedKinds is how many kinds of block are looked for in a workbook.
const proposedKinds = 12

// ProposeBlocks finds the layout of a workbook whose judges, indicators and targets are on the office's lists. sure reports whether nothing is left to say
// of where they are: most names are known, nothing speaks against a block, and no rows or columns of numbers are left over.
func ProposeBlocks(wb *Workbook, words BlockWords) (layout BlockLayout, sure bool) {
	p := &proposing{wb: wb, known: [roles]map[string]bool{{}, {}, {}}, targets: words.Targets}
	for _, name := range words.Judges {
		p.known[RoleJudge][Squeeze(name)] = true
	}
	for _, name := range words.Indicators {
		p.known[RoleIndicator][foldHeader(name)] = true
		p.known[RoleIndicator][foldHeader(unbracket(name))] = true
	}
	for _, name := range words.Targets {
		p.known[RoleTarget][Squeeze(name)] = true
	}
	for role := range p.known {
		delete(p.known[role], "")
	}
	slices.SortFunc(p.targets, func(a, b string) int { return cmp.Compare(len(b), len(a)) }) // the longest that fits is meant
	if len(p.known[RoleJudge]) == 0 || len(p.known[RoleIndicator]) == 0 {
		return layout, false
	}
	for i := range wb.Sheets {
		if s := &wb.Sheets[i]; !s.Hidden && !s.gathered {
			p.proposeOn(newView(s), &layout)
		}
	}
	return layout, len(layout.Kinds) > 0 && p.sure(layout)
}

// proposing is a workbook while kinds of block are looked for in it.
type proposing struct {
	wb      *Workbook
	known   [roles]map[string]bool
	targets []string
	lines   []lineOfNames // of the sheet looked at
}

// knows reports whether a text is a name of the role.
func (p *proposing) knows(role Role, text string) bool {
	if text == "" {
		return false
	}
	if role == RoleIndicator {
		return p.known[role][foldHeader(text)] || p.known[role][foldHeader(unbracket(text))]
	}
	return p.known[role][Squeeze(text)] || role == RoleJudge && p.known[role][Squeeze(unbracket(text))]
}

// knowsPart reports whether a text is a name of the role, or the lower part of an indicator's.
func (p *proposing) knowsPart(role Role, text string) bool {
	if p.knows(role, text) {
		return true
	}
	part := foldHeader(text)
	if role != RoleIndicator || part == "" {
		return false
	}
	for name := range p.known[role] {
		if strings.HasSuffix(name, part) {
			return true
		}
	}
	return false
}

// WithoutNote is a name without what is written in brackets behind it.
func WithoutNote(name string) string { return unbracket(name) }

// within finds a known name in a text, with what is written around it.
func (p *proposing) within(role Role, text string) (pattern string, ok bool) {
	if text == "" || len([]rune(text)) > 2*longestLabel {
		return "", false
	}
	if p.knows(role, text) {
		return "", true
	}
	if role == RoleTarget {
		for _, name := range p.targets {
			if pattern := PatternOf(text, name); pattern != "" {
				return pattern, true
			}
		}
		return "", false
	}
	for _, mark := range []string{"：", ":"} {
		if before, after, found := strings.Cut(text, mark); found && p.knows(role, oneLine(after)) {
			return before + mark + "*", true
		}
	}
	return "", false
}

// sure reports whether the layout reads the whole workbook, and most names in it are known. The others are asked about.
func (p *proposing) sure(layout BlockLayout) bool {
	reading := layout.Find(p.wb)
	if len(reading.Blocks) == 0 || len(reading.Notes) > 0 && !reading.onlyValues() {
		return false
	}
	var known, all [roles]int
	for _, b := range reading.Blocks {
		if len(b.Faults) > 0 {
			return false
		}
		for role := range roles {
			for _, n := range b.Names[role] {
				all[role]++
				if p.knows(role, n.Name) || role == RoleIndicator && p.knows(role, n.Parent+n.Name) {
					known[role]++
				}
			}
		}
	}
	for role := range roles {
		if 2*known[role] < all[role] {
			return false
		}
	}
	return true
}

// onlyValues reports whether the notes of a reading are about points and totals, not about where blocks are.
func (r *BlockReading) onlyValues() bool {
	return !slices.ContainsFunc(r.Notes, func(note string) bool { return strings.Contains(note, "没有读取") })
}

// lineOfNames is a row or column with known names of a role: two of indicators or more.
type lineOfNames struct {
	role        Role
	from        NamesFrom
	at          int
	first, last int
	upper       bool // some are known only with the name over them
	again       bool // indicators come again, under other names
}

// proposeOn adds the kinds of block that a sheet has beside those found already.
func (p *proposing) proposeOn(v *view, layout *BlockLayout) {
	var done []Area
	update := func() {
		found, _ := layout.candidates(v)
		done = done[:0]
		for _, c := range found {
			b := layout.readBlock(v, c, found)
			done = append(done, b.Area)
		}
	}
	update()
	p.lines = p.linesOfNames(v)
	for _, line := range p.lines {
		if len(layout.Kinds) == proposedKinds {
			return
		}
		covered := slices.ContainsFunc(done, func(a Area) bool {
			row, col := line.cell(line.first)
			return a.Has(row, col)
		})
		if covered || line.role != RoleIndicator {
			continue
		}
		if k, ok := p.kindAt(v, line); ok && k.Anchor(p.wb) == nil {
			layout.Kinds = append(layout.Kinds, k)
			update()
		}
	}
}

func (l lineOfNames) cell(at int) (row, col int) {
	if l.from == NamesInRow {
		return l.at, at
	}
	return at, l.at
}

// nameLine is a row or column of a sheet while names are looked for in it.
type nameLine struct {
	from  NamesFrom
	at    int
	texts []string
	upper []string // of the row above or the column to the left, blank cells filled from the one before
}

// linesOfNames are the runs of known names in rows and columns, from the top left.
func (p *proposing) linesOfNames(v *view) (lines []lineOfNames) {
	var before []string
	for row := range v.Rows {
		texts := make([]string, v.width(row))
		for col := range texts {
			texts[col] = v.headerText(row, col)
		}
		lines = append(lines, p.runs(nameLine{NamesInRow, row, texts, filled(before, len(texts))})...)
		before = texts
	}
	before = nil
	for col := range min(v.widest(), 1024) {
		texts := make([]string, len(v.Rows))
		for row := range texts {
			texts[row] = v.headerText(row, col)
		}
		lines = append(lines, p.runs(nameLine{NamesInColumn, col, texts, filled(before, len(texts))})...)
		before = texts
	}
	slices.SortStableFunc(lines, func(a, b lineOfNames) int {
		ar, ac := a.cell(a.first)
		br, bc := b.cell(b.first)
		return cmp.Or(cmp.Compare(ar, br), cmp.Compare(ac, bc))
	})
	return lines
}

// filled are n texts, blank ones as the one before.
func filled(texts []string, n int) []string {
	all := make([]string, n)
	last := ""
	for i := range all {
		if i < len(texts) && texts[i] != "" {
			last = texts[i]
		}
		all[i] = last
	}
	return all
}

// runs are the runs of known names in one line.
func (p *proposing) runs(line nameLine) (runs []lineOfNames) {
	for role := range roles {
		none := lineOfNames{role, line.from, line.at, -1, -1, false, false}
		run := none
		flush := func() {
			if run.first >= 0 {
				runs = append(runs, run)
			}
			run = none
		}
		for i, text := range line.texts {
			plain := p.knows(role, text)
			whole := !plain && role == RoleIndicator && text != "" && p.knows(role, line.upper[i]+text)
			switch {
			case plain || whole:
				run.add(line, i, whole)
			case run.first >= 0 && text != "" && (&BlockKind{}).totals(text) != noTotal:
			default:
				flush()
			}
		}
		flush()
	}
	return slices.DeleteFunc(runs, func(l lineOfNames) bool { return l.role == RoleIndicator && l.first == l.last })
}

// add takes the i-th name of a line into the run; whole: it is known only with the name over it. An indicator that is there again under another name than
// the first time comes again, as under each target.
func (l *lineOfNames) add(line nameLine, i int, whole bool) {
	if l.first < 0 {
		l.first = i
	}
	over, first := line.upper[i] != line.upper[l.first], foldHeader(line.texts[l.first])
	l.again = l.again || l.role == RoleIndicator && !whole && over && foldHeader(line.texts[i]) == first
	l.last, l.upper = i, l.upper || whole
}

// kindAt describes the block whose indicators are on the line.
func (p *proposing) kindAt(v *view, line lineOfNames) (k BlockKind, ok bool) {
	k.Sheet, k.knows = v.Name, p.knowsPart
	k.Names[RoleIndicator] = Names{From: line.from, At: []int{line.at}}
	if line.upper {
		k.Names[RoleIndicator].At = []int{line.at - 1, line.at}
	}
	if line.again {
		return k, p.underTargets(v, line, &k)
	}
	for _, alone := range []bool{false, true} {
		for _, role := range []Role{RoleJudge, RoleTarget} {
			if across, found := p.across(v, line, role, alone); found {
				k.Names[role] = Names{From: across.from, At: []int{across.at}}
				k.Scores = v.widened(line, across)
				rest := RoleJudge + RoleTarget - role
				if k.Names[rest], ok = p.single(v, rest, k.Scores); ok {
					return k, true
				}
			}
		}
	}
	ok = p.besideIndicators(v, line, &k)
	return k, ok
}

// underTargets describes a block whose indicators come again under each target.
func (p *proposing) underTargets(v *view, line lineOfNames, k *BlockKind) bool {
	over := lineOfNames{from: line.from, at: line.at - 1}
	across, found := p.across(v, line, RoleJudge, false)
	if !found || !p.knows(RoleTarget, v.headerText(over.cell(line.first))) {
		return false
	}
	k.Names[RoleTarget] = Names{From: line.from, At: []int{over.at}}
	k.Names[RoleJudge] = Names{From: across.from, At: []int{across.at}}
	k.Scores = v.widened(line, across)
	return true
}

// besideIndicators describes a block of one judge and one target: its points are the line beside the indicators.
func (p *proposing) besideIndicators(v *view, line lineOfNames, k *BlockKind) bool {
	k.Scores = Area{line.at, line.first, line.at, line.last}
	if line.from == NamesInColumn {
		k.Scores = Area{line.first, line.at, line.last, line.at}
	}
	for offset := 1; offset <= 4; offset++ {
		a := k.Scores.moved(0, offset)
		if line.from == NamesInRow {
			a = k.Scores.moved(offset, 0)
		}
		row, col := a.Top-1, a.Left
		if line.from == NamesInRow {
			row, col = a.Top, a.Left-1
		}
		if heading := v.headerText(row, col); heading != "" && otherWords.MatchString(Squeeze(unbracket(heading))) && Squeeze(heading) != "得分" {
			continue // 满分, 权重
		}
		if !v.numbers(a.Top, a.Bottom, a.Left, a.Right) {
			continue
		}
		k.Scores = a
		var judge, target bool
		k.Names[RoleJudge], judge = p.single(v, RoleJudge, a)
		k.Names[RoleTarget], target = p.single(v, RoleTarget, a)
		return judge && target
	}
	return false
}

// across finds the line of a role's names that meets the indicators at a corner of numbers; alone: a single known name among others with numbers.
func (p *proposing) across(v *view, line lineOfNames, role Role, alone bool) (best lineOfNames, ok bool) {
	for _, other := range p.lines {
		if other.role != role || other.from == line.from || alone != (other.first == other.last) {
			continue
		}
		a := scoresOf(line, other)
		row, col := line, other
		if line.from == NamesInColumn {
			row, col = other, line
		}
		// the row of names is above the points and to the right of the column of names
		if row.at >= col.first || col.at >= row.first || !v.numbers(a.Top, a.Bottom, a.Left, a.Right) {
			continue
		}
		if near := col.first - row.at + row.first - col.at; near > 8 || alone && !v.amongOthers(line, other) {
			continue
		}
		if !ok {
			best, ok = other, true
		}
	}
	return best, ok
}

// named reports whether a line of the points of two lines of names has a name and numbers; nameless: or numbers without a name.
func (v *view) named(line, other lineOfNames, at int, nameless bool) bool {
	row, col := other.cell(at)
	text := v.headerText(row, col)
	moved := other
	moved.first, moved.last = at, at
	a := scoresOf(line, moved)
	if !v.numbers(a.Top, a.Bottom, a.Left, a.Right) {
		return false
	}
	return text == "" && nameless || text != "" && (&BlockKind{}).totals(text) == noTotal
}

// amongOthers reports whether a single name has one near it that has numbers too.
func (v *view) amongOthers(line, single lineOfNames) bool {
	const near = 3
	for off := -near; off <= near; off++ {
		if at := single.first + off; off != 0 && at > line.at && v.named(line, single, at, false) {
			return true
		}
	}
	return false
}

// widened are the points of two lines of names, with the lines before them that have points of names not known: all that is beside the names of the
// other line is of the block.
func (v *view) widened(line, across lineOfNames) Area {
	for _, grow := range []struct{ of, by *lineOfNames }{{&across, &line}, {&line, &across}} {
		for at := grow.by.at + 1; at < grow.of.first; at++ {
			if v.named(*grow.by, *grow.of, at, true) {
				grow.of.first = at
			}
		}
	}
	return scoresOf(line, across)
}

func scoresOf(a, b lineOfNames) Area {
	if a.from == NamesInColumn {
		a, b = b, a
	}
	return Area{b.first, a.first, b.last, a.last}
}

// single finds the one name of a role for the block with these points: in the rows over them, else in the sheet's name.
func (p *proposing) single(v *view, role Role, scores Area) (n Names, ok bool) {
	const above = 6
	for row := scores.Top - 1; row >= max(0, scores.Top-above); row-- {
		for col := max(0, scores.Left-4); col <= min(scores.Right+1, v.width(row)); col++ {
			if text := oneLine(v.at(row, col).String()); text != "" {
				if pattern, found := p.within(role, text); found {
					return Names{From: NameInCell, Row: row, Col: col, Pattern: pattern}, true
				}
			}
		}
	}
	if pattern, found := p.within(role, v.Name); found {
		return Names{From: NameOfSheet, Pattern: pattern}, true
	}
	return n, false
}
