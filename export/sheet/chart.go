package sheet

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"cppccdesk/export/page"
)

// Chart is a picture of one column below its table: a bar for each body row, from 0 on. Workbooks hold it as a chart of their own, which follows its
// cells; pages have the same bars.
type Chart struct {
	Title string
	Label string  // key of the column that names the bars
	Value string  // key of the column they measure
	Lying bool    // bars lie below each other, for long names; else they stand side by side
	Most  float64 // the longest bar there can be, such as full marks; 0: the longest there is
}

// Measures of a chart in points at full size.
const (
	chartTitle  = 11.0
	chartText   = 8.0
	chartGap    = 6.0
	chartHead   = 24.0
	standing    = 125.0
	lyingBar    = 13.0
	chartRow    = leastRow
	mostLabels  = 24 // bars that stand have their values above them up to as many
	barShare    = 0.6
	labelsShare = 0.4 // of the width that names of lying bars take at most
)

// chartBlock is a chart laid out: the rows it covers, which hold nothing else.
type chartBlock struct {
	Chart
	top, bottom int
}

// placeCharts lays the charts out after all else. A chart without a number is none.
func (l *laid) placeCharts() error {
	for _, c := range l.table.Charts {
		for _, key := range []string{c.Label, c.Value} {
			if _, known := l.byKey[key]; !known {
				return fmt.Errorf("chart %q is of %q, which is no column", c.Title, key)
			}
		}
		bars := l.bars(c)
		if len(bars) == 0 {
			continue
		}
		height := standing
		if c.Lying {
			height = chartHead + lyingBar*float64(len(bars)) + chartGap
		}
		top := len(l.rows)
		for range int(math.Ceil(height / chartRow)) {
			l.add(chartRow, chartRole)
		}
		l.charts = append(l.charts, chartBlock{c, top, len(l.rows) - 1})
	}
	return nil
}

// bar is one row in a chart.
type bar struct {
	name, text string
	value      float64
}

// bars are those of a chart, none when no row has a number.
func (l *laid) bars(c Chart) []bar {
	var bars []bar
	charted := false
	label, value := l.byKey[c.Label], l.byKey[c.Value]
	for _, lr := range l.rows {
		if lr.role != bodyRole {
			continue
		}
		b := bar{name: lr.cells[label].shown(l.table.Columns[label].Kind)}
		if p := lr.cells[value]; p.form == numberForm {
			b.value, b.text, charted = p.num, p.shown(l.table.Columns[value].Kind), true
		}
		bars = append(bars, b)
	}
	if !charted {
		return nil
	}
	return bars
}

// most is the length of the axis.
func (c Chart) most(bars []bar) float64 {
	most := c.Most
	for _, b := range bars {
		most = math.Max(most, b.value)
	}
	return math.Max(most, 1)
}

// chartTop is the first row of the chart that covers a row, the row itself where none does.
func (l *laid) chartTop(row int) int {
	for _, c := range l.charts {
		if c.top <= row && row <= c.bottom {
			return c.top
		}
	}
	return row
}

// emitCharts puts the charts into the workbook, each from the first of its rows to the end of the last; before the rows are streamed, as the sheet
// refers to them.
func (wb *workbook) emitCharts(l *laid) error {
	if len(l.charts) == 0 {
		return nil
	}
	var width uint
	for j, w := range l.widths { // excelize counts the places of charts in pixels of its own, so it has to know the sizes
		name, err := excelize.ColumnNumberToName(j + 1)
		if err != nil {
			return err
		}
		if err := wb.file.SetColWidth(l.name, name, name, w); err != nil {
			return err
		}
		width += uint(w*8 + 0.5)
	}
	for r, lr := range l.rows {
		if err := wb.file.SetRowHeight(l.name, r+1, lr.height); err != nil {
			return err
		}
	}
	for _, c := range l.charts {
		chart := l.native(c)
		chart.Dimension = excelize.ChartDimension{Width: width, Height: uint(c.bottom-c.top+1) * uint(math.Ceil(chartRow*4/3.4))}
		if err := wb.file.AddChart(l.name, cellName(0, c.top), chart); err != nil {
			return fmt.Errorf("chart %s: %w", c.Title, err)
		}
		if err := wb.keepBars(l.bars(c.Chart)); err != nil {
			return fmt.Errorf("chart %s: %w", c.Title, err)
		}
	}
	types := wb.file.ContentTypes.Defaults // excelize adds those of pictures in any order
	sort.Slice(types, func(i, j int) bool { return types[i].Extension < types[j].Extension })
	return nil
}

