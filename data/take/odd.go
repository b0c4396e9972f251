package take

import (
	"fmt"
	"strings"
)

// oddities are what was taken in though it is unusual: sentences with the rows each is about, in the order they were met.
type oddities struct {
	texts []string
	rows  map[string][]string
}

func (o *oddities) note(text, row string) {
	if o.rows == nil {
		o.rows = map[string][]string{}
	}
	if _, met := o.rows[text]; !met {
		o.texts = append(o.texts, text)
	}
	if rows := o.rows[text]; len(rows) > 0 && rows[len(rows)-1] == row {
		return // said twice of one cell
	}
	o.rows[text] = append(o.rows[text], row)
}

// sentences are one for each oddity, with its first rows and how many there are.
func (o *oddities) sentences() []string {
	var sentences []string
	for _, text := range o.texts {
		rows := o.rows[text]
		more := ""
		if n := len(rows); n > 3 {
			rows, more = rows[:3], fmt.Sprintf("等 %d 行", n)
		}
		sentences = append(sentences, text+"："+strings.Join(rows, "、")+more+"。请核对。")
	}
	return sentences
}
