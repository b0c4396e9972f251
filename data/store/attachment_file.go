package store

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	picture "image" // image is what the journal has of a row
	_ "image/jpeg"  // photos
	_ "image/png"   // photos
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	attachmentsName = "attachments"
	openedName      = "opened" // in it: copies handed to other programs

	attachmentLimit = 1 << 30  // bytes of a file
	photoLimit      = 10 << 20 // bytes of a photo
	photoPixels     = 50e6     // of a photo, so that a small file cannot ask for much memory
)

// StoredFile is a file copied into the data folder, under the digest of its content: the same content lies there once, however often it is
// attached and under however many names. A stored file never changes.
type StoredFile struct {
	Name   string // as the user knows it
	Digest string
	Size   int64
}

// TakeFile copies a file into the store's folder, so that after a power cut it is there whole or not at all. say, which may be nil, is told
// from time to time how many bytes are done. Nothing refers to the file until Kind.Attach does.
func (s *Store) TakeFile(ctx context.Context, path string, say func(done, total int64)) (stored StoredFile, err error) {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return stored, Failure(CodeOf(err), err, "打不开文件「%s」：%s", name, Sentence(err))
	case info.IsDir():
		return stored, Refuse(CodeInvalid, "「%s」是文件夹，不能作附件；请选择其中的文件。", name)
	case !info.Mode().IsRegular():
		return stored, Refuse(CodeInvalid, "「%s」不是普通文件，不能作附件。", name)
	case info.Size() > attachmentLimit:
		return stored, Refuse(CodeInvalid, "「%s」有 %s，超过附件的上限 %s。", name, SizeText(info.Size()), SizeText(attachmentLimit))
	}
	if s.readOnly {
		return stored, s.refuseWriting()
	}
	dir := filepath.Join(s.dir, attachmentsName)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return stored, Failure(CodeOf(err), err, "附件文件夹无法建立：%s", Sentence(err))
	}
	stored = StoredFile{Name: plainFileName(name)}
	stored.Digest, stored.Size, err = copyDigested(ctx, path, dir, info.Size(), say)
	if err == nil {
		err = s.noteTaken(stored.Digest)
	}
	if err != nil {
		return stored, Failure(CodeOf(err), err, "附件「%s」没有存进来：%s", name, Sentence(err))
	}
	return stored, nil
}

// copyDigested copies a file into dir under its digest and gives that. A whole file that is there already stays; a damaged one, or one that is
// only a second name of path, is replaced.
func copyDigested(ctx context.Context, path, dir string, total int64, say func(done, total int64)) (digest string, size int64, err error) {
	in, err := os.Open(path)
	if err != nil {
		return "", 0, fmt.Errorf("copy: %w", err)
	}
	defer func() { _ = in.Close() }() // only read
	out, err := os.CreateTemp(dir, "*"+PartialEnding)
	if err != nil {
		return "", 0, fmt.Errorf("copy: %w", err)
	}
	temp := out.Name()
	defer func() {
		if e := os.Remove(temp); e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}()
	hash := sha256.New()
	size, err = io.Copy(io.MultiWriter(out, hash), &watchedReader{ctx: ctx, in: in, total: total, say: say})
	if err = errors.Join(err, out.Sync(), out.Close()); err != nil {
		return "", 0, fmt.Errorf("copy: %w", err)
	}
	digest = hex.EncodeToString(hash.Sum(nil))
	target := filepath.Join(dir, digest)
	if whole, err := isWhole(ctx, target, digest); err != nil {
		return "", 0, err
	} else if whole && !sameFile(path, target) {
		now := time.Now()
		_ = os.Chtimes(target, now, now) // somebody is about to refer to it again, see TidyAttachments
		return digest, size, nil
	}
	if err := os.Rename(temp, target); err != nil {
		return "", 0, fmt.Errorf("name copy: %w", err)
	}
	return digest, size, syncDir(dir)
}

// digestOf reads a file whole and gives the SHA-256 of its content, in hex.
func digestOf(ctx context.Context, path string) (string, error) {
	in, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = in.Close() }() // only read
	hash := sha256.New()
	if _, err := io.Copy(hash, &watchedReader{ctx: ctx, in: in}); err != nil {
		return "", err
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

// watchedReader tells how far a file is read and stops when ctx ends.
type watchedReader struct {
	ctx               context.Context
	in                io.Reader
	done, told, total int64
	say               func(done, total int64)
}

// Read implements io.Reader.
func (r *watchedReader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := r.in.Read(p)
	r.done += int64(n)
	if r.say != nil && (r.done-r.told > 4<<20 || err != nil) {
		r.told = r.done
		r.say(r.done, r.total)
	}
	return n, err
}

// attachmentPath is where the content of an attachment lies.
func (s *Store) attachmentPath(digest string) string {
	return filepath.Join(s.dir, attachmentsName, digest)
}

// SaveAttachment writes a copy of an attachment to the file out and checks it against its digest. A copy that is damaged or whose original
// is missing is refused in a sentence, and out is left as it was.
func (s *Store) SaveAttachment(ctx context.Context, a Attachment, out string) error {
	if !isDigest(a.Digest) {
		return Refuse(CodeCorrupt, "附件「%s」的记录已损坏，找不到它的文件。请从备份恢复。", a.Name)
	}
	if err := s.copyAttachment(ctx, a, out); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return Failure(CodeNotFound, err, "附件「%s」的文件不见了。请从备份里找回数据文件夹下的 %s 文件夹。", a.Name, attachmentsName)
		}
		return Failure(CodeOf(err), err, "附件「%s」没有取出来：%s", a.Name, Sentence(err))
	}
	return nil
}

