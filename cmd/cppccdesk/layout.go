package main

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
	"cppccdesk/data/zh"
)

// layouts are the values of --layout: the name of a layout that is remembered, or what blocks of scores are like.
type layouts struct {
	remembered string
	made       intake.BlockLayout
}

// layoutUse is how --layout is written.
const layoutUse = "--layout 应为记住的版式的名称，或 judges=row:3 indicators=column:B target=cell:B1 这样几项：row:行号 column:列标 cell:单元格 sheet text:名称，" +
	"两级的写 row:2,3，单元格和工作表名里名称前后的字写成 cell:B1:被评议单位：*；还可以写 scores=C4:L13 sheet=工作表 on=工作表 skip=加分 name=名称"

// Decode takes one --layout. A part that a kind of block has already begins the next kind.
func (l *layouts) Decode(c *kong.DecodeContext) error {
	text := strings.TrimSpace(typedIn(c))
	if text == "" {
		return wrong(layoutUse)
	}
	if !strings.Contains(text, "=") {
		l.remembered = text
		return nil
	}
	for _, part := range strings.Fields(text) {
		key, value, ok := strings.Cut(part, "=")
		if !ok || value == "" {
			return wrong(layoutUse)
		}
		if err := l.take(key, value); err != nil {
			return err
		}
	}
	return nil
}

// roleKeys are the parts that say where names are.
var roleKeys = map[string]intake.Role{"judges": intake.RoleJudge, "indicators": intake.RoleIndicator, "target": intake.RoleTarget}

// take adds one part.
func (l *layouts) take(key, value string) error {
	if key == "name" {
		l.made.Name = value
		return nil
	}
	role, names := roleKeys[key]
	n := len(l.made.Kinds)
	if n == 0 || names && l.made.Kinds[n-1].Names[role].From != "" {
		l.made.Kinds = append(l.made.Kinds, intake.BlockKind{})
		n++
	}
	k := &l.made.Kinds[n-1]
	switch {
	case names:
		where, err := namesAt(value)
		k.Names[role] = where
		return err
	case key == "scores":
		area, ok := intake.ParseArea(value)
		if !ok {
			return wrong("--layout 的 scores 应为 C4:L13 这样的区域，而不是「%s」", value)
		}
		k.Scores = area
	case key == "sheet":
		k.Sheet = value
	case key == "on":
		k.Sheets = zh.SplitNames(value)
	case key == "skip":
		k.Skip = zh.SplitNames(value)
	default:
		return wrong("--layout 里没有「%s」这一项；%s", key, layoutUse)
	}
	return nil
}

// namesAt reads where names are: row:3, row:2,3, column:B, cell:B1, cell:B1:被评议单位：*, sheet, sheet:评委*, text:张三.
func namesAt(value string) (intake.Names, error) {
	from, at, _ := strings.Cut(value, ":")
	n := intake.Names{From: intake.NamesFrom(from)}
	switch n.From {
	case intake.NamesInRow, intake.NamesInColumn:
		for _, part := range strings.Split(at, ",") {
			line, err := strconv.Atoi(part)
			if n.From == intake.NamesInColumn {
				line, err = intake.ParseColumn(part), nil
			}
			if err != nil || line < 1 {
				return n, wrong("--layout 写的是「%s」，应为 row:3 或 column:B 这样", value)
			}
			n.At = append(n.At, line-1)
		}
		slices.Sort(n.At)
		return n, nil
	case intake.NameInCell:
		cell, pattern, _ := strings.Cut(at, ":")
		var ok bool
		if n.Row, n.Col, ok = intake.ParseCell(cell); !ok {
			return n, wrong("--layout 写的是「%s」，应为 cell:B1 这样", value)
		}
		n.Pattern = pattern
		return n, nil
	case intake.NameOfSheet:
		n.Pattern = at
		return n, nil
	case intake.NameAsGiven:
		n.Text = at
		return n, nil
	}
	return n, wrong(layoutUse)
}

// of is the layout by which the workbook is read; nil when nothing was said of it.
func (l *layouts) of(ctx context.Context, st *store.Store, workbook *intake.Workbook, kind *record.Kind, sheet string) (*intake.BlockLayout, error) {
	if l.remembered != "" {
		remembered, err := take.NamedLayout(ctx, st.DB(), kind, l.remembered)
		return &remembered, err
	}
	if len(l.made.Kinds) == 0 {
		return nil, nil
	}
	made := intake.BlockLayout{Name: l.made.Name, Kinds: slices.Clone(l.made.Kinds)}
	for i := range made.Kinds {
		k := &made.Kinds[i]
		if k.Sheet == "" {
			k.Sheet = sheet
		}
		if k.Sheet == "" {
			k.Sheet = firstSheet(workbook)
		}
		if err := k.Anchor(workbook); err != nil {
			return nil, store.Failure(store.CodeInvalid, err, "第 %d 种评分块：%s", i+1, store.Sentence(err))
		}
	}
	return &made, nil
}
