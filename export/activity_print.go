package export

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"cppccdesk/data/activity"
	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/export/page"
	"cppccdesk/export/sheet"
)

// ActivityPrint is something printed for the people told to come to an activity.
type ActivityPrint struct {
	Name string
	What string // in a sentence

	pages func(v *activity.Invited) []page.Page // written as a PDF; nil: a table, written as a workbook or as a PDF
}

// Ending is that of the file it is written to.
func (p ActivityPrint) Ending() string {
	if p.pages == nil {
		return ".xlsx"
	}
	return pdfEnding
}

// ActivityPrints are all of them.
func ActivityPrints() []ActivityPrint {
	return []ActivityPrint{
		{Name: "签到表", What: "一人一行，留出签到的格；写成工作簿，文件名以 .pdf 结尾的写成 PDF"},
		{Name: "桌签", What: "A4 纸一人一张，上下两半各印姓名，裁开插进席卡座；PDF", pages: tents},
		{Name: "座位签", What: "A4 纸一张 21 个，裁开贴在座位上；PDF", pages: labels},
	}
}

// ActivityPrintByName finds one; an unknown name is refused with those there are.
func ActivityPrintByName(name string) (ActivityPrint, error) {
	var names []string
	for _, p := range ActivityPrints() {
		if p.Name == name {
			return p, nil
		}
		names = append(names, p.Name)
	}
	return ActivityPrint{}, store.Refuse(store.CodeInvalid, "没有「%s」，可以打印的有：%s。", name, zh.JoinNames(names))
}

// Outgoing is the print of an activity as it leaves the program.
func (p ActivityPrint) Outgoing(title, path string) store.Outgoing {
	return store.Outgoing{What: "「" + title + "」" + p.Name, Unit: "人", To: path}
}

// BoxedSentence says which characters are printed as boxes.
func BoxedSentence(characters []rune) string {
	return "字库里没有「" + string(characters) + "」，印成方框"
}

// WriteActivityPrint writes the print for the people told to come to activity id and gives how many they are, and the characters that the font lacks.
// They come in the order, "" being the one of the office. Who has leave is on the sheet that is signed, and has no card.
func WriteActivityPrint(ctx context.Context, st *store.Store, p ActivityPrint, id int64, order fold.NameOrder, path string) (int, []rune, error) {
	settings, err := record.SettingMap(ctx, st.DB())
	if err != nil {
		return 0, nil, err
	}
	v, err := activity.InvitedTo(ctx, st.DB(), id, st.Today(), order)
	if err != nil {
		return 0, nil, err
	}
	isPDF := strings.EqualFold(filepath.Ext(path), pdfEnding)
	if p.pages != nil && !isPDF {
		return 0, nil, store.Refuse(store.CodeInvalid, "%s写成 PDF，文件名要以 .pdf 结尾。", p.Name)
	}
	title := v.Values["title"] + p.Name
	if p.pages == nil {
		table := signInTable(v)
		table.Org, table.Date = settings["office.name"], paperDate(st.Now())
		book := sheet.Book{Title: title, Creator: settings["office.name"], Date: table.Date, Tables: []sheet.Table{table}}
		if isPDF {
			missing, err := sheet.WritePages(path, book)
			return len(v.Guests), missing, err
		}
		_, err := sheet.Write(path, book)
		return len(v.Guests), nil, err
	}
	v.Guests = coming(v)
	pages := p.pages(v)
	return len(v.Guests), page.Missing(pages), sheet.WriteFile(path, func(w io.Writer) error {
		return page.WritePDF(w, pages, page.Document{Title: title, Author: settings["office.name"], Date: paperDate(st.Now())})
	})
}

