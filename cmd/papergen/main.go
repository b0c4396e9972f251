// Command papergen makes the templates of the papers in the layout of GB/T 9704-2012 (and 归档文件目录 in that of DA/T 22-2015).
//
//	go run ./cmd/papergen    # in the repository root; writes a .docx for each paper into assets/papers
//
// What is on a paper is a text in assets/papers/source: a line is a paragraph, and its first character says which style it has, see styleOf; lines that begin with |
// are the rows of a table, see tableOf. The fields in it are those of package export. Fonts are only named: the office has them, and Word shows another
// where one is missing.
package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Lengths are twips, 1/20 point: 1 mm is 56.69. 22 lines of 28 characters of 16 points fill the 225 x 156 mm inside the margins.
const (
	textFont  = "仿宋_GB2312"
	titleFont = "方正小标宋简体"
	pitch     = 579 // of a line: 28.95 points
	width     = 8844
	wide      = 14002
)

// loose leaves a paragraph out of the grid of lines, and digits without room around them, so that a table is as dense as its text.
const loose = `<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>`

// styles of paragraphs: id, name in Word, font, half-points, twips of a line (0: as high as it must be), and what else is in pPr before and after
// spacing.
var styles = []struct {
	id, name, font string
	size, line     int
	before, after  string
}{
	{"Text", "公文正文", textFont, 32, pitch, "", `<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/>`},
	{"To", "主送", textFont, 32, pitch, "", `<w:jc w:val="both"/>`},
	{"Heading", "公文标题", titleFont, 44, 640, `<w:keepNext/>`, `<w:jc w:val="center"/>`},
	{"Part", "一级标题", "黑体", 32, pitch, `<w:keepNext/>`, `<w:ind w:firstLineChars="200" w:firstLine="640"/>`},
	{"Section", "二级标题", "楷体_GB2312", 32, pitch, `<w:keepNext/>`, `<w:ind w:firstLineChars="200" w:firstLine="640"/>`},
	{"Number", "发文字号", textFont, 32, pitch, "", `<w:jc w:val="center"/>`},
	{"Mark", "类别标识", "黑体", 32, pitch, "", `<w:jc w:val="right"/>`},
	{"Sign", "署名", textFont, 32, pitch, `<w:keepNext/><w:keepLines/>`, `<w:ind w:rightChars="200" w:right="640"/><w:jc w:val="right"/>`},
	{"Day", "成文日期", textFont, 32, pitch, `<w:keepLines/>`, `<w:ind w:rightChars="400" w:right="1280"/><w:jc w:val="right"/>`},
	{"Note", "附注", textFont, 28, 480, loose, `<w:ind w:firstLineChars="200" w:firstLine="560"/><w:jc w:val="both"/>`},
	{"Record", "版记", textFont, 28, 480, `<w:keepNext/><w:keepLines/><w:pBdr><w:top w:val="single" w:sz="8" w:space="1" w:color="auto"/><w:bottom w:val="single" w:sz="8" w:space="1" w:color="auto"/><w:between w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="8564"/></w:tabs>` + loose, `<w:ind w:left="280" w:right="280"/>`},
	{"Cell", "表格文字", textFont, 24, 380, loose, `<w:jc w:val="left"/>`},
	{"CellMiddle", "表格文字居中", textFont, 24, 380, loose, `<w:jc w:val="center"/>`},
	{"CellLabel", "表格项目", "黑体", 24, 380, loose, `<w:jc w:val="center"/>`},
	{"CellHead", "表头", "黑体", 24, 380, `<w:keepNext/>` + loose, `<w:jc w:val="center"/>`},
	{"Small", "小表文字", textFont, 21, 320, loose, `<w:jc w:val="left"/>`},
	{"SmallMiddle", "小表文字居中", textFont, 21, 320, loose, `<w:jc w:val="center"/>`},
	{"SmallLabel", "小表项目", "黑体", 21, 320, loose, `<w:jc w:val="center"/>`},
	{"SmallHead", "小表表头", "黑体", 21, 320, `<w:keepNext/>` + loose, `<w:jc w:val="center"/>`},
	{"Above", "表上说明", textFont, 24, 480, `<w:keepNext/>` + loose, `<w:jc w:val="left"/>`},
}

