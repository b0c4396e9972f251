// Package store keeps the office's data in one SQLite file: opening and migrating it, writing in one transaction with a journal of every changed row,
// undoing, rehearsing, backing up, restoring and checking. It knows rows of tables and nothing of what they mean.
package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"
	"github.com/uptrace/bun"
)

// Names of what lies in the data folder.
const (
	databaseName = "cppccdesk.db"
	lockName     = "cppccdesk.lock"
	raiseName    = "cppccdesk.raise"
	holderName   = "cppccdesk.holder"
	backupsName  = "backups"
)

// readers is how many reads run side by side.
const readers = 4

// readerIdle is how long a connection for reading stays open unused.
var readerIdle = 3 * time.Minute

// Options say where the store lies and how it is opened.
type Options struct {
	Dir      string           // the data folder, made when missing; see DefaultDir
	Now      func() time.Time // the clock; time.Now when nil
	ReadOnly bool             // takes no lock and may be opened beside a running program; Write refuses
	OrRead   bool             // opens for reading what cannot be written to; see Store.Unwritten
	Version  string           // of the program, for the manifests of copies
	Command  string           // the command that opens it, for who finds it in use; "" is the window

	afresh     bool                         // sets a database that cannot be opened aside and makes an empty one, see StartAfresh
	patience   time.Duration                // see await; two minutes when 0
	migrations fs.FS                        // the numbered .sql files at its root; the program's own when nil
	fileSystem func(string) (string, error) // names the network file system of a folder; the machine's answer when nil
}

// Store is the open database. Its methods may be called from any goroutine.
type Store struct {
	dir        string
	now        func() time.Time
	readOnly   bool
	unwritten  error // why a store that was to be written to is open for reading only
	version    string
	migrations []migration

	lock   *flock.Flock
	writer *bun.DB // one connection, nil when read-only
	Reader *bun.DB

	keeping    chan struct{}        // holds one token while somebody adds or removes copies in the backups folder
	writing    chan struct{}        // holds one token while somebody writes
	rehearsing sync.RWMutex         // held for reading by rehearsals
	current    atomic.Pointer[turn] // of who holds the token of writing
	patience   time.Duration

	changes publisher

	stop   context.CancelFunc // ends what the store runs in the background
	alive  context.Context
	wait   sync.WaitGroup
	closed sync.Once
}

