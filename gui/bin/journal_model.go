package bin

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// logRow is a write of the journal as its list shows it.
type logRow struct {
	store.LogEntry

	at      string
	changes string
	state   string // 已撤销
	key     string
}

// firstPage is how many of the newest writes are shown before the whole journal was read: some screens full, read within a frame.
const firstPage = 500

// readLog reads writes, the newest first; limit 0 is all.
func readLog(ctx context.Context, st *store.Store, limit int) ([]logRow, error) {
	entries, err := store.WriteLog(ctx, st.DB(), store.LogFilter{Limit: limit})
	if err != nil {
		return nil, err
	}
	rows := make([]logRow, len(entries))
	for i, e := range entries {
		rows[i] = logRow{LogEntry: e, at: e.At.Local().Format(momentLayout), changes: strconv.Itoa(e.Changes), state: stateOf(e), key: fold.Key(e.Wording, e.Actor)}
	}
	return rows, ctx.Err()
}

func stateOf(e store.LogEntry) string {
	switch {
	case e.Undoes == 0 && e.UndoneBy != 0:
		return "已撤销"
	case e.Undoes != 0 && e.UndoneBy != 0:
		return "已重做"
	default:
		return ""
	}
}

// changesShown is how many changes of a write are told one by one.
const changesShown = 60

// recordText is what became of a record: 修改委员 张小明.
func recordText(c record.RecordChange) string {
	return strings.TrimSpace(c.What + c.Title + " " + c.Name)
}

// valueText is the change of one field; what is sensitive is masked, and long texts are cut.
func valueText(c record.ColumnChange) string {
	show := func(text string) string {
		if c.Sensitive {
			text = record.Mask(text)
		}
		text = strings.ReplaceAll(text, "\n", " ")
		if r := []rune(text); len(r) > valueLimit {
			text = string(r[:valueLimit-1]) + "…"
		}
		if text == "" {
			return "（空）"
		}
		return text
	}
	return show(c.From) + " → " + show(c.To)
}

// valueLimit is how many characters of a value are told.
const valueLimit = 60

// totalsText sums a write up: 新建委员 182 · 修改单位 3.
func totalsText(totals []record.WriteTotal) string {
	parts := make([]string, len(totals))
	for i, t := range totals {
		parts[i] = fmt.Sprintf("%s%s %d", t.What, t.Title, t.Count)
	}
	return strings.Join(parts, " · ")
}

// moreText says that not every change is told one by one.
func moreText(more int) string {
	if more == 0 {
		return ""
	}
	return fmt.Sprintf("另有 %d 处改动没有逐一列出", more)
}