// styleOf are the styles by the sign a line begins with; one without a sign is Text.
var styleOf = map[string]string{
	"# ": "Heading", "= ": "Part", "- ": "Section", "@ ": "To", "№ ": "Number", "! ": "Mark", "< ": "Sign", "> ": "Day", "* ": "Note", "_ ": "Record", "~ ": "Above",
}

func main() {
	log.SetFlags(0)
	folder := filepath.Join("assets", "papers")
	sources, err := filepath.Glob(filepath.Join(folder, "source", "*.txt"))
	if err != nil || len(sources) == 0 {
		log.Fatal("no sources: run it in the root of the repository ", err)
	}
	for _, source := range sources {
		text, err := os.ReadFile(source)
		if err != nil {
			log.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(source), ".txt")
		if err := os.WriteFile(filepath.Join(folder, name+".docx"), document(string(text)), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// document is a .docx of a source. The word 横排 in its first line turns the page.
func document(source string) []byte {
	lines := strings.Split(strings.TrimRight(source, "\n"), "\n")
	landscape := lines[0] == "横排"
	if landscape {
		lines = lines[1:]
	}
	var body strings.Builder
	for i := 0; i < len(lines); i++ {
		if !strings.HasPrefix(lines[i], "|") {
			p := paragraph(lines[i])
			if beforeSign(lines[i:]) { // the page with the seal carries text
				p = strings.Replace(p, `"/>`, `"/><w:keepNext/>`, 1)
			}
			body.WriteString(p)
			continue
		}
		end := i
		for end < len(lines) && strings.HasPrefix(lines[end], "|") {
			end++
		}
		body.WriteString(tableOf(lines[i:end], landscape))
		i = end - 1
	}
	body.WriteString(section(landscape))
	return pack([][2]string{
		{"[Content_Types].xml", head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			override("/word/document.xml", "document.main") + override("/word/styles.xml", "styles") + override("/word/settings.xml", "settings") + override("/word/fontTable.xml", "fontTable") +
			override("/word/footer1.xml", "footer") + override("/word/footer2.xml", "footer") + `</Types>`},
		{"_rels/.rels", head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + relation(1, "officeDocument", "word/document.xml") + `</Relationships>`},
		{"word/_rels/document.xml.rels", head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			relation(1, "styles", "styles.xml") + relation(2, "settings", "settings.xml") + relation(3, "fontTable", "fontTable.xml") + relation(4, "footer", "footer1.xml") + relation(5, "footer", "footer2.xml") + `</Relationships>`},
		{"word/document.xml", head + `<w:document ` + space + `><w:body>` + body.String() + `</w:body></w:document>`},
		{"word/styles.xml", styleSheet()},
		{"word/settings.xml", head + `<w:settings ` + space + `><w:zoom w:percent="100"/><w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val="` + strconv.Itoa(pitch) + `"/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`},
		{"word/fontTable.xml", head + `<w:fonts ` + space + `>` + fonts("仿宋", textFont) + fonts("小标宋", titleFont) + fonts("黑体", "黑体") + fonts("楷体", "楷体_GB2312") + `</w:fonts>`},
		{"word/footer1.xml", footer("right", `w:rightChars="100" w:right="280"`)},
		{"word/footer2.xml", footer("left", `w:leftChars="100" w:left="280"`)},
	})
}

const (
	head  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	space = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
)

func override(name, kind string) string {
	return `<Override PartName="` + name + `" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.` + kind + `+xml"/>`
}

func relation(id int, kind, target string) string {
	return fmt.Sprintf(`<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/>`, id, kind, target)
}

// fonts names a font and one that Windows has for where it is missing.
func fonts(instead, name string) string {
	if instead == "小标宋" {
		instead = "宋体"
	}
	return `<w:font w:name="` + name + `"><w:altName w:val="` + instead + `"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>`
}

func font(name string, size int) string {
	return fmt.Sprintf(`<w:rFonts w:ascii="%[1]s" w:eastAsia="%[1]s" w:hAnsi="%[1]s" w:cs="Times New Roman"/><w:sz w:val="%[2]d"/><w:szCs w:val="%[2]d"/>`, name, size)
}

func spacing(line int) string {
	if line == 0 {
		return `<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>`
	}
	return fmt.Sprintf(`<w:spacing w:before="0" w:after="0" w:line="%d" w:lineRule="exact"/>`, line)
}

func styleSheet() string {
	var b strings.Builder
	b.WriteString(head + `<w:styles ` + space + `><w:docDefaults><w:rPrDefault><w:rPr>` + font(textFont, 32) + `<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`)
	b.WriteString(`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/>` + spacing(pitch) + `</w:pPr></w:style>`)
	b.WriteString(`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`)
	for _, s := range styles {
		fmt.Fprintf(&b, `<w:style w:type="paragraph" w:customStyle="1" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>%s%s%s</w:pPr><w:rPr>%s</w:rPr></w:style>`,
			s.id, s.name, s.before, spacing(s.line), s.after, font(s.font, s.size))
	}
	b.WriteString(`<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/><w:pPr>` + spacing(0) + `</w:pPr><w:rPr>` + font("宋体", 28) + `</w:rPr></w:style></w:styles>`)
	return b.String()
}

// footer is the page number between dashes, one character from the outer edge.
func footer(side, indent string) string {
	run := func(inside string) string { return `<w:r>` + inside + `</w:r>` }
	return head + `<w:ftr ` + space + `><w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind ` + indent + `/><w:jc w:val="` + side + `"/></w:pPr>` + run(`<w:t xml:space="preserve">— </w:t>`) +
		run(`<w:fldChar w:fldCharType="begin"/>`) + run(`<w:instrText xml:space="preserve"> PAGE </w:instrText>`) + run(`<w:fldChar w:fldCharType="separate"/>`) + run(`<w:t>1</w:t>`) + run(`<w:fldChar w:fldCharType="end"/>`) +
		run(`<w:t xml:space="preserve"> —</w:t>`) + `</w:p></w:ftr>`
}

// section has the margins: 37 mm above, 35 below, 28 left and 26 right; a turned page has what a wide table needs.
func section(landscape bool) string {
	size, margins := `<w:pgSz w:w="11906" w:h="16838"/>`, `w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1417"`
	if landscape {
		size, margins = `<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>`, `w:top="1588" w:right="1418" w:bottom="1474" w:left="1418" w:header="851" w:footer="907"`
	}
	return `<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>` + size + `<w:pgMar ` + margins + ` w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="` + strconv.Itoa(pitch) + `"/></w:sectPr>`
}

// beforeSign reports whether the first of the lines is one of the last of the text before the signature: without a heading or a table between them.
func beforeSign(lines []string) bool {
	const near = 12
	for i, line := range lines {
		switch {
		case strings.HasPrefix(line, "< "):
			return i > 0
		case i == near || strings.HasPrefix(line, "|") || i > 0 && (strings.HasPrefix(line, "=") || strings.HasPrefix(line, "#")):
			return false
		}
	}
	return false
}

func paragraph(line string) string {
	style, text := "Text", line
	for sign, s := range styleOf {
		if rest, ok := strings.CutPrefix(line, sign); ok {
			style, text = s, rest
		}
	}
	if line == "" {
		style = "To"
	}
	return styled(style, text)
}

// styled is a paragraph; what is between two backquotes is underlined, for blanks to be written in. A tab is written →, and ⇟ before
// the text begins a new page.
func styled(style, text string) string {
	var b strings.Builder
	b.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + style + `"/>`)
	if rest, ok := strings.CutPrefix(text, "⇟"); ok {
		text = rest
		b.WriteString(`<w:pageBreakBefore/>`)
	}
	b.WriteString(`</w:pPr>`)
	for i, piece := range strings.Split(text, "`") {
		if piece == "" {
			continue
		}
		properties := ""
		if i%2 == 1 {
			properties = `<w:rPr><w:u w:val="single"/></w:rPr>`
		}
		b.WriteString(`<w:r>` + properties + `<w:t xml:space="preserve">` + strings.ReplaceAll(html.EscapeString(piece), "→", `</w:t><w:tab/><w:t xml:space="preserve">`) + `</w:t></w:r>`)
	}
	b.WriteString(`</w:p>`)
	return b.String()
}

// tableOf makes a table of rows of cells between bars. The first row has the widths of the columns, as parts of the whole, behind 小 for a
// table in small type. A row that begins with |! is a
// heading, repeated on every page; one that begins with |. has cells in the middle but for those that begin with a blank. A cell may span columns: 3>text; a row has a
// height in millimetres: |^30|text; * before a text makes it a label, ¶ parts paragraphs.
func tableOf(lines []string, landscape bool) string {
	whole := width
	if landscape {
		whole = wide
	}
	var widths []int
	sum, style := 0, "Cell"
	first, small := strings.CutPrefix(lines[0][1:], "小|")
	if small {
		style = "Small"
	}
	for _, word := range cells(first) {
		n, err := strconv.Atoi(strings.TrimSpace(word))
		if err != nil {
			log.Fatal(err)
		}
		widths = append(widths, n)
		sum += n
	}
	var b strings.Builder
	b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="` + strconv.Itoa(whole) + `" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		b.WriteString(`<w:` + side + ` w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
	}
	b.WriteString(`</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`)
	for i := range widths {
		widths[i] = widths[i] * whole / sum
		b.WriteString(`<w:gridCol w:w="` + strconv.Itoa(widths[i]) + `"/>`)
	}
	b.WriteString(`</w:tblGrid>`)
	for _, line := range lines[1:] {
		b.WriteString(row(line[1:], widths, style))
	}
	b.WriteString(`</w:tbl>`)
	return b.String()
}

func cells(text string) []string { return strings.Split(strings.TrimSuffix(text, "|"), "|") }

func row(text string, widths []int, plain string) string {
	height, style, more := 480, plain, ""
	if rest, ok := strings.CutPrefix(text, "^"); ok {
		mm, rest, _ := strings.Cut(rest, "|")
		n, err := strconv.Atoi(mm)
		if err != nil {
			log.Fatal(err)
		}
		height, text = n*567/10, rest
	}
	switch {
	case strings.HasPrefix(text, "!"):
		style, more, text = plain+"Head", `<w:tblHeader/>`, text[1:]
	case strings.HasPrefix(text, "."):
		style, text = plain+"Middle", text[1:]
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="%d" w:hRule="atLeast"/>%s</w:trPr>`, height, more)
	at := 0
	for _, cell := range cells(text) {
		span, own, cell := cellOf(cell, plain, style)
		total := 0
		for _, w := range widths[at : at+span] {
			total += w
		}
		fmt.Fprintf(&b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, total)
		if span > 1 {
			fmt.Fprintf(&b, `<w:gridSpan w:val="%d"/>`, span)
		}
		b.WriteString(`<w:vAlign w:val="center"/></w:tcPr>`)
		for _, line := range strings.Split(cell, "¶") {
			b.WriteString(styled(own, line))
		}
		b.WriteString(`</w:tc>`)
		at += span
	}
	if at != len(widths) {
		log.Fatalf("a row of %d columns, not %d: %s", at, len(widths), text)
	}
	b.WriteString(`</w:tr>`)
	return b.String()
}

// cellOf takes the signs off a cell: how many columns it spans, its style, its text.
func cellOf(cell, plain, style string) (span int, own, text string) {
	span = 1
	if n, rest, ok := strings.Cut(cell, ">"); ok && len(n) == 1 && n[0] >= '1' && n[0] <= '9' {
		span, cell = int(n[0]-'0'), rest
	}
	switch {
	case strings.HasPrefix(cell, " "):
		return span, plain, cell[1:]
	case strings.HasPrefix(cell, "*"):
		return span, plain + "Label", cell[1:]
	}
	return span, style, cell
}

// pack is a zip without times, so that the same sources make the same bytes.
func pack(parts [][2]string) []byte {
	var b bytes.Buffer
	archive := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := archive.CreateHeader(&zip.FileHeader{Name: p[0], Method: zip.Deflate})
		if err == nil {
			_, err = w.Write([]byte(p[1]))
		}
		if err != nil {
			log.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		log.Fatal(err)
	}
	return b.Bytes()
}