// Open opens the database in o.Dir, making or migrating it as needed. An existing database is copied to the backups
// folder, and the copy verified, before it is migrated.
//
// The codes to decide on: CodeInUse when another window has it open, CodeAtWork when a command has, CodeNewer, CodeOlder (read-only only),
// CodeNetworkShare, CodeNoFolder, CodeReadOnly, CodeNotDatabase, CodeCorrupt, CodeDiskFull, CodeMigration, CodeLost
// when the database is gone and its backups or attachments are not, and CodeNotFound when there is nothing to open
// read-only.
func Open(ctx context.Context, o Options) (*Store, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.fileSystem == nil {
		o.fileSystem = networkFileSystem
	}
	if o.migrations == nil {
		o.migrations = Migrations
	}
	migrations, err := readMigrations(o.migrations)
	if err != nil {
		return nil, err
	}
	s := &Store{now: o.Now, readOnly: o.ReadOnly, version: o.Version, migrations: migrations, writing: make(chan struct{}, 1), keeping: make(chan struct{}, 1), patience: cmp.Or(o.patience, patience)}
	s.alive, s.stop = context.WithCancel(context.Background())
	open := s.openForWriting
	if o.ReadOnly {
		open = s.openForReading
	}
	err = open(ctx, o)
	if err != nil && !o.ReadOnly {
		err = s.orRead(ctx, o, err)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (s *Store) openForWriting(ctx context.Context, o Options) error {
	dir, err := makeDir(o.Dir)
	if err != nil {
		return err
	}
	s.dir = dir
	if err := refuseNetwork(dir, o.fileSystem); err != nil {
		return err
	}
	if s.lock, err = takeLock(dir, o.Command, o.Now); err != nil {
		return err
	}
	if err := errors.Join(tighten(dir), s.removeHalfCopies(), s.clearUnfinished()); err != nil {
		return err
	}
	err = s.openDatabase(ctx, false)
	if o.afresh && err != nil && CanStartAfresh(err) {
		err = s.openAfresh(ctx)
	}
	return err
}

// openDatabase opens what lies in the place of the database for writing and migrates it. Where nothing is it makes a new one; create says that
// this is so also where one was lost.
func (s *Store) openDatabase(ctx context.Context, create bool) (err error) {
	if err := s.refuseUnreadable(create); err != nil {
		return err
	}
	if err := makeDatabaseFile(s.Path()); err != nil {
		return err
	}
	if s.writer, err = OpenPool(ctx, s.Path(), readWrite, 1); err != nil {
		return err
	}
	if err := s.refuseDamaged(ctx); err != nil {
		return err
	}
	if err := s.switchToWAL(ctx); err != nil {
		return err
	}
	if err := s.migrate(ctx); err != nil {
		return err
	}
	if err := settleLines(ctx, s.writer); err != nil {
		return err
	}
	return s.openReaders(ctx)
}

// openReaders opens the pool of those who read. A connection nobody has asked for a while is closed: each holds what it has read of the database,
// and the schema, by itself.
func (s *Store) openReaders(ctx context.Context) (err error) {
	if s.Reader, err = OpenPool(ctx, s.Path(), ReadOnly, readers); err == nil {
		s.Reader.SetConnMaxIdleTime(readerIdle)
	}
	return err
}

func (s *Store) openForReading(ctx context.Context, o Options) error {
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return Failure(CodeNoFolder, err, "数据文件夹「%s」无法使用。请换一个位置。", o.Dir)
	}
	s.dir = dir
	if err := s.refuseUnreadable(false); err != nil {
		return err
	}
	if _, err := s.presentSize(); errors.Is(err, fs.ErrNotExist) {
		return Failure(CodeNotFound, err, "「%s」里还没有数据库。请先启动程序或载入数据。", dir)
	} else if err != nil {
		return err
	}
	if err := refuseNetwork(dir, o.fileSystem); err != nil {
		return err
	}
	if err := s.openReaders(ctx); err != nil {
		return err
	}
	return s.requireCurrentVersion(ctx)
}

// switchToWAL makes readers and the writer independent of each other. The mode is kept in the file.
func (s *Store) switchToWAL(ctx context.Context) error {
	var mode string
	if err := s.writer.QueryRowContext(ctx, "PRAGMA journal_mode = WAL").Scan(&mode); err != nil {
		return fmt.Errorf("switch to WAL: %w", err)
	}
	if mode != "wal" {
		return Refuse(CodeNetworkShare, "数据文件夹「%s」所在的磁盘不支持数据库的安全写入。请改放在本机硬盘上。", s.dir)
	}
	return nil
}

// Close waits for a running write, ends the store's background work and gives the folder free for others.
func (s *Store) Close() error {
	var err error
	s.closed.Do(func() {
		s.stop()
		s.writing <- struct{}{} // kept for ever: a closed store writes nothing
		s.rehearsing.Lock()
		s.wait.Wait()
		if s.Reader != nil {
			err = errors.Join(err, s.Reader.Close())
		}
		if s.writer != nil {
			err = errors.Join(err, s.writer.Close())
		}
		if s.lock != nil {
			err = errors.Join(err, release(s.lock))
		}
	})
	return err
}

// DB is the read-only pool. A read sees the last commit and never waits for a writer.
func (s *Store) DB() *bun.DB { return s.Reader }

// Dir is the data folder.
func (s *Store) Dir() string { return s.dir }

// Now is the store's clock.
func (s *Store) Now() time.Time { return s.now() }

// OfficeZone is the time of the office, whatever zone the machine is set to: what is printed says it.
var OfficeZone = time.FixedZone("北京时间", 8*60*60)

// Today is the day of the wall calendar as ISO text.
func (s *Store) Today() string { return s.Now().Local().Format(DateLayout) }

// ReadOnly says whether Write will refuse.
func (s *Store) ReadOnly() bool { return s.readOnly }

func (s *Store) Path() string { return filepath.Join(s.dir, databaseName) }
