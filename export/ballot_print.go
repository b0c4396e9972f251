package export

import (
	"context"
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
