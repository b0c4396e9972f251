package take

import (
	"context"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/uptrace/bun"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// WordKey names a word that no word list has. Without a dictionary it is the word in whichever has no such word.
type WordKey struct{ Dictionary, Text string }

// NewWordKey is the key of a word as a file writes it.
func NewWordKey(dictionary, text string) WordKey { return WordKey{dictionary, squeezed(text)} }

// WordAnswer is what a word means that no word list has; the zero value is no answer. The first two are remembered with the words of the office.
type WordAnswer struct {
	Do   WordMeaning
	Word string // for WordIs: the word of the list; for WordNew: what it is part of, where its list asks for it
}

// WordMeaning is one of the answers to a word that no word list has.
type WordMeaning int

// The answers.
const (
	WordIs     WordMeaning = iota + 1 // another way of writing a word of the list
	WordNew                           // one more word of the list
	WordBlank                         // nothing: the cell is taken for empty
	WordRefuse                        // its rows are refused
)

// WordQuestion is a word that no word list has, or a name that is like that of a body, with what can be answered.
type WordQuestion struct {
	Key      WordKey
	Text     string // as the file has it first
	Heading  string // of the column it is met in first
	Field    string // the title of that column's field
	Rows     int
	Known    []string // the words of the list
	Parents  []string // what a new word can be part of
	Grows    bool     // the list takes new words
	Belongs  bool     // a new word must be part of one of Parents
	Closed   bool     // until it is answered its rows are refused; otherwise they keep the word
	Required bool     // the field cannot be empty
	Named    bool     // it is the name of somebody or of a target of scores: Known are those it may be, and the answer is for this file only
	Answer   WordAnswer

	Body   string // what a name is of that is like those of known bodies: 界别; "" for a word
	How    string // how it is like the first of Known, for a name: 与已有的「教育界」读音相同; why it is not certain whose name it is: 有 2 位同名
	Unlike bool   // it is a group over rows, like no body there is

	failed error // to remember the answer
}

// longestWord is how long a text may be and still be asked about as a word.
const longestWord = 30

// rank puts first what keeps rows out.
func (q *WordQuestion) rank() int {
	if q.Closed {
		return 0
	}
	return 1
}

// meant is the word meant by a text of a row: the dictionary's word where it has one. One that it lacks is asked about; without an answer it is refused
// where the field is closed, else kept as the office wrote it.
func (im *Import) meant(f *record.Field, row intake.Row, text string) (string, error) {
	q := im.question(f, row, text)
	if q == nil {
		word, _ := im.word(f.Dictionary(), text)
		return word, nil
	}
	q.Closed = q.Closed || closed(f)
	if q.Answer.Do == 0 && closed(f) {
		q.meet(f)
		return "", store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，应为%s之一。", headerOf(f, row), text, zh.JoinNames(im.dictionary[f.Dictionary()]))
	}
	return q.answered(f, row, text)
}

// closeWord closes the question about a word for which a record was refused.
func (im *Import) closeWord(err error) {
	var unknown *record.UnknownWordError
	if !errors.As(err, &unknown) {
		return
	}
	if q := im.asked[NewWordKey(unknown.Dictionary, unknown.Word)]; q != nil {
		q.Closed = true
	}
}

// meet counts one more row that has the word.
func (q *WordQuestion) meet(f *record.Field) {
	q.Rows++
	q.Required = q.Required || f.Required
}

// answered is what a text comes to by what was answered; without an answer it stays.
func (q *WordQuestion) answered(f *record.Field, row intake.Row, text string) (string, error) {
	q.meet(f)
	switch {
	case q.failed != nil:
		return "", q.failed
	case q.Answer.Do == WordIs:
		return q.Answer.Word, nil
	case q.Answer.Do == WordBlank:
		return "", nil
	case q.Answer.Do == WordRefuse:
		return "", store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，按您的选择退回。", headerOf(f, row), text)
	}
	return text, nil
}

// question is what is asked about a text; nil for a word that is known and that nobody answered otherwise about in this file.
func (im *Import) question(f *record.Field, row intake.Row, text string) *WordQuestion {
	key := NewWordKey(f.Dictionary(), text)
	if q := im.asked[key]; q != nil {
		return q
	}
	answer := im.options.Words[key]
	if _, known := im.word(f.Dictionary(), text); known && answer.Do == 0 {
		return nil
	}
	if answer.Do == 0 {
		answer = im.answerAnywhere(f.Dictionary(), text)
	}
	q := &WordQuestion{
		Key: key, Text: text, Heading: headerOf(f, row), Field: f.Title, Known: im.dictionary[f.Dictionary()], Answer: answer,
		Grows: record.WordListOf(f.Dictionary()).Grows(),
	}
	im.asked[key] = q
	if utf8.RuneCountInString(text) <= longestWord && len(zh.SplitNames(text)) == 1 { // else no word, but a sentence or several words
		im.Words, im.unsettled = append(im.Words, q), append(im.unsettled, q)
	}
	return q
}

// answerAnywhere is what was answered about a word of whichever list lacks it.
func (im *Import) answerAnywhere(dictionary, text string) WordAnswer {
	answer := im.options.Words[NewWordKey("", text)]
	if answer.Do == WordIs {
		word, ok := im.word(dictionary, answer.Word)
		if !ok {
			return WordAnswer{} // it speaks of another list
		}
		answer.Word = word
	}
	return answer
}

// settleWords looks up what can be answered about the words met since, and remembers the answers with the words of the office.
func (im *Import) settleWords(ctx context.Context, tx *store.Tx) error {
	unsettled := im.unsettled
	im.unsettled = nil
	for _, q := range unsettled {
		if q.failed = im.settleWord(ctx, tx, q); q.failed != nil {
			return q.failed
		}
	}
	return nil
}

func (im *Import) settleWord(ctx context.Context, tx *store.Tx, q *WordQuestion) (err error) {
	if q.Body != "" {
		return im.settleBody(ctx, tx, q)
	}
	if q.Parents, q.Belongs, err = record.WordParents(ctx, tx, q.Key.Dictionary); err != nil {
		return err
	}
	if _, known := im.forms[q.Key.Dictionary][q.Key.Text]; known {
		return nil
	}
	switch q.Answer.Do {
	case WordIs:
		err = record.AddSynonym(ctx, tx, q.Key.Dictionary, q.Answer.Word, q.Text)
	case WordNew:
		err = record.AddWord(ctx, tx, q.Key.Dictionary, q.Text, q.Answer.Word)
	default:
		return nil
	}
	if err != nil {
		return err
	}
	return im.readWordsOf(ctx, tx, q.Key.Dictionary)
}

// Answers reads what somebody says of words that no word list has, text by text: a word of a list that the kind's records have, nothing for an empty
// cell, + for a new word and +经济建设 for one that is part of something.
func Answers(ctx context.Context, db bun.IDB, kind *record.Kind, said map[string]string) (map[WordKey]WordAnswer, error) {
	answers := map[WordKey]WordAnswer{}
	im := &Import{Kind: kind}
	if err := im.readWords(ctx, db); err != nil {
		return nil, err
	}
	if err := im.readNamed(ctx, db); err != nil {
		return nil, err
	}
	for text, meaning := range said {
		answer, err := im.answer(text, meaning)
		if err != nil {
			return nil, err
		}
		answers[NewWordKey("", text)] = answer
	}
	return answers, nil
}

func (im *Import) answer(text, meaning string) (WordAnswer, error) {
	if meaning == "" {
		return WordAnswer{Do: WordBlank}, nil
	}
	if meaning[0] == '+' {
		return WordAnswer{Do: WordNew, Word: meaning[1:]}, nil
	}
	for dictionary := range im.dictionary {
		if _, ok := im.word(dictionary, meaning); ok {
			return WordAnswer{Do: WordIs, Word: meaning}, nil
		}
	}
	if im.Kind.Blocks != nil || namesPeople(im.Kind) {
		return WordAnswer{Do: WordIs, Word: meaning}, nil // a name; whose, the rows show
	}
	return WordAnswer{}, store.Refuse(store.CodeNotFound, "%s的用词表里没有「%s」，不能把「%s」当作它。", im.Kind.Title, meaning, text)
}

// String says what was answered.
func (a WordAnswer) String() string {
	switch a.Do {
	case WordIs:
		return fmt.Sprintf("当作「%s」", a.Word)
	case WordNew:
		return "新增为一个词"
	case WordBlank:
		return "留空"
	case WordRefuse:
		return "退回这些行"
	default:
		return ""
	}
}