func (s *Store) copyAttachment(ctx context.Context, a Attachment, out string) error {
	dir := filepath.Dir(out)
	if _, err := os.Stat(s.attachmentPath(a.Digest)); err != nil {
		return err
	}
	into, err := os.MkdirTemp(dir, ".cppccdesk-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(into) }() // holds a copy only
	digest, _, err := copyDigested(ctx, s.attachmentPath(a.Digest), into, a.Size, nil)
	if err != nil {
		return err
	}
	if digest != a.Digest {
		return Refuse(CodeCorrupt, "文件内容与存入时不一样，已经损坏。请从备份里找回。")
	}
	return os.Rename(filepath.Join(into, digest), out)
}

// OpenedCopy writes a copy of an attachment, under its own name and not to be written to, for another program to show, and gives its path:
// what that program does to it cannot damage the stored file.
func (s *Store) OpenedCopy(ctx context.Context, a Attachment) (string, error) {
	if !isDigest(a.Digest) || !isFileName(a.Name) {
		return "", Refuse(CodeCorrupt, "附件「%s」的记录已损坏，没有打开。请从备份恢复。", plainFileName(a.Name))
	}
	dir := filepath.Join(s.dir, attachmentsName, openedName, fmt.Sprintf("%d-%.8s", a.ID, a.Digest))
	path := filepath.Join(dir, a.Name)
	if there, err := os.Stat(path); err == nil && there.Size() == a.Size {
		return path, nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", Failure(CodeOf(err), err, "附件「%s」打不开：%s", a.Name, Sentence(err))
	}
	if err := s.SaveAttachment(ctx, a, path); err != nil {
		return "", err
	}
	if err := os.Chmod(path, 0o400); err != nil {
		return "", fmt.Errorf("open attachment: %w", err)
	}
	return path, nil
}

// forgetOpened removes the copies made for opening; one that a program holds open stays.
func (s *Store) forgetOpened() error {
	dir := filepath.Join(s.dir, attachmentsName, openedName)
	return filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return unlisted(CodeReadOnly, err, path)
		case !e.IsDir():
			_ = errors.Join(os.Chmod(path, 0o600), os.Remove(path)) // still open somewhere: next time
		}
		return nil
	})
}

// ownName tells the names the store gives: a digest, or an unfinished copy.
func ownName(name string) bool { return strings.HasSuffix(name, PartialEnding) || isDigest(name) }

// isDigest tells the digest of a stored file, and so the name it has, from any other text.
func isDigest(text string) bool {
	digest, err := hex.DecodeString(text)
	return err == nil && len(digest) == sha256.Size && strings.ToLower(text) == text
}

// Photo gives the bytes of an attachment that begins as a jpg or png picture of a photo's size does; anything else is refused in a sentence.
func (s *Store) Photo(a Attachment) ([]byte, error) {
	if a.Size > photoLimit {
		return nil, Refuse(CodeInvalid, "「%s」有 %s，照片不能超过 %s。", a.Name, SizeText(a.Size), SizeText(photoLimit))
	}
	content, err := s.Content(a, photoLimit)
	if err != nil {
		return nil, err
	}
	config, format, err := picture.DecodeConfig(bytes.NewReader(content))
	if err != nil || format != "jpeg" && format != "png" {
		return nil, Failure(CodeInvalid, err, "「%s」不是 jpg 或 png 图片，不能作照片。", a.Name)
	}
	if float64(config.Width)*float64(config.Height) > photoPixels {
		return nil, Refuse(CodeInvalid, "「%s」有 %d×%d 像素，太大，不能作照片。", a.Name, config.Width, config.Height)
	}
	return content, nil
}

// Content reads an attachment whole, but not more than limit bytes and one.
func (s *Store) Content(a Attachment, limit int64) ([]byte, error) {
	if !isDigest(a.Digest) {
		return nil, Refuse(CodeCorrupt, "附件「%s」的记录已损坏，找不到它的文件。请从备份恢复。", a.Name)
	}
	f, err := os.Open(s.attachmentPath(a.Digest))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, Failure(CodeNotFound, err, "附件「%s」的文件不见了。请从备份里找回。", a.Name)
	case err != nil:
		return nil, Failure(CodeOf(err), err, "附件「%s」读不出来：%s", a.Name, Sentence(err))
	}
	content, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err := cmp.Or(err, f.Close()); err != nil {
		return nil, Failure(CodeOf(err), err, "附件「%s」读不出来。", a.Name)
	}
	return content, nil
}

// CheckPhoto refuses an attachment that cannot be shown as a photo.
func (s *Store) CheckPhoto(a Attachment) error {
	content, err := s.Photo(a)
	if err != nil {
		return err
	}
	if _, _, err := picture.Decode(bytes.NewReader(content)); err != nil {
		return Failure(CodeInvalid, err, "图片「%s」不完整，不能作照片。", a.Name)
	}
	return nil
}

// SizeText says how large a file is: 512 字节, 36 KB, 1.2 MB.
func SizeText(bytes int64) string {
	switch n := float64(bytes); {
	case bytes < 1000:
		return fmt.Sprintf("%d 字节", bytes)
	case n < 999.5e3:
		return fmt.Sprintf("%.0f KB", n/1e3)
	case n < 999.5e6:
		return fmt.Sprintf("%.1f MB", n/1e6)
	default:
		return fmt.Sprintf("%.1f GB", n/1e9)
	}
}
