package take

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/uptrace/bun"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// meant is how the field finds the people it names, nil for one that names none, or whoever it says.
func meant(f *record.Field) record.Finding {
	ref, _ := f.Typed().(record.Ref)
	return ref.Meant
}

// named is the type of the names the field holds, of whom others than those known may be named on purpose; nil for other fields.
func named(f *record.Field) *record.Name {
	if name, ok := f.One().(record.Name); ok && name.Meant != nil {
		return &name
	}
	return nil
}

// readPeople makes what finds the people that the kind's fields name.
func (im *Import) readPeople(ctx context.Context, db bun.IDB) error {
	im.people = map[string]func(record.Values, string) (record.Meant, error){}
	for i := range im.Kind.Fields {
		f := &im.Kind.Fields[i]
		who := meant(f)
		if name := named(f); name != nil {
			who = name.Meant
		}
		if who == nil {
			continue
		}
		find, err := who(ctx, db, im.scope)
		if err != nil {
			return err
		}
		im.people[f.Key] = find
	}
	return nil
}

// namesPeople reports whether a field of the kind names people that a file may say too little of.
func namesPeople(k *record.Kind) bool {
	return slices.ContainsFunc(k.Fields, func(f record.Field) bool { return meant(&f) != nil || named(&f) != nil })
}

// peopleList begins the list of a question about a name of a field, which is no dictionary.
const peopleList = "people:"

// readPeopleOf is whom a cell names as lists do.
func (im *Import) readPeopleOf(f *record.Field, row intake.Row, values record.Values) (string, error) {
	if err := im.refusePlaceholder(f, row); err != nil {
		return "", err
	}
	if named(f) != nil {
		return im.readNames(f, row, values)
	}
	return im.readPerson(f, row, values)
}

// readPerson is whom a cell names as lists do. A name that may be several people's, or nobody's, is asked about; without an answer its rows are refused.
// The answer holds for this file.
func (im *Import) readPerson(f *record.Field, row intake.Row, values record.Values) (string, error) {
	text := row.Text(f.Key)
	if text == "" {
		return "", nil
	}
	meant, err := im.people[f.Key](values, text)
	if err != nil || meant.Name != "" || len(meant.Likely) == 0 {
		if meant.Name == "" {
			meant.Name = text
		}
		return meant.Name, err
	}
	q := im.personQuestion(f, row, NewWordKey(peopleList+f.Key, text), text, meant)
	switch q.Answer.Do {
	case WordIs:
		return q.Answer.Word, nil
	case WordRefuse:
		return "", store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，按您的选择退回。", row.Header(f.Key), text)
	default:
		return "", store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，%s；请指明是哪一位，或改正后再导入。", row.Header(f.Key), text, meant.Why)
	}
}

// readNames reads a cell with names, of whom others than those known may be named on purpose. One that is like somebody's is asked about; without an answer
// it stays, for the record to refuse it.
func (im *Import) readNames(f *record.Field, row intake.Row, values record.Values) (string, error) {
	cell, err := f.Typed().Cell(row, f.Key)
	if err != nil {
		return "", err
	}
	first := ""
	return readEach(f, cell, func(text string) (string, error) {
		switch {
		case !im.besideName(text):
			first = cmp.Or(first, text)
		case first == "":
			return "", store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，「%s」不是姓名，请改正后再导入。", row.Header(f.Key), row.Text(f.Key), text)
		default:
			im.odd.note("「"+row.Header(f.Key)+"」一栏里的性别、民族不是姓名，没有录入", lineOf(row, row.Text(f.Key)))
			return "", nil
		}
		meant, err := im.people[f.Key](values, text)
		if err != nil || len(meant.Likely) == 0 {
			return cmp.Or(meant.Name, text), err
		}
		q := im.personQuestion(f, row, NewWordKey(named(f).Others, text), text, meant)
		if q.Answer.Do == WordNew {
			return meant.Other, nil
		}
		q.Rows-- // answered counts it
		return q.answered(f, row, text)
	})
}

// besideName reports whether a text is what stands beside a name, and nobody's name: 女, 回族.
func (im *Import) besideName(text string) bool {
	key, _, known := im.mark(text)
	return known && (key == "gender" || key == "ethnicity" && utf8.RuneCountInString(text) > 1 && strings.HasSuffix(text, "族"))
}

// personQuestion finds or adds the question about a name.
func (im *Import) personQuestion(f *record.Field, row intake.Row, key WordKey, text string, meant record.Meant) *WordQuestion {
	if q := im.asked[key]; q != nil {
		q.Rows++
		return q
	}
	q := &WordQuestion{
		Key: key, Text: text, Heading: row.Header(f.Key), Field: f.Title, Rows: 1, Known: meant.Likely, How: meant.Why,
		Closed: meant.Other == "", Grows: meant.Other != "", Required: true, Named: true, Answer: im.personAnswer(key, text, meant),
	}
	im.asked[key], im.Words = q, append(im.Words, q)
	return q
}

// personAnswer is what was answered about a name, where it is one of those it may be.
func (im *Import) personAnswer(key WordKey, text string, meant record.Meant) WordAnswer {
	for _, k := range []WordKey{key, NewWordKey("", text)} {
		answer := im.options.Words[k]
		if answer.Do == WordRefuse || answer.Do == WordIs && slices.Contains(meant.Likely, answer.Word) || meant.Other != "" && (answer.Do == WordIs || answer.Do == WordNew) {
			return answer
		}
	}
	return WordAnswer{}
}
