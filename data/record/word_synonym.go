package record

import (
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/intake"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// FoldWord is a word of a list as it is compared: without blanks, width and case.
func FoldWord(text string) string { return strings.ToLower(intake.Squeeze(text)) }

// WordForms are the words of a dictionary that are in use, by every way of writing them, folded. A word's own name goes before another's synonym.
func WordForms(ctx context.Context, db bun.IDB, dictionary string) (names []string, forms map[string]string, err error) {
	words, err := Dictionary(ctx, db, dictionary)
	if err != nil {
		return nil, nil, err
	}
	words = slices.DeleteFunc(words, func(w Entry) bool { return !w.Active })
	forms = map[string]string{}
	for _, w := range slices.Backward(words) {
		for _, synonym := range zh.SplitNames(w.Synonyms) {
			forms[FoldWord(synonym)] = w.Name
		}
	}
	for _, w := range slices.Backward(words) {
		forms[FoldWord(w.Name)] = w.Name
	}
	for _, w := range words {
		names = append(names, w.Name)
	}
	return names, forms, nil
}

// AddSynonym keeps one more way of writing a word of a dictionary.
func AddSynonym(ctx context.Context, tx *store.Tx, dictionary, name, synonym string) error {
	words, err := Dictionary(ctx, tx, dictionary)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(words, func(w Entry) bool { return w.Name == name && w.Active })
	if at < 0 {
		return store.Refuse(store.CodeNotFound, "「%s」不在用词表里了，不能把「%s」当作它。", name, synonym)
	}
	all := zh.JoinNames(append(zh.SplitNames(words[at].Synonyms), synonym))
	_, err = saveWord(ctx, tx, Scope{}, words[at].ID, Values{"synonyms": all})
	return err
}

// AddWord adds a word to a dictionary.
func AddWord(ctx context.Context, tx *store.Tx, dictionary, name, parent string) error {
	_, err := saveWord(ctx, tx, Scope{}, 0, Values{"list": WordListOf(dictionary).Title, "name": name, "parent": parent})
	return err
}

// WordParents are what a word of a dictionary can be part of; none when its words are part of nothing. must reports whether a new one has to be.
func WordParents(ctx context.Context, db bun.IDB, dictionary string) (parents []string, must bool, err error) {
	l := WordListOf(dictionary)
	if l.Parents != "" {
		parents, err = Words(ctx, db, l.Parents)
		return parents, true, err
	}
	return l.Groups, len(l.Groups) > 1, nil
}

// takeSynonyms keeps the synonyms that are not the word itself, each once.
func (w *Entry) takeSynonyms(synonyms []string) {
	seen := map[string]bool{FoldWord(w.Name): true}
	synonyms = slices.DeleteFunc(synonyms, func(synonym string) bool {
		folded := FoldWord(synonym)
		again := seen[folded]
		seen[folded] = true
		return again || folded == ""
	})
	w.Synonyms = zh.JoinNames(synonyms)
}

// checkSynonyms refuses a word that could be read as two of its list.
func (w *Entry) checkSynonyms(ctx context.Context, db bun.IDB, was *Entry) error {
	if w.Name == was.Name && w.Synonyms == was.Synonyms {
		return nil
	}
	words, err := Dictionary(ctx, db, w.Kind)
	if err != nil {
		return err
	}
	own := map[string]string{}
	if w.Name != was.Name {
		own[FoldWord(w.Name)] = w.Name
	}
	for _, synonym := range zh.SplitNames(w.Synonyms) {
		own[FoldWord(synonym)] = synonym
	}
	for _, other := range words {
		if other.ID == w.ID {
			continue
		}
		if text := own[FoldWord(other.Name)]; text != "" {
			return store.Refuse(store.CodeInvalid, "「%s」是「%s」里的一个词，不能再是「%s」的别的写法。", text, w.list().Title, w.Name)
		}
		for _, synonym := range zh.SplitNames(other.Synonyms) {
			if text := own[FoldWord(synonym)]; text != "" {
				return store.Refuse(store.CodeInvalid, "「%s」已经是「%s」的别的写法，不能再是「%s」；请先从「%[2]s」里删去它。", text, other.Name, w.Name)
			}
		}
	}
	return nil
}
