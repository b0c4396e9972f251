package export

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export/page"
	"cppccdesk/export/sheet"
)

// mostBallots are printed at once: more is a slip of the keyboard.
const mostBallots = 5000

// BallotsOutgoing is the ballots of a round as they leave the program.
func BallotsOutgoing(b *evaluation.Box, path string) store.Outgoing {
	return store.Outgoing{What: "「" + b.Evaluation + "」第 " + strconv.Itoa(b.Number) + " 轮评议票", Unit: "张", To: path}
}

// WriteBallots writes so many blank ballots of a round as a PDF, as many as the round needs for 0, and says how many they are and which characters the font
// lacks. All ballots are alike: the code on them names the batch, nothing tells one from another.
func WriteBallots(ctx context.Context, st *store.Store, b *evaluation.Box, count int, path string) (int, []rune, error) {
	if count == 0 {
		count = b.ToPrint()
	}
	switch {
	case !strings.EqualFold(filepath.Ext(path), pdfEnding):
		return 0, nil, store.Refuse(store.CodeInvalid, "评议票写成 PDF，文件名要以 .pdf 结尾。")
	case count == 0:
		return 0, nil, store.Refuse(store.CodeInvalid, "第 %d 轮还没有填应到人数、发出票数，不知道印多少张；请先填写，或写明张数。", b.Number)
	case count < 0 || count > mostBallots:
		return 0, nil, store.Refuse(store.CodeInvalid, "张数 %d 不对，一次可以印 1 到 %d 张。", count, mostBallots)
	}
	settings, err := record.SettingMap(ctx, st.DB())
	if err != nil {
		return 0, nil, err
	}
	day, err := time.Parse(time.DateOnly, b.HeldOn)
	if err != nil {
		return 0, nil, err
	}
	pages, err := ballotPages(b, count)
	if err != nil {
		return 0, nil, err
	}
	return count, page.Missing(pages), sheet.WriteFile(path, func(w io.Writer) error {
		return page.WritePDF(w, pages, page.Document{Title: ballotTitle(b), Author: settings["office.name"], Date: day})
	})
}

// ballotTitle is 2026年部门工作民主评议票.
func ballotTitle(b *evaluation.Box) string {
	for _, word := range []string{"评议", "测评", "票决"} {
		if strings.HasSuffix(b.Evaluation, word) {
			return b.Evaluation + "票"
		}
	}
	return b.Evaluation + "评议票"
}

const howToTick = "请在每个对象后面的一格里画“√”，每行只画一格；没有画的按弃权计。本票不记名，请不要写姓名、做记号。"

// ballotShapes are the shapes of ballots: on a whole page they may go on overleaf.
var ballotShapes = []blankShape{{across: 2, down: 2}, {across: 1, down: 2}, {across: 1, down: 1}}

// ballotPages are so many ballots on A4 pages.
func ballotPages(b *evaluation.Box, count int) ([]page.Page, error) {
	paper := blank{
		title: ballotTitle(b), under: fmt.Sprintf("第 %d 轮　%s", b.Number, dayText(b.HeldOn)), batch: b.Batch(), how: howToTick,
		label: "评议对象", height: 21, tick: true, shapes: ballotShapes,
	}
	for _, o := range b.Rubric.Options {
		paper.heads = append(paper.heads, blankHead{o.Name, 36, 62})
	}
	for i, t := range b.Targets {
		paper.rows = append(paper.rows, judgedRow(i, t.Class, t.Unit, t.Label, t.ProposalNumber, t.ProposalTitle))
	}
	l := layBlank(paper)
	if l == nil {
		return nil, store.Refuse(store.CodeInvalid, "评议「%s」有 %d 个档次，A4 纸上排不下；请缩短档次的名称，或减少档次。", b.Evaluation, len(b.Rubric.Options))
	}
	return l.pages(count)
}

// judgedRow is the target at a place, of a class: a unit, by its label, or its handling of a proposal.
func judgedRow(at int, class, unit, label string, number int64, title string) blankRow {
	if number == 0 {
		return blankRow{class: class, text: strconv.Itoa(at+1) + ". " + label}
	}
	return blankRow{class: class, text: strconv.Itoa(at+1) + ". " + unit, small: fmt.Sprintf("第 %d 号提案《%s》", number, title)}
}
