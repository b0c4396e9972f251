package records

import (
	"slices"
	"strings"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/gui/kit/form"
)

// showRefusals shows the sentences of err at the fields they are about, in the words of the form; first is the key of the uppermost of them, "" for
// none, and rest what is about no field of the form.
func showRefusals(f *form.Form, fields []record.Field, err error, changed map[string]string) (first string, rest error) {
	if store.CodeOf(err) == store.CodeInternal {
		return "", err
	}
	told := map[string][]string{}
	var others []error
	for _, sentence := range store.Sentences(err) {
		key := faultyField(fields, sentence, changed)
		if at := slices.IndexFunc(fields, func(f record.Field) bool { return f.Key == key }); at >= 0 && f.SetError(key, sentence) {
			told[key] = append(told[key], inWordsOf(&fields[at], sentence, changed[key]))
		} else {
			others = append(others, store.Failure(store.CodeOf(err), err, "%s", sentence))
		}
	}
	for i := len(fields) - 1; i >= 0; i-- {
		if sentences := told[fields[i].Key]; len(sentences) > 0 {
			first = fields[i].Key
			f.SetError(first, strings.Join(sentences, ""))
		}
	}
	return first, store.RefuseAll(others...)
}

// faultyField finds the field a refusal is about: the one whose title it begins with, 「手机」一栏… or 缺少案由, or that it names behind the name of the
// record, 方案「甲」：指标权重…; or among those changed the first one whose title and value it says, then the one whose day it says, or whose value it
// quotes; or the one it names: 请写明「承办单位」; "" when it cannot be told.
func faultyField(fields []record.Field, sentence string, changed map[string]string) string {
	for _, find := range []func([]record.Field, string, map[string]string) string{begunWith, namedBehind, saidWithValue, saidDay, quoted, named} {
		if key := find(fields, sentence, changed); key != "" {
			return key
		}
	}
	return ""
}

// begunWith is the field with the longest title that the sentence begins with.
func begunWith(fields []record.Field, sentence string, _ map[string]string) string {
	begin := strings.TrimPrefix(strings.TrimPrefix(sentence, "缺少"), "「")
	best, length := "", 0
	for _, f := range fields {
		if strings.HasPrefix(begin, f.Title) && len(f.Title) > length {
			best, length = f.Key, len(f.Title)
		}
	}
	return best
}

// namedBehind is the field that a sentence beginning with the name of the record names first behind it, by its title or as the one its section is
// headed by.
func namedBehind(fields []record.Field, sentence string, _ map[string]string) string {
	head, rest, found := strings.Cut(sentence, "：")
	if !found || !strings.HasSuffix(head, "」") {
		return ""
	}
	best, place := "", len(rest)
	for _, f := range fields {
		title, _, _ := strings.Cut(f.Title, "（")
		for _, word := range []string{title, f.Section} {
			if at := strings.Index(rest, word); word != "" && at >= 0 && at < place {
				best, place = f.Key, at
			}
		}
	}
	return best
}

// saidWithValue is the field changed whose title or other name the sentence says first with its value: 「县教育局」的答复日期 2026-03-09 早于…, the day
// and not the unit.
func saidWithValue(fields []record.Field, sentence string, changed map[string]string) string {
	best, place := "", len(sentence)
	for i := range fields {
		f := &fields[i]
		for _, name := range append([]string{f.Title}, f.Aliases...) {
			if at := strings.Index(sentence, name+" "+changed[f.Key]); changed[f.Key] != "" && at >= 0 && at < place {
				best, place = f.Key, at
			}
		}
	}
	return best
}

// saidDay is the field changed whose day the sentence says first: 「县教育局」最长可以延期到 2026-12-10，不能到 2027-08-01.
func saidDay(fields []record.Field, sentence string, changed map[string]string) string {
	best, place := "", len(sentence)
	for i := range fields {
		f := &fields[i]
		switch f.Typed().(type) {
		case record.Day, record.Month:
		default:
			continue
		}
		if changed[f.Key] == "" {
			continue
		}
		if at := strings.Index(sentence, changed[f.Key]); at >= 0 && at < place {
			best, place = f.Key, at
		}
	}
	return best
}

// quoted is the field changed whose value, or one of whose values, the sentence quotes.
func quoted(fields []record.Field, sentence string, changed map[string]string) string {
	for _, f := range fields {
		for _, value := range append(zh.SplitNames(changed[f.Key]), changed[f.Key]) {
			if value != "" && strings.Contains(sentence, "「"+value+"」") {
				return f.Key
			}
		}
	}
	return ""
}

// named is the field whose title the sentence quotes.
func named(fields []record.Field, sentence string, _ map[string]string) string {
	for _, f := range fields {
		if strings.Contains(sentence, "「"+f.Title+"」") {
			return f.Key
		}
	}
	return ""
}

// inWordsOf is a sentence with the field's title in the place of another name it has, where that stands with its value.
func inWordsOf(f *record.Field, sentence, value string) string {
	if value == "" {
		return sentence
	}
	for _, name := range f.Aliases {
		sentence = strings.Replace(sentence, name+" "+value, f.Title+" "+value, 1)
	}
	return sentence
}