// signInTable is the sheet that people sign at the door. It can be taken back in: 出席情况 is filled in as they sign.
func signInTable(v *activity.Invited) sheet.Table {
	text := func(key, title string, width float64, kind sheet.Kind, value func(g activity.Guest) any) sheet.Field[activity.Guest] {
		return sheet.Field[activity.Guest]{Column: sheet.Column{Key: key, Path: []string{title}, Width: width, Kind: kind}, Value: value}
	}
	fields := []sheet.Field[activity.Guest]{
		{Column: sheet.Column{Path: []string{"序号"}, Kind: sheet.Serial}},
		text("name", "姓名", 14, sheet.Center, func(g activity.Guest) any { return g.Title }),
		text("office", "界别或小组", 16, sheet.Center, func(g activity.Guest) any { return g.Office }),
		text("workplace", "工作单位", 24, sheet.Text, func(g activity.Guest) any { return g.Workplace }),
		text("state", "签到", 18, sheet.Center, func(g activity.Guest) any { return map[bool]string{true: "假"}[g.Excused] }),
		text("note", "备注", 12, sheet.Text, func(activity.Guest) any { return "" }),
	}
	t := sheet.Table{Name: "签到表", Title: v.Values["title"] + "签到表", Unit: "人", Portrait: true, Columns: sheet.Columns(fields), Rows: sheet.Rows(fields, v.Guests)}
	t.Notes = []string{"时间：" + dayText(v.Day)}
	if place := v.Values["place"]; place != "" {
		t.Notes[0] += "　地点：" + place
	}
	return t
}

// A4 in points.
const paperWidth, paperHeight = 595.28, 841.89

// centred is a line of text in the middle of an area, as large as fits up to a size.
func centred(text string, x, y, width, height, size float64, bold bool) page.Text {
	for size > 6 && page.Width(text, size, bold) > width {
		size--
	}
	return page.Text{X: x + (width-page.Width(text, size, bold))/2, Y: y + height/2 + page.Baseline(size), Size: size, Bold: bold, String: text}
}

// spaced is a name of two characters with room between them, as cards have it.
func spaced(name string) string {
	if runes := []rune(name); len(runes) == 2 {
		return string(runes[0]) + "　" + string(runes[1])
	}
	return name
}

// tents are cards to be put into a stand: the name on both halves of a sheet across, with a line to cut along.
func tents(v *activity.Invited) (pages []page.Page) {
	for _, g := range v.Guests {
		p := page.Page{Width: paperHeight, Height: paperWidth, Rules: []page.Rule{{X: 0, Y: paperWidth / 2, Width: paperHeight, Height: 0.25}}}
		for half := range 2 {
			p.Texts = append(p.Texts, centred(spaced(g.Name), 60, float64(half)*paperWidth/2, paperHeight-120, paperWidth/2, 150, true))
		}
		pages = append(pages, p)
	}
	return pages
}

// labels are stickers for seats: three across, seven down, with lines to cut along.
func labels(v *activity.Invited) (pages []page.Page) {
	const across, down, margin = 3, 7, 28.35
	width, height := (paperWidth-2*margin)/across, (paperHeight-2*margin)/down
	for i, g := range v.Guests {
		at := i % (across * down)
		if at == 0 {
			p := page.Page{Width: paperWidth, Height: paperHeight}
			for c := range across + 1 {
				p.Rules = append(p.Rules, page.Rule{X: margin + float64(c)*width, Y: margin, Width: 0.25, Height: paperHeight - 2*margin})
			}
			for r := range down + 1 {
				p.Rules = append(p.Rules, page.Rule{X: margin, Y: margin + float64(r)*height, Width: paperWidth - 2*margin, Height: 0.25})
			}
			pages = append(pages, p)
		}
		p := &pages[len(pages)-1]
		x, y := margin+float64(at%across)*width, margin+float64(at/across)*height
		p.Texts = append(p.Texts, centred(spaced(g.Name), x+8, y, width-16, height*0.72, 40, true))
		if g.Office != "" {
			p.Texts = append(p.Texts, centred(g.Office, x+8, y+height*0.66, width-16, height*0.26, 13, false))
		}
	}
	return pages
}