// keepBars writes what a chart shows into the chart added last, for programs that show charts without reading their cells: excelize writes references only.
func (wb *workbook) keepBars(bars []bar) error {
	wb.charts++
	name := fmt.Sprintf("xl/charts/chart%d.xml", wb.charts)
	stored, _ := wb.file.Pkg.Load(name)
	part, ok := stored.([]byte)
	if !ok {
		return fmt.Errorf("no part %s", name)
	}
	points := func(text func(b bar) string) string {
		var b strings.Builder
		_, _ = fmt.Fprintf(&b, `<ptCount val="%d"></ptCount>`, len(bars))
		for i, each := range bars {
			if shown := text(each); shown != "" {
				_, _ = fmt.Fprintf(&b, `<pt idx="%d"><v>`, i)
				_ = xml.EscapeText(&b, []byte(shown)) // a builder takes all
				b.WriteString("</v></pt>")
			}
		}
		return b.String()
	}
	names := points(func(b bar) string { return b.name })
	values := points(func(b bar) string {
		if b.text == "" {
			return ""
		}
		return strconv.FormatFloat(b.value, 'f', -1, 64)
	})
	for _, cache := range []struct{ in, with string }{
		{"<cat><strRef><f>%s</f></strRef></cat>", "<strCache>" + names + "</strCache></strRef></cat>"},
		{"<val><numRef><f>%s</f><numCache><formatCode></formatCode></numCache></numRef></val>", "<numCache><formatCode>General</formatCode>" + values + "</numCache></numRef></val>"},
	} {
		begin, end, _ := strings.Cut(cache.in, "%s")
		at := bytes.Index(part, []byte(begin))
		to := bytes.Index(part, []byte(end))
		if at < 0 || to < at {
			return fmt.Errorf("%s has no %s", name, cache.in)
		}
		part = slices.Concat(part[:to], []byte("</f>"+cache.with), part[to+len(end):])
	}
	wb.file.Pkg.Store(name, part)
	return nil
}

// native is the chart as excelize writes it.
func (l *laid) native(c chartBlock) *excelize.Chart {
	bars := l.bars(c.Chart)
	area := func(key string) string {
		col := l.byKey[key]
		from, to := cellName(col, l.bodyTop), cellName(col, l.bodyEnd)
		first, _ := absolute(from) // cells that were laid out have names
		last, _ := absolute(to)
		return quoteSheet(l.name) + "!" + first + ":" + last
	}
	kind, zero, most, no, gap := excelize.Col, 0.0, c.most(bars), false, uint(60)
	if c.Lying {
		kind = excelize.Bar
	}
	small := excelize.Font{Size: chartText, Family: bodyFont, Color: "000000"}
	return &excelize.Chart{
		Type: kind, VaryColors: &no, GapWidth: &gap,
		Series: []excelize.ChartSeries{{
			Name: l.headingCell(l.byKey[c.Value]), Categories: area(c.Label), Values: area(c.Value),
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"A6A6A6"}},
			Line:      excelize.LineOptions{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"000000"}}, Width: ruleWidth},
			DataLabel: excelize.ChartDataLabel{Font: small},
		}},
		Title:    excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: c.Title, Font: &excelize.Font{Size: chartTitle, Family: headerFont, Color: "000000"}}}},
		Legend:   excelize.ChartLegend{Position: "none"},
		XAxis:    excelize.ChartAxis{Font: small, ReverseOrder: c.Lying, TickLabelSkip: 1},
		YAxis:    excelize.ChartAxis{None: true, Minimum: &zero, Maximum: &most},
		PlotArea: excelize.ChartPlotArea{ShowVal: c.Lying || len(bars) <= mostLabels},
		Format:   excelize.GraphicOptions{AltText: c.Title},
	}
}

