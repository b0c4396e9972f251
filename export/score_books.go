package export

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/store"
	"cppccdesk/export/sheet"
)

// WriteScoreBooks writes the rater workbooks into a folder and reports their paths. Files that are there already are replaced only with replace.
func WriteScoreBooks(dir string, handouts []evaluation.Handout, day time.Time, replace bool) ([]string, error) {
	var paths []string
	for i := range handouts {
		path := filepath.Join(dir, handouts[i].FileName()+".xlsx")
		if _, err := os.Stat(path); err == nil && !replace {
			return nil, store.Refuse(store.CodeExists, "「%s」已经有「%s」了。", dir, filepath.Base(path))
		}
		paths = append(paths, path)
	}
	for i := range handouts {
		if err := sheet.WriteForm(paths[i], scoreForm(&handouts[i], day)); err != nil {
			return nil, err
		}
	}
	return paths, nil
}

// scoreForm is the sheet a panel or a rater fills in.
func scoreForm(h *evaluation.Handout, day time.Time) sheet.Form {
	rubric := h.Rubric()
	who := fmt.Sprintf("第 %d 评议小组", h.Number)
	if h.Rater != "" {
		who += "　评委：" + h.Rater
	}
	f := sheet.Form{
		Name: "评分表", Title: h.Evaluation + "评分表", Stamp: h.Stamp(), StampSheet: evaluation.StampSheet, Date: day,
		Above: []string{who, "评分方案：" + rubric.Name + "。只填浅黄色的格子，每项都要打分，至多两位小数；不打分的在「未评原因」里选。填好存盘交回，不要改动表头和次序。"},
		Rows:  h.Rows(),
	}
	heads := h.Heads()
	f.Columns = []sheet.FormColumn{{Title: heads[0], Hidden: true}, {Title: heads[1], Width: 46}, {Title: heads[2], Width: 10}}
	for i, indicator := range rubric.Indicators {
		most, _ := indicator.Max.Decimal().Float64()
		c := sheet.FormColumn{Title: heads[3+i], Width: 13, Open: true, Most: most}
		if indicator.Deducts {
			c.Whole, c.Most, c.Note = true, evaluation.MostCases, fmt.Sprintf("填件数，每件扣 %s 分。", indicator.Step.Decimal())
		}
		for _, choice := range indicator.Choose() {
			c.Choices = append(c.Choices, choice.Name)
		}
		f.Columns = append(f.Columns, c)
	}
	f.Columns = append(f.Columns,
		sheet.FormColumn{Title: heads[len(heads)-2], Width: 12, Open: true, Choices: evaluation.WhyNot},
		sheet.FormColumn{Title: heads[len(heads)-1], Width: 26, Open: true})
	return f
}

// BooksOutgoing describes the writing of rater workbooks for the journal.
func BooksOutgoing(evaluationName, dir string) store.Outgoing {
	return store.Outgoing{What: evaluationName + "评分工作簿", Unit: "份", To: dir}
}