// headingCell refers to the heading of a column: the lowest of its header cells that says something.
func (l *laid) headingCell(col int) string {
	row := l.headEnd
	for row > l.headTop && l.rows[row].cells[col].form == blankForm {
		row--
	}
	at, _ := absolute(cellName(col, row)) // cells that were laid out have names
	return quoteSheet(l.name) + "!" + at
}

// chart draws one on the page.
func (p *sheetPage) chart(c chartBlock) {
	l := p.laid
	at := p.area(span{c.top, 0, c.bottom, len(l.table.Columns) - 1})
	bars := l.bars(c.Chart)
	p.text(c.Title, area{at.x, at.y, at.width, chartHead * p.scale}, look{font: headerFont, size: chartTitle, align: "center", shrink: true})
	at.y += chartHead * p.scale
	at.height -= (chartHead + chartGap) * p.scale
	if c.Lying {
		p.lyingBars(bars, at, c.most(bars))
		return
	}
	p.standingBars(bars, at, c.most(bars), len(bars) <= mostLabels)
}

// lyingBars draws bars from the left, names before them and values behind.
func (p *sheetPage) lyingBars(bars []bar, at area, most float64) {
	small := chartText * p.scale
	names, values := 0.0, 0.0
	for _, b := range bars {
		names, values = math.Max(names, page.Width(b.name, small, false)), math.Max(values, page.Width(b.text, small, false))
	}
	names = math.Min(names+2*chartGap*p.scale, at.width*labelsShare)
	room := at.width - names - values - 3*chartGap*p.scale
	each := at.height / float64(len(bars))
	for i, b := range bars {
		y, length := at.y+each*float64(i), room*b.value/most
		p.text(b.name, area{at.x, y, names, each}, look{font: bodyFont, size: chartText, align: "right", shrink: true})
		p.bar(area{at.x + names, y + each*(1-barShare)/2, length, each * barShare})
		p.text(b.text, area{at.x + names + length, y, values + 3*chartGap*p.scale, each}, look{font: bodyFont, size: chartText, align: "left"})
	}
	p.rule(page.Rule{X: at.x + names, Y: at.y, Width: ruleWidth, Height: at.height})
}

// standingBars draws bars from below, names under them and values above.
func (p *sheetPage) standingBars(bars []bar, at area, most float64, valued bool) {
	line := chartText * pageLeading * p.scale
	room, each, foot := at.height-2*line, at.width/float64(len(bars)), at.y+at.height-line
	for i, b := range bars {
		x, height := at.x+each*float64(i), room*b.value/most
		p.bar(area{x + each*(1-barShare)/2, foot - height, each * barShare, height})
		if valued {
			p.text(b.text, area{x, foot - height - line, each, line}, look{font: bodyFont, size: chartText, align: "center", shrink: true})
		}
		p.text(b.name, area{x, foot, each, line}, look{font: bodyFont, size: chartText, align: "center", shrink: true})
	}
	p.rule(page.Rule{X: at.x, Y: foot, Width: at.width, Height: ruleWidth})
}

// bar draws a grey area with a border.
func (p *sheetPage) bar(a area) {
	if a.width <= 0 || a.height <= 0 {
		return
	}
	p.rule(page.Rule{X: a.x, Y: a.y, Width: a.width, Height: a.height, Grey: true})
	p.rule(page.Rule{X: a.x, Y: a.y, Width: a.width, Height: ruleWidth})
	p.rule(page.Rule{X: a.x, Y: a.y + a.height - ruleWidth, Width: a.width, Height: ruleWidth})
	p.rule(page.Rule{X: a.x, Y: a.y, Width: ruleWidth, Height: a.height})
	p.rule(page.Rule{X: a.x + a.width - ruleWidth, Y: a.y, Width: ruleWidth, Height: a.height})
}
